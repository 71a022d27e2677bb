// See sign_in_notes.h.
#include "office/sign_in_notes.h"

#include <algorithm>
#include <utility>

#include "record/sign_in_codec.h"

namespace qidi::office {

std::string stream_of_sign_ins(domain::Day day) {
  return "sign-ins/" + domain::to_text(day);
}

void SignInNotes::note(domain::SignInSubject subject, domain::Instant at) {
  const std::lock_guard guard(mutex_);
  count_.add(std::move(subject), at);
}

bool SignInNotes::empty() const {
  const std::lock_guard guard(mutex_);
  return count_.empty();
}

Result<void, Fault> SignInNotes::keep(EventLog& log, Clock& clock) {
  domain::SignInCount taken;
  {
    const std::lock_guard guard(mutex_);
    std::swap(taken, count_);
  }
  if (taken.empty()) return {};
  const auto kept = [&]() -> Result<void, Fault> {
    QIDI_TRY(last, log.last_recorded());
    const auto now = std::max(clock.now(), last.value_or(domain::Instant{}));
    const auto stream = stream_of_sign_ins(domain::day_of(now));
    QIDI_TRY(stored, log.load(stream));
    record::Envelope envelope;
    envelope.stream = stream;
    envelope.sequence = stored.size() + 1;
    envelope.kind = record::sign_ins_noted;
    envelope.body = record::encode(taken.lines());
    envelope.actor = "sign-in";
    envelope.role = "job";
    envelope.command_id = "sign-ins-" + domain::to_text(domain::day_of(now)) + "-" +
                          std::to_string(envelope.sequence);
    envelope.recorded = now;
    envelope.legal_day = domain::day_of(now);
    envelope.previous_hash = stored.empty() ? record::Digest{} : stored.back().hash;
    StreamAppend append;
    append.stream = stream;
    append.expected_version = stored.size();
    append.events.push_back(record::seal(std::move(envelope)));
    QIDI_TRY(position, log.commit({&append, 1}, std::nullopt));
    (void)position;
    return {};
  }();
  if (kept) return kept;
  const std::lock_guard guard(mutex_);
  for (const auto& line : taken.lines()) count_.add(line);
  return kept;
}

Result<std::vector<domain::SignInLine>, Fault> sign_ins_of(EventReader& reader, domain::Day day) {
  QIDI_TRY(stored, reader.load(stream_of_sign_ins(day)));
  std::vector<domain::SignInLine> all;
  for (const auto& sealed : stored) {
    auto lines = record::read_sign_ins(sealed.envelope.body);
    if (!lines) {
      return Unexpected{
          Fault{FaultKind::unreadable, sealed.envelope.stream + "：" + lines.error()}};
    }
    all.insert(all.end(), lines->begin(), lines->end());
  }
  return all;
}

}  // namespace qidi::office
