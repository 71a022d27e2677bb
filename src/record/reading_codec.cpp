// By the fields listed here; their names are the record's for ever.
#include "record/reading_codec.h"

#include "record/event_fields.h"

namespace qidi::record {

BOOST_DESCRIBE_STRUCT(PersonalDataRead, (), (case_id, fields, reason))

std::string encode(const PersonalDataRead& event) {
  std::string out;
  write_object(out, event);
  return out;
}

Result<PersonalDataRead, std::string> read_personal_data_read(std::string_view json) {
  boost::json::error_code failed;
  const auto value = boost::json::parse(json, failed);
  if (failed || !value.is_object()) return Unexpected{std::string("查阅记录无法读取")};
  PersonalDataRead event;
  Reading reading;
  read_object(value.get_object(), event, reading);
  if (!reading.good()) return Unexpected{reading.field() + "：" + reading.error()};
  return event;
}

}  // namespace qidi::record
