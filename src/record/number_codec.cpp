// Reading and writing the bodies of taken numbers.
#include "record/number_codec.h"

#include "record/event_fields.h"

namespace qidi::record {

BOOST_DESCRIBE_STRUCT(NumberTaken, (), (number, case_id, sequence))

std::string encode(const NumberTaken& event) {
  std::string out;
  write_object(out, event);
  return out;
}

Result<NumberTaken, std::string> read_number_taken(std::string_view body) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(body, failed);
  if (failed || !json.is_object()) return Unexpected{std::string("编号事件不是 JSON 对象")};
  NumberTaken event;
  Reading reading;
  read_object(json.get_object(), event, reading);
  if (!reading.good()) return Unexpected{reading.field() + "：" + reading.error()};
  return event;
}

}  // namespace qidi::record
