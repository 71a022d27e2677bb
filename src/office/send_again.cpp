// The event first: what cannot be recorded is not done.
#include "office/send_again.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "record/post_codec.h"

namespace qidi::office {

namespace {

/// As many as an administrator can look through; what is beyond waits for the next time.
constexpr int most_at_once = 1000;

record::SealedEvent sealed_event(const SendAgainOrder& order, const std::vector<Delivery>& chosen,
                                 const std::optional<record::SealedEvent>& previous,
                                 domain::Instant now) {
  record::DeliveriesSentAgain event;
  for (const auto& one : chosen) event.deliveries.push_back(one.number);
  record::Envelope envelope;
  envelope.stream = record::post_stream;
  envelope.sequence = previous ? previous->envelope.sequence + 1 : 1;
  envelope.kind = record::deliveries_sent_again;
  envelope.body = record::encode(event);
  envelope.actor = order.actor.id;
  envelope.actor_name = order.actor.name;
  envelope.role = domain::name_of(order.actor.role);
  envelope.department = order.actor.department;
  envelope.region = order.actor.region;
  envelope.command_id = order.command_id;
  envelope.recorded = now;
  envelope.legal_day = domain::day_of(now);
  if (previous) envelope.previous_hash = previous->hash;
  return record::seal(std::move(envelope));
}

}  // namespace

std::vector<Delivery> to_send_again(const std::vector<Delivery>& failing,
                                    const std::vector<std::int64_t>& asked, domain::Instant now) {
  const std::set<std::int64_t> numbers(asked.begin(), asked.end());
  std::set<std::string> batches;
  for (const auto& one : failing) {
    if (numbers.contains(one.number) && !one.batch.empty()) batches.insert(one.batch);
  }
  std::vector<Delivery> chosen;
  for (const auto& one : failing) {
    if (!numbers.empty() && !numbers.contains(one.number) && !batches.contains(one.batch)) continue;
    chosen.push_back(one);
    chosen.back().state = DeliveryState::waiting;
    chosen.back().tries = 0;
    chosen.back().from = now;
  }
  return chosen;
}

Result<long long, Fault> send_again(EventLog& log, NoticeBook& book, Clock& clock,
                                    const SendAgainOrder& order) {
  QIDI_TRY(answered, log.find_command(order.command_id));
  if (answered) {
    long long count = 0;
    const auto& text = answered->receipt;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
  }
  QIDI_TRY(last, log.last_recorded());
  const auto now = std::max(clock.now(), last.value_or(domain::Instant{}));
  QIDI_TRY(failing, book.failing(most_at_once));
  const auto chosen = to_send_again(failing, order.deliveries, now);
  if (chosen.empty()) return 0LL;
  const std::string stream(record::post_stream);
  QIDI_TRY(previous, log.last_of(stream));
  StreamAppend append;
  append.stream = stream;
  append.expected_version = previous ? previous->envelope.sequence : 0;
  append.events.push_back(sealed_event(order, chosen, previous, now));
  const auto count = static_cast<long long>(chosen.size());
  QIDI_TRY(position,
           log.commit({&append, 1}, CommandRecord{order.command_id, record::sm3("send again"),
                                                  std::to_string(count)}));
  (void)position;
  for (const auto& one : chosen) QIDI_CHECK(book.note_delivery(one));
  return count;
}

}  // namespace qidi::office
