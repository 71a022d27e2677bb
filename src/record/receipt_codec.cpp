// The receipt's fields, by name.
#include "record/receipt_codec.h"

#include "record/json_fields.h"

namespace qidi::record {

BOOST_DESCRIBE_STRUCT(ReceiptFields, (),
                      (command_id, case_id, version, events, state, light, due, repeated))

std::string encode(const ReceiptFields& fields) {
  std::string out;
  write_object(out, fields);
  return out;
}

Result<ReceiptFields, std::string> read_receipt_fields(std::string_view json) {
  boost::json::error_code failed;
  const auto value = boost::json::parse(json, failed);
  if (failed || !value.is_object()) return Unexpected{std::string("回执无法读取")};
  ReceiptFields fields;
  Reading reading;
  read_object(value.get_object(), fields, reading);
  if (!reading.good()) return Unexpected{reading.field() + "：" + reading.error()};
  return fields;
}

}  // namespace qidi::record
