// A receipt's fields as JSON: kept with the command, printed by `act`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.h"
#include "domain/time/day.h"

namespace qidi::record {

struct ReceiptFields {
  std::string command_id;
  std::string case_id;
  unsigned long long version = 0;
  std::vector<std::string> events;
  std::string state;
  std::string light;
  std::optional<domain::Day> due;
  bool repeated = false;
};

std::string encode(const ReceiptFields& fields);
Result<ReceiptFields, std::string> read_receipt_fields(std::string_view json);

}  // namespace qidi::record
