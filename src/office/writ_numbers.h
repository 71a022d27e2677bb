// The numbers of writs: each organ has a series for every kind of writ and year, without gap
// and without a number given twice. A number is taken in the same commit as the act that needs it,
// by an event on the series' own small stream; a number that a clerk wrote himself is reserved on
// a stream of its own. Rulings 8; docs/decisions/0012.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "domain/casework/approval_case.h"
#include "domain/casework/refusals.h"
#include "office/ports.h"

namespace qidi::office {

/// "writ_series/<year>/<kind>/<region>/<department>": the organ's series.
std::string stream_of_series(const domain::Organ& organ, int year, domain::WritKind kind);
/// The stream on which a clerk's own number stands reserved for its organ and year.
std::string stream_of_own_number(const domain::Organ& organ, int year, const std::string& number);

/// What a commit adds beside the case's own stream.
struct TakenNumbers {
  std::vector<StreamAppend> appends;
};

/// Gives each of `events` (the last ones of `next`, numbered by sequence) the number that its
/// writ needs, and tells what the commit has to add for it. A clerk's own number that another
/// case of the organ bears is refused (`writ_number_taken`).
Result<std::variant<TakenNumbers, domain::Refusal>, Fault> take_numbers(
    EventLog& log, const domain::ApprovalCase& next, const std::string& command_id,
    domain::Instant now, std::vector<domain::Event>& events);

}  // namespace qidi::office
