// Receipts as they are kept beside a command, so that a repetition gets the same answer.
#pragma once

#include <string>

#include "office/handle_command.h"

namespace qidi::office {

/// One JSON object; also what `act` prints.
std::string write_receipt(const Receipt& receipt);
/// The receipt again, marked as repeated.
Result<Answer, Fault> read_receipt(const std::string& text);

}  // namespace qidi::office
