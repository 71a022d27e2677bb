// By the fields listed here; their names are the record's for ever.
#include "record/post_codec.h"

#include "record/event_fields.h"

namespace qidi::record {

BOOST_DESCRIBE_STRUCT(DeliveriesSentAgain, (), (deliveries))

std::string encode(const DeliveriesSentAgain& event) {
  std::string out;
  write_object(out, event);
  return out;
}

}  // namespace qidi::record
