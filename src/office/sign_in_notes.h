// Signing in on its way into the record: counted in memory from any thread, written as one event by
// the writer. What is not written yet is lost when the process is killed, a minute at most; the log
// of requests has it. GB/T 22239-2019 安全审计; docs/decisions/0017.
#pragma once

#include <mutex>
#include <vector>

#include "domain/people/sign_ins.h"
#include "office/ports.h"

namespace qidi::office {

/// The stream of one day, by the record's own time.
std::string stream_of_sign_ins(domain::Day day);

class SignInNotes {
 public:
  void note(domain::SignInSubject subject, domain::Instant at);
  /// Writes what was counted since the last time, as one event; nothing when there is nothing. On
  /// the writer's thread; durable after its sync. What could not be kept is counted on.
  Result<void, Fault> keep(EventLog& log, Clock& clock);
  bool empty() const;

 private:
  mutable std::mutex mutex_;
  domain::SignInCount count_;
};

/// The lines of a day, in the order in which they were written.
Result<std::vector<domain::SignInLine>, Fault> sign_ins_of(EventReader& reader, domain::Day day);

}  // namespace qidi::office
