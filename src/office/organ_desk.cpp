// See organ_desk.h.
#include "office/organ_desk.h"

#include <algorithm>

#include "record/account_codec.h"
#include "record/organ_codec.h"

namespace qidi::office {

namespace {

const std::string stream{record::organ_stream};

Unexpected<Fault> unreadable(std::string why) {
  return Unexpected{Fault{FaultKind::unreadable, std::move(why)}};
}

Result<domain::OrganRegister, Fault> folded(const std::vector<record::SealedEvent>& stored) {
  domain::OrganRegister known;
  for (const auto& sealed : stored) {
    const auto event = record::open_organ_event(sealed.envelope);
    if (!event) return unreadable("部门名录：" + event.error());
    evolve(known, *event);
  }
  return known;
}

/// The register as it stands while acts are done to it, one after the other.
struct Standing {
  domain::OrganRegister known;
  std::uint64_t version = 0;
  record::Digest last{};  ///< hash of the newest event
};

Result<Standing, Fault> standing_of(EventLog& log) {
  QIDI_TRY(stored, log.load(stream));
  QIDI_TRY(known, folded(stored));
  return Standing{std::move(known), stored.size(),
                  stored.empty() ? record::Digest{} : stored.back().hash};
}

StreamAppend append_of(const std::vector<domain::OrganEventBody>& bodies, const Standing& standing,
                       const domain::OrganCommand& command, domain::Instant now) {
  StreamAppend append;
  append.stream = stream;
  append.expected_version = standing.version;
  auto previous = standing.last;
  for (const auto& body : bodies) {
    record::Envelope envelope;
    envelope.stream = stream;
    envelope.sequence = standing.version + append.events.size() + 1;
    envelope.kind = domain::kind_of(body);
    envelope.body = record::encode_body(body);
    envelope.actor = command.actor.id;
    envelope.actor_name = command.actor.name;
    envelope.role = domain::name_of(command.actor.role);
    envelope.department = command.actor.department;
    envelope.region = command.actor.region;
    envelope.command_id = command.command_id;
    envelope.recorded = now;
    envelope.legal_day = domain::day_of(now);
    envelope.previous_hash = previous;
    append.events.push_back(record::seal(std::move(envelope)));
    previous = append.events.back().hash;
  }
  return append;
}

/// The first answer again, or a refusal when the id was used for something else.
Result<std::optional<AccountAnswer>, Fault> answered_before(EventLog& log,
                                                            const domain::OrganCommand& command,
                                                            const record::Digest& content) {
  QIDI_TRY(answered, log.find_command(command.command_id));
  if (!answered) return std::optional<AccountAnswer>{};
  if (answered->content != content) {
    return std::optional<AccountAnswer>{
        refuse(domain::RefusalCode::command_id_reused, "command_id")};
  }
  const auto fields = record::read_account_receipt(answered->receipt);
  if (!fields) return unreadable(fields.error());
  return std::optional<AccountAnswer>{
      AccountReceipt{fields->command_id, fields->id, fields->version, fields->events, true}};
}

Result<AccountAnswer, Fault> perform(EventLog& log, domain::Instant now, Standing& standing,
                                     const domain::OrganCommand& command,
                                     const OrganFactsFor& facts_for) {
  const auto content = record::sm3(record::canonical_command(command));
  QIDI_TRY(before, answered_before(log, command, content));
  if (before) return std::move(*before);
  QIDI_TRY(facts, facts_for(command, domain::day_of(now)));
  const auto decided = decide_organ(standing.known, command, facts);
  if (!decided) return AccountAnswer{decided.error()};
  const auto append = append_of(*decided, standing, command, now);
  AccountReceipt receipt{
      command.command_id, stream, standing.version + append.events.size(), {}, false};
  for (const auto& event : append.events) receipt.events.push_back(event.envelope.kind);
  const auto kept = record::encode(record::AccountReceiptFields{receipt.command_id, receipt.id,
                                                                receipt.version, receipt.events});
  QIDI_TRY(position, log.commit({&append, 1}, CommandRecord{command.command_id, content, kept}));
  (void)position;
  for (const auto& body : *decided) evolve(standing.known, body);
  standing.version = receipt.version;
  if (!append.events.empty()) standing.last = append.events.back().hash;
  return AccountAnswer{std::move(receipt)};
}

}  // namespace

Result<domain::OrganRegister, Fault> read_organ_register(EventReader& reader) {
  QIDI_TRY(stored, reader.load(stream));
  return folded(stored);
}

Result<domain::OrganRegister, Fault> read_organ_register(EventLog& log) {
  QIDI_TRY(stored, log.load(stream));
  return folded(stored);
}

Result<std::vector<AccountAnswer>, Fault> perform_organ_acts(
    EventLog& log, Clock& clock, const std::vector<domain::OrganCommand>& commands,
    const OrganFactsFor& facts_for) {
  QIDI_TRY(last, log.last_recorded());
  const auto now = std::max(clock.now(), last.value_or(domain::Instant{}));
  QIDI_TRY(standing, standing_of(log));
  std::vector<AccountAnswer> answers;
  for (const auto& command : commands) {
    QIDI_TRY(answer, perform(log, now, standing, command, facts_for));
    answers.push_back(std::move(answer));
  }
  return answers;
}

Result<AccountAnswer, Fault> perform_organ_act(EventLog& log, Clock& clock,
                                               const domain::OrganCommand& command,
                                               const OrganFactsFor& facts_for) {
  QIDI_TRY(answers, perform_organ_acts(log, clock, {command}, facts_for));
  return std::move(answers.front());
}

}  // namespace qidi::office
