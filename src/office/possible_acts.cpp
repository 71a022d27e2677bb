// Every act is asked with nothing filled in.
#include "office/possible_acts.h"

#include "domain/casework/case_reach.h"
#include "domain/casework/opinions.h"
#include "domain/people/rights.h"
#include "office/handle_command.h"

namespace qidi::office {

namespace {

bool is_of_a_case(const domain::CommandBody& body) {
  return !std::holds_alternative<domain::File>(body) &&
         !std::holds_alternative<domain::AdoptFromLedger>(body) &&
         !std::holds_alternative<domain::UndoImport>(body) &&
         !std::holds_alternative<domain::Recount>(body) &&
         !std::holds_alternative<domain::Settle>(body) &&
         // Whoever asks sends the act itself (docs/decisions/0018).
         !std::holds_alternative<domain::AskAgreement>(body);
}

}  // namespace

std::vector<PossibleAct> possible_acts(const domain::ApprovalCase& current,
                                       const domain::Actor& actor,
                                       const std::optional<domain::Reach>& reach,
                                       const domain::Facts& facts) {
  std::vector<PossibleAct> acts;
  domain::Command command;
  command.case_id = current.facts.case_id;
  command.actor = actor;
  command.reach = reach;
  for (auto& body : domain::every_act()) {
    const auto act = domain::act_name(body);
    if (!is_of_a_case(body) || !domain::may_do(actor.role, act)) continue;
    PossibleAct possible;
    possible.act = act;
    possible.chinese = domain::chinese_act_name(body);
    command.body = std::move(body);
    possible.refusal = domain::standing_objection(current, command, facts);
    if (possible.refusal) possible.clause = domain::text_of(possible.refusal->code).clause;
    possible.fields = domain::fields_of(act, current, facts);
    acts.push_back(std::move(possible));
  }
  return acts;
}

Result<std::optional<PossibleActs>, Fault> possible_acts(EventReader& reader, const RuleBook& rules,
                                                         const std::string& id,
                                                         const domain::Actor& actor,
                                                         const std::optional<domain::Reach>& reach,
                                                         domain::Day day) {
  QIDI_TRY(case_id, reader.find_case(id));
  if (!case_id) return std::optional<PossibleActs>();
  QIDI_TRY(stored, reader.load(stream_of_case(*case_id)));
  QIDI_TRY(events, open_events(stored));
  auto current = domain::fold(std::move(events), day);
  current.facts.case_id = *case_id;
  const auto facts = rules.facts(day);
  for (const auto& event : domain::settle(current, facts)) domain::evolve(current, event);
  // Time's own events are not the actor's: the version that he sees is the one before them.
  current.version = stored.size();
  const bool is_reached = !reach || reaches(*reach, domain::reached_case(current));
  const bool is_consulted =
      domain::is_consulted(current, domain::Organ{actor.region, actor.department});
  if (!current.exists || (!is_reached && !is_consulted)) return std::optional<PossibleActs>();
  PossibleActs possible;
  possible.case_id = *case_id;
  possible.version = current.version;
  possible.matter = current.facts.matter;
  possible.acts = possible_acts(current, actor, reach, facts);
  if (!is_reached) {
    // Whoever is only asked for his opinion is told of that act, and of nothing else here.
    std::erase_if(possible.acts, [](const PossibleAct& act) { return act.act != "give_opinion"; });
  }
  return std::optional(std::move(possible));
}

}  // namespace qidi::office
