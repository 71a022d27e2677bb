// One read of the series' last event gives the next count; another sees whether a clerk wrote that
// very number himself before. The expected version of each stream makes two acts at once
// impossible: the later commit conflicts and writes nothing.
#include "office/writ_numbers.h"

#include <algorithm>

#include "record/number_codec.h"

namespace qidi::office {

namespace {

/// One act's numbers being taken.
class Taking {
 public:
  Taking(EventLog& log, std::string case_id, std::string command_id, domain::Instant now)
      : log_(log), case_id_(std::move(case_id)), command_id_(std::move(command_id)), now_(now) {}

  Result<std::optional<domain::Refusal>, Fault> reserve(const domain::Organ& organ, domain::Day day,
                                                        long long sequence,
                                                        const std::string& number);
  Result<std::string, Fault> next_of_series(const domain::GivenWrit& given);
  std::vector<StreamAppend> appends() && { return std::move(appends_); }

 private:
  struct Last {
    std::uint64_t version = 0;
    record::Digest hash{};
    record::NumberTaken taken;
  };
  Result<Last, Fault> last_of(const std::string& stream);
  void take(const std::string& stream, const Last& last, domain::Day day,
            const record::NumberTaken& taken);
  Result<bool, Fault> is_given(const domain::Organ& organ, int year, const std::string& number);

  EventLog& log_;
  std::string case_id_;
  std::string command_id_;
  domain::Instant now_;
  std::vector<StreamAppend> appends_;
};

Result<Taking::Last, Fault> Taking::last_of(const std::string& stream) {
  for (const auto& append : appends_) {
    if (append.stream != stream) continue;
    const auto& event = append.events.back();
    auto taken = record::read_number_taken(event.envelope.body);
    if (!taken) return Unexpected{Fault{FaultKind::unreadable, taken.error()}};
    return Last{event.envelope.sequence, event.hash, std::move(*taken)};
  }
  QIDI_TRY(stored, log_.last_of(stream));
  if (!stored) return Last{};
  auto taken = record::read_number_taken(stored->envelope.body);
  if (!taken) return Unexpected{Fault{FaultKind::unreadable, taken.error()}};
  return Last{stored->envelope.sequence, stored->hash, std::move(*taken)};
}

void Taking::take(const std::string& stream, const Last& last, domain::Day day,
                  const record::NumberTaken& taken) {
  record::Envelope envelope;
  envelope.stream = stream;
  envelope.sequence = last.version + 1;
  envelope.kind = record::writ_number_taken;
  envelope.body = record::encode(taken);
  envelope.actor = "system";
  envelope.role = "job";
  envelope.command_id = command_id_;
  envelope.recorded = now_;
  envelope.legal_day = day;
  envelope.previous_hash = last.hash;
  auto found = std::find_if(appends_.begin(), appends_.end(),
                            [&](const StreamAppend& append) { return append.stream == stream; });
  if (found == appends_.end()) {
    StreamAppend append;
    append.stream = stream;
    append.expected_version = last.version;
    appends_.push_back(std::move(append));
    found = appends_.end() - 1;
  }
  found->events.push_back(record::seal(std::move(envelope)));
}

/// Whether one of the organ's series has given this number already.
Result<bool, Fault> Taking::is_given(const domain::Organ& organ, int year,
                                     const std::string& number) {
  for (std::size_t i = 0; i < domain::writ_kind_count; ++i) {
    const auto kind = static_cast<domain::WritKind>(i);
    const auto count = domain::count_in_series(number, organ, kind, year);
    if (!count || domain::series_mark_of(kind).empty()) continue;
    QIDI_TRY(last, last_of(stream_of_series(organ, year, kind)));
    const auto reached = domain::count_in_series(last.taken.number, organ, kind, year);
    if (reached && *count <= *reached) return true;
  }
  return false;
}

Result<std::optional<domain::Refusal>, Fault> Taking::reserve(const domain::Organ& organ,
                                                              domain::Day day, long long sequence,
                                                              const std::string& number) {
  const int year = domain::year_of(day);
  const auto stream = stream_of_own_number(organ, year, number);
  QIDI_TRY(last, last_of(stream));
  if (last.version > 0 && last.taken.case_id == case_id_) return std::optional<domain::Refusal>{};
  QIDI_TRY(given, is_given(organ, year, number));
  if (last.version > 0 || given) {
    return std::optional(refuse(domain::RefusalCode::writ_number_taken, "notice_no", number));
  }
  take(stream, last, day, {number, case_id_, sequence});
  return std::optional<domain::Refusal>{};
}

Result<std::string, Fault> Taking::next_of_series(const domain::GivenWrit& given) {
  const int year = domain::year_of(given.day);
  const auto stream = stream_of_series(given.organ, year, given.kind);
  QIDI_TRY(last, last_of(stream));
  long long count =
      domain::count_in_series(last.taken.number, given.organ, given.kind, year).value_or(0);
  std::string number;
  // What a clerk wrote himself out of the series is passed over: it has been given.
  while (true) {
    number = domain::series_number(given.organ, given.kind, year, ++count);
    QIDI_TRY(own, last_of(stream_of_own_number(given.organ, year, number)));
    if (own.version == 0) break;
  }
  take(stream, last, given.day, {number, case_id_, given.sequence});
  return number;
}

const domain::GivenWrit* writ_at(const domain::ApprovalCase& current, long long sequence) {
  for (const auto& given : current.writs) {
    if (given.sequence == sequence) return &given;
  }
  return nullptr;
}

}  // namespace

std::string stream_of_series(const domain::Organ& organ, int year, domain::WritKind kind) {
  return "writ_series/" + std::to_string(year) + "/" + std::string(domain::name_of(kind)) + "/" +
         organ.region + "/" + organ.department;
}

std::string stream_of_own_number(const domain::Organ& organ, int year, const std::string& number) {
  const auto digest =
      record::to_hex(record::sm3(organ.region + "\n" + organ.department + "\n" + number));
  return "writ_number/" + std::to_string(year) + "/" + digest.substr(0, 32);
}

Result<std::variant<TakenNumbers, domain::Refusal>, Fault> take_numbers(
    EventLog& log, const domain::ApprovalCase& next, const std::string& command_id,
    domain::Instant now, std::vector<domain::Event>& events) {
  using Outcome = std::variant<TakenNumbers, domain::Refusal>;
  Taking taking(log, next.facts.case_id, command_id, now);
  for (auto& event : events) {
    const auto* given = writ_at(next, event.sequence);
    if (const auto own = domain::own_number_of(event); !own.empty()) {
      const auto& organ = given != nullptr ? given->organ : next.holder;
      QIDI_TRY(refusal, taking.reserve(organ, event.legal_day, event.sequence, own));
      if (refusal) {
        if (std::holds_alternative<domain::Issued>(event.body)) refusal->field = "document_no";
        return Outcome{std::move(*refusal)};
      }
      continue;
    }
    // What was done on paper bears the number it was given there, which nobody told.
    if (given == nullptr || event.on_paper || domain::series_mark_of(given->kind).empty()) continue;
    QIDI_TRY(number, taking.next_of_series(*given));
    event.writ_number = std::move(number);
  }
  return Outcome{TakenNumbers{std::move(taking).appends()}};
}

}  // namespace qidi::office
