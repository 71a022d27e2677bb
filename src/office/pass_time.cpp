// Jobs over many cases: each case is one command, synced in batches.
#include "office/pass_time.h"

namespace qidi::office {

namespace {

constexpr long long cases_per_sync = 128;

/// (job, period, case) is unique: a job that runs twice has one effect.
template <class Body>
domain::Command job_command(const std::string& job, const std::string& case_id) {
  domain::Command command;
  command.command_id = job + "-" + case_id;
  command.case_id = case_id;
  command.actor.id = job;
  command.actor.role = domain::Role::job;
  command.body = Body{};
  return command;
}

std::string settling(domain::Day day) {
  return "settle-" + domain::to_text(day);
}

/// One job command per case; `counted` adds up what each receipt says.
template <class Body, class Counted>
Result<long long, Fault> for_each_case(const std::vector<std::string>& cases,
                                       const std::string& job, EventLog& log, const RuleBook& rules,
                                       Clock& clock,
                                       const std::function<void(long long, long long)>& progress,
                                       Counted counted) {
  long long done = 0;
  long long total = 0;
  for (const auto& case_id : cases) {
    QIDI_TRY(answer, handle_command(log, rules, clock, job_command<Body>(job, case_id)));
    if (const auto* receipt = std::get_if<Receipt>(&answer)) total += counted(*receipt);
    if (++done % cases_per_sync == 0) {
      QIDI_CHECK(log.sync());
      if (progress) progress(done, static_cast<long long>(cases.size()));
    }
  }
  QIDI_CHECK(log.sync());
  return total;
}

}  // namespace

domain::Command settle_command(const std::string& case_id, domain::Day day) {
  return job_command<domain::Settle>(settling(day), case_id);
}

Result<long long, Fault> pass_time(EventLog& log, LedgerView& view, const RuleBook& rules,
                                   Clock& clock,
                                   const std::function<void(long long, long long)>& progress) {
  const auto today = domain::day_of(clock.now());
  QIDI_TRY(cases, view.cases_to_settle(today));
  return for_each_case<domain::Settle>(
      cases, settling(today), log, rules, clock, progress, [](const Receipt& receipt) {
        return receipt.repeated ? 0 : static_cast<long long>(receipt.events.size());
      });
}

Result<long long, Fault> recount_open_cases(
    EventLog& log, LedgerView& view, const RuleBook& rules, Clock& clock,
    const std::function<void(long long, long long)>& progress) {
  QIDI_TRY(cases, view.open_cases(domain::day_of(clock.now())));
  return for_each_case<domain::Recount>(
      cases, "recount-" + std::to_string(rules.calendar.revision()), log, rules, clock, progress,
      [](const Receipt& receipt) {
        return !receipt.repeated && !receipt.events.empty() ? 1LL : 0LL;
      });
}

}  // namespace qidi::office
