// THE MAIN JOB: one command, one read, one write. Clock, load, fold, settle, decide, rows, commit.
// Everything that changes a case comes through here: clerks, imports, jobs, demonstration data.
// architecture.md, "The main path"; N8.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "domain/casework/rules.h"
#include "office/ports.h"
#include "office/rule_book.h"

namespace qidi::office {

/// What an accepted command did. Given out only once it is durable.
struct Receipt {
  std::string command_id;
  std::string case_id;
  unsigned long long version = 0;   ///< of the case after it
  std::vector<std::string> events;  ///< kinds, in order; empty: nothing needed doing
  domain::CaseState state{};
  std::string light;
  std::optional<domain::Day> due;
  bool repeated = false;  ///< the same command had been answered before
};

using Answer = std::variant<Receipt, domain::Refusal>;

/// The stream that holds a case's events.
std::string stream_of_case(const std::string& case_id);

/// Handles one command. The outcome is committed but not yet durable: the caller syncs the log and
/// only then tells anybody (group commit). A repeated command id gives the first answer again; the
/// same id with another content is refused. A Fault means nothing was written.
Result<Answer, Fault> handle_command(EventLog& log, const RuleBook& rules, Clock& clock,
                                     const domain::Command& command);

/// A stream's events as the domain's.
Result<std::vector<domain::Event>, Fault> open_events(
    const std::vector<record::SealedEvent>& stored);

/// A stored case as it stands (not settled).
Result<domain::ApprovalCase, Fault> open_case(const std::string& case_id,
                                              const std::vector<record::SealedEvent>& stored);

}  // namespace qidi::office
