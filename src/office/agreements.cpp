// A request's fields are the act's own JSON, and are read by the act's own codec.
#include "office/agreements.h"

#include "domain/casework/act_fields.h"
#include "domain/casework/agreement.h"
#include "domain/casework/corrections.h"
#include "office/handle_command.h"
#include "record/command_codec.h"

namespace qidi::office {

namespace {

std::string in_words(const domain::ActField& field, const std::string& value) {
  for (const auto& choice : field.choices) {
    if (choice.value == value) return choice.chinese;
  }
  return value;
}

/// Whoever agrees to another value sees the one that it takes the place of.
std::optional<ShownCorrection> correction_of(const domain::CommandBody& body,
                                             const std::vector<domain::Event>& events) {
  const auto* correct = std::get_if<domain::Correct>(&body);
  if (correct == nullptr) return std::nullopt;
  for (const auto& event : domain::corrected(events)) {
    if (event.sequence != correct->of_sequence) continue;
    return ShownCorrection{event.sequence,
                           std::string(domain::kind_of(event.body)),
                           event.legal_day,
                           correct->field,
                           domain::value_of(event, correct->field).value_or(""),
                           correct->value};
  }
  return std::nullopt;
}

ShownAgreement shown_of(const domain::OpenAgreement& open,
                        const std::vector<domain::Event>& events) {
  ShownAgreement made;
  made.open = open;
  const auto body = record::read_fields(open.asked.act, open.asked.fields);
  if (!body) return made;
  made.correction = correction_of(*body, events);
  const auto filled = record::filled_fields(*body);
  for (const auto& field : domain::fields_of(open.asked.act)) {
    for (const auto& [name, value] : filled) {
      if (name == field.name) made.says.emplace_back(field.chinese, in_words(field, value));
    }
  }
  return made;
}

}  // namespace

std::optional<domain::CommandBody> requested_act(const domain::Command& command,
                                                 const std::vector<domain::Event>& history) {
  std::string act;
  std::string fields;
  if (const auto* ask = std::get_if<domain::AskAgreement>(&command.body)) {
    act = ask->act;
    fields = ask->fields;
  } else if (const auto* agree = std::get_if<domain::Agree>(&command.body)) {
    const auto current = domain::fold(history);
    const auto* open = domain::agreement_of(current, command.actor, agree->request);
    if (open == nullptr) return std::nullopt;
    act = open->asked.act;
    fields = open->asked.fields;
  } else {
    return std::nullopt;
  }
  auto body = record::read_fields(act, fields);
  if (!body) return std::nullopt;
  return std::move(*body);
}

Result<std::vector<ShownAgreement>, Fault> shown_agreements(EventReader& reader,
                                                            const std::string& case_id) {
  QIDI_TRY(stored, reader.load(stream_of_case(case_id)));
  QIDI_TRY(current, open_case(case_id, stored));
  QIDI_TRY(events, open_events(stored));
  std::vector<ShownAgreement> list;
  for (const auto& open : current.agreements) list.push_back(shown_of(open, events));
  return list;
}

Result<AskedOfCase, Fault> asked_of_case(EventReader& reader, const RuleBook& rules,
                                         const std::string& case_id, domain::Day today) {
  QIDI_TRY(stored, reader.load(stream_of_case(case_id)));
  QIDI_TRY(current, open_case(case_id, stored));
  const auto facts = rules.facts(today);
  for (const auto& event : domain::settle(current, facts)) domain::evolve(current, event);
  AskedOfCase asked;
  asked.facts = current.facts;
  QIDI_TRY(events, open_events(stored));
  for (const auto& open : current.agreements) asked.agreements.push_back(shown_of(open, events));
  if (domain::is_pending(current.state)) asked.more = current.more;
  asked.more_unanswered = asked.more && current.more_unanswered;
  asked.explained = current.explained;
  for (const auto& task : domain::rows_of(current, facts).tasks) {
    const bool is_owed = task.kind == domain::HeadTaskKind::explain && task.since <= today;
    if (is_owed) asked.unexplained = task;
  }
  return asked;
}

}  // namespace qidi::office
