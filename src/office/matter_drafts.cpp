// Clock, load, fold, decide, commit; the rules are in domain/matters.
#include "office/matter_drafts.h"

#include <algorithm>
#include <map>

#include "record/account_codec.h"
#include "record/draft_codec.h"
#include "record/form_condition.h"
#include "record/form_schema.h"
#include "record/system_codec.h"

namespace qidi::office {

namespace {

const std::string system_name{record::system_stream};

Unexpected<Fault> unreadable(std::string why) {
  return Unexpected{Fault{FaultKind::unreadable, std::move(why)}};
}

Result<domain::MatterDraft, Fault> folded(const std::string& matter,
                                          const std::vector<record::SealedEvent>& stored) {
  domain::MatterDraft draft;
  draft.matter = matter;
  for (const auto& sealed : stored) {
    auto event = record::open_draft_event(sealed.envelope);
    if (!event) return unreadable(sealed.envelope.stream + "：" + event.error());
    evolve(draft, *event);
  }
  return draft;
}

std::string schema_fault(const std::string& form) {
  if (form.empty()) return {};
  const auto compiled = record::compile_form(form);
  return compiled ? std::string() : compiled.error();
}

std::string tier_fault(const domain::MatterVersion& version) {
  for (std::size_t i = 0; i < version.tiers.size(); ++i) {
    const auto& condition = version.tiers[i].reached_when;
    if (condition.empty()) continue;
    const auto fault = record::against_condition(condition, version.form);
    if (fault) return "第 " + std::to_string(i + 1) + " 行" + *fault;
  }
  return {};
}

domain::PublishingFacts facts_of(const domain::ProposedVersion& proposed, const RuleBook& rules,
                                 domain::Day today) {
  const auto& version = proposed.version;
  return {rules.matters, today, schema_fault(version.form), tier_fault(version)};
}

/// One event at the end of a stream, by the actor of the command.
struct Writing {
  domain::Instant now;
  const domain::DraftCommand& command;
  int calendar_revision = 0;

  StreamAppend append(const std::string& stream, const std::vector<record::SealedEvent>& stored,
                      std::string kind, std::string body) const {
    record::Envelope envelope;
    envelope.stream = stream;
    envelope.sequence = stored.size() + 1;
    envelope.kind = std::move(kind);
    envelope.body = std::move(body);
    envelope.actor = command.actor.id;
    envelope.actor_name = command.actor.name;
    envelope.role = domain::name_of(command.actor.role);
    envelope.department = command.actor.department;
    envelope.region = command.actor.region;
    envelope.command_id = command.command_id;
    envelope.recorded = now;
    envelope.legal_day = domain::day_of(now);
    envelope.calendar_revision = calendar_revision;
    envelope.previous_hash = stored.empty() ? record::Digest{} : stored.back().hash;
    StreamAppend append;
    append.stream = stream;
    append.expected_version = stored.size();
    append.events.push_back(record::seal(std::move(envelope)));
    return append;
  }
};

std::string published_body(const domain::MatterDraft& draft, int version) {
  record::MatterVersionPublished published;
  published.version = draft.proposed.version;
  published.version.version = version;
  published.aliases = draft.proposed.aliases;
  published.reason = draft.proposed.reason;
  published.backdated_reason = draft.proposed.backdated_reason;
  published.prepared_by = draft.submitted_by;
  return record::encode(published);
}

/// The first answer again, or a refusal when the id was used for something else.
Result<std::optional<DraftAnswer>, Fault> answered_before(EventLog& log,
                                                          const domain::DraftCommand& command,
                                                          const record::Digest& content) {
  QIDI_TRY(answered, log.find_command(command.command_id));
  if (!answered) return std::optional<DraftAnswer>{};
  if (answered->content != content) {
    return std::optional<DraftAnswer>{
        refuse(domain::RefusalCode::command_id_reused, "command_id", command.command_id)};
  }
  auto fields = record::read_account_receipt(answered->receipt);
  if (!fields) return unreadable(fields.error());
  DraftReceipt receipt;
  receipt.matter = fields->id;
  receipt.version = fields->version;
  receipt.events = fields->events;
  receipt.repeated = true;
  return std::optional<DraftAnswer>{std::move(receipt)};
}

}  // namespace

std::string stream_of_draft(const std::string& matter) {
  return "matter-draft/" + matter;
}

Result<domain::MatterDraft, Fault> read_draft(EventReader& reader, const std::string& matter) {
  QIDI_TRY(stored, reader.load(stream_of_draft(matter)));
  return folded(matter, stored);
}

Result<std::vector<domain::MatterDraft>, Fault> open_drafts(EventReader& reader) {
  const auto prefix = stream_of_draft("");
  std::map<std::string, domain::MatterDraft> drafts;
  QIDI_CHECK(
      reader.each_of_streams(prefix, [&](const record::SealedEvent& sealed) -> Result<void, Fault> {
        auto event = record::open_draft_event(sealed.envelope);
        if (!event) return unreadable(sealed.envelope.stream + "：" + event.error());
        const auto matter = sealed.envelope.stream.substr(prefix.size());
        auto& draft = drafts[matter];
        draft.matter = matter;
        evolve(draft, *event);
        return {};
      }));
  std::vector<domain::MatterDraft> open;
  for (auto& [matter, draft] : drafts) {
    if (draft.state != domain::DraftState::none) open.push_back(std::move(draft));
  }
  return open;
}

std::vector<domain::Refusal> objections_to(const domain::ProposedVersion& proposed,
                                           const RuleBook& rules, domain::Day today) {
  return domain::objections_to(proposed, facts_of(proposed, rules, today));
}

Result<DraftAnswer, Fault> perform_draft_act(EventLog& log, Clock& clock,
                                             const domain::DraftCommand& command) {
  QIDI_TRY(last, log.last_recorded());
  // Recorded instants never go back, whatever the machine's clock does.
  const auto now = std::max(clock.now(), last.value_or(domain::Instant{}));
  const auto content = record::sm3(record::canonical_command(command));
  QIDI_TRY(before, answered_before(log, command, content));
  if (before) return std::move(*before);

  const auto stream = stream_of_draft(command.matter);
  QIDI_TRY(stored, log.load(stream));
  QIDI_TRY(draft, folded(command.matter, stored));
  // The system stream itself, not the server's rule book: another publication of this very batch
  // may stand before this one.
  QIDI_TRY(system, log.load(system_name));
  QIDI_TRY(rules, read_rule_book(system));
  const auto outcome =
      decide_draft(draft, command, facts_of(draft.proposed, rules, domain::day_of(now)));
  if (!outcome) return DraftAnswer{outcome.error()};

  DraftReceipt receipt;
  receipt.matter = command.matter;
  receipt.version = draft.version;
  std::vector<StreamAppend> appends;
  const Writing writing{now, command, rules.calendar.revision()};
  for (const auto& body : *outcome) {  // one at most
    receipt.events.emplace_back(domain::kind_of(body));
    appends.push_back(
        writing.append(stream, stored, receipt.events.back(), record::encode_body(body)));
    ++receipt.version;
    if (const auto* published = std::get_if<domain::DraftPublished>(&body)) {
      receipt.published = published->version;
      appends.push_back(writing.append(system_name, system,
                                       std::string(record::matter_version_published),
                                       published_body(draft, published->version)));
    }
  }
  const auto kept = record::encode(record::AccountReceiptFields{command.command_id, command.matter,
                                                                receipt.version, receipt.events});
  QIDI_TRY(position, log.commit(appends, CommandRecord{command.command_id, content, kept}));
  (void)position;
  if (receipt.published != 0) {
    system.push_back(appends.back().events.front());
    QIDI_TRY(next, read_rule_book(system));
    receipt.rules = std::move(next);
  }
  return DraftAnswer{std::move(receipt)};
}

}  // namespace qidi::office
