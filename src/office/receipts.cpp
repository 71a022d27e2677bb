// The receipt's few fields, to JSON and back.
#include "office/receipts.h"

#include "record/receipt_codec.h"

namespace qidi::office {

std::string write_receipt(const Receipt& receipt) {
  record::ReceiptFields fields;
  fields.command_id = receipt.command_id;
  fields.case_id = receipt.case_id;
  fields.version = receipt.version;
  fields.events = receipt.events;
  fields.state = name_of(receipt.state);
  fields.light = receipt.light;
  fields.due = receipt.due;
  fields.repeated = receipt.repeated;
  return record::encode(fields);
}

Result<Answer, Fault> read_receipt(const std::string& text) {
  auto fields = record::read_receipt_fields(text);
  if (!fields) return Unexpected{Fault{FaultKind::unreadable, fields.error()}};
  Receipt receipt;
  receipt.command_id = fields->command_id;
  receipt.case_id = fields->case_id;
  receipt.version = fields->version;
  receipt.events = fields->events;
  receipt.state = domain::case_state_from(fields->state).value_or(domain::CaseState::in_review);
  receipt.light = fields->light;
  receipt.due = fields->due;
  receipt.repeated = true;
  return Answer{receipt};
}

}  // namespace qidi::office
