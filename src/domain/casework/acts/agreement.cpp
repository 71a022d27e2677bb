// ask_agreement, agree, decline_agreement: an act of two people is asked in one session and agreed
// to in another. A typed name agrees to nothing.
// domain.md 3 (transfer: both heads; correct: who acted, and head), 6; docs/decisions/0018.
#include "domain/casework/agreement.h"

#include <algorithm>

#include "domain/casework/acts/act.h"
#include "domain/people/rights.h"

namespace qidi::domain {

namespace {

std::string named(const Actor& actor) {
  return actor.name.empty() ? actor.id : actor.name + "（" + actor.id + "）";
}

/// One person has one voice, whichever of his accounts he uses. A namesake has to ask somebody
/// else; that is rarer, and does no harm.
bool is_same_person(const Actor& one, const Actor& other) {
  return one.id == other.id || (!one.name.empty() && one.name == other.name);
}

bool has_spoken(const OpenAgreement& open, const Actor& actor) {
  return is_same_person(open.asker, actor) ||
         std::any_of(open.given.begin(), open.given.end(),
                     [&](const Actor& given) { return is_same_person(given, actor); });
}

/// The act as it is done once all have agreed: their names stand where a person's own word would.
void put_names(CommandBody& body, const std::vector<Actor>& agreed) {
  if (auto* correct = std::get_if<Correct>(&body)) correct->agreed_by = named(agreed.front());
  if (auto* transfer = std::get_if<Transfer>(&body)) transfer->agreed_by = named(agreed.front());
  if (auto* remove = std::get_if<Remove>(&body)) {
    remove->reviewed_by = named(agreed.front());
    remove->approved_by = named(agreed.back());
  }
}

/// Stand-ins while nobody has agreed, so that every other rule can be asked.
std::vector<Actor> somebody(std::size_t count) {
  std::vector<Actor> people(count);
  for (std::size_t i = 0; i < count; ++i) people[i].id = "another-" + std::to_string(i);
  return people;
}

/// The requested act as a command of whoever asked.
Command command_of(const Act& act, const Actor& asker, const std::vector<Actor>& agreed) {
  Command command;
  command.command_id = act.command.command_id;
  command.case_id = act.command.case_id;
  command.actor = asker;
  command.body = *act.command.requested;
  put_names(command.body, agreed);
  return command;
}

std::string reason_of(const CommandBody& body) {
  if (const auto* correct = std::get_if<Correct>(&body)) return correct->reason;
  if (const auto* transfer = std::get_if<Transfer>(&body)) return transfer->reason;
  if (const auto* remove = std::get_if<Remove>(&body)) return remove->basis;
  return {};
}

/// Whose people are asked: the receiving organ's head; the head of the organ whose event it is, or
/// of the holder where the event is none of an organ's; the government's people.
void address(AgreementAsked& asked, const Act& act) {
  const auto& actor = act.command.actor;
  const Organ own{actor.region, actor.department};
  asked.role = Role::head;
  if (const auto* transfer = std::get_if<Transfer>(&*act.command.requested)) {
    asked.organ = {transfer->region, transfer->department};
  } else if (std::holds_alternative<Remove>(*act.command.requested)) {
    asked.organ = {actor.region, ""};  // the government's people, in whichever of its offices
    asked.role = Role::region_government;
  } else {
    asked.organ = acts_for_holder(actor.role) ? own : act.current.holder;
  }
}

/// The usual objections of an act that other organs than the holder may do.
Objections objections_of_anybody(const Act& act) {
  const auto& current = act.current;
  const auto& actor = act.command.actor;
  auto no = act.no_objections();
  no.when(!current.exists || !act.is_reached(), RefusalCode::unknown_case, "case");
  no.when(act.command.expected_version && *act.command.expected_version != current.version,
          RefusalCode::version_stale, "expected_version", std::to_string(current.version));
  no.when_empty(actor.id, "actor.id");
  no.when(!may_do(actor.role, act_name(act.command.body)), RefusalCode::not_permitted, "actor.role",
          name_of(actor.role));
  return no;
}

std::string void_word(const OpenAgreement& open) {
  return std::string(chinese_kind_of(open.void_by));
}

}  // namespace

bool takes_two_people(const CommandBody& body) {
  return std::holds_alternative<Correct>(body) || std::holds_alternative<Transfer>(body) ||
         std::holds_alternative<Remove>(body);
}

bool takes_two_people(std::string_view act) {
  return act == "correct" || act == "transfer" || act == "remove";
}

bool names_who_agreed(std::string_view field) {
  return field == "agreed_by" || field == "reviewed_by" || field == "approved_by";
}

std::size_t agreements_needed(std::string_view act) {
  return act == "remove" ? 2 : 1;
}

bool is_asked(const OpenAgreement& open, const Actor& actor) {
  if (actor.role != open.asked.role || actor.region != open.asked.organ.region) return false;
  return actor.role != Role::head || actor.department == open.asked.organ.department;
}

const OpenAgreement* agreement_of(const ApprovalCase& current, const Actor& actor,
                                  std::string_view request) {
  std::vector<const OpenAgreement*> open;
  const OpenAgreement* voided = nullptr;
  for (const auto& one : current.agreements) {
    if (!request.empty()) {
      if (std::to_string(one.request) == request) return &one;
      continue;
    }
    if (!is_asked(one, actor) && one.asker.id != actor.id) continue;
    if (one.void_by.empty()) {
      open.push_back(&one);
    } else {
      voided = &one;
    }
  }
  if (open.size() > 1) return nullptr;
  return open.empty() ? voided : open.front();
}

Decided decide_ask_agreement(const Act& act, const AskAgreement& command) {
  const auto& requested = act.command.requested;
  auto no = objections_of_anybody(act);
  no.when_said(!takes_two_people(command.act), RefusalCode::field_invalid, "act", command.act);
  no.when_said(!requested || act_name(*requested) != command.act, RefusalCode::field_invalid,
               "fields", command.act);
  const bool asked_already = std::any_of(
      act.current.agreements.begin(), act.current.agreements.end(), [&](const OpenAgreement& open) {
        return open.void_by.empty() && open.asked.act == command.act;
      });
  no.when_said(asked_already, RefusalCode::agreement_open);
  if (no) return no.first();

  auto would_be = command_of(act, act.command.actor, somebody(agreements_needed(command.act)));
  would_be.reach = act.command.reach;
  QIDI_TRY(events, decide(act.current, would_be, act.facts));
  (void)events;
  AgreementAsked asked;
  asked.act = command.act;
  asked.fields = command.fields;
  asked.reason = reason_of(*requested);
  address(asked, act);
  return act.events(std::move(asked));
}

namespace {

/// How the requests that are asked of an actor stand for him.
struct Voice {
  bool may_speak = false;
  bool has_spoken = false;
  const OpenAgreement* voided = nullptr;
};

Voice voice_of(const ApprovalCase& current, const Actor& actor) {
  Voice voice;
  for (const auto& open : current.agreements) {
    if (!is_asked(open, actor)) continue;
    if (!open.void_by.empty()) {
      voice.voided = &open;
    } else if (has_spoken(open, actor)) {
      voice.has_spoken = true;
    } else {
      voice.may_speak = true;
    }
  }
  return voice;
}

}  // namespace

Decided decide_agree(const Act& act, const Agree& command) {
  const auto& current = act.current;
  const auto& actor = act.command.actor;
  auto no = objections_of_anybody(act);
  const auto voice = voice_of(current, actor);
  const bool none = !voice.may_speak;
  no.when(none && voice.has_spoken, RefusalCode::needs_two_people, "request");
  no.when(none && !voice.has_spoken && voice.voided == nullptr, RefusalCode::agreement_not_open);
  no.when(none && !voice.has_spoken && voice.voided != nullptr, RefusalCode::agreement_void,
          "request", voice.voided != nullptr ? void_word(*voice.voided) : "");
  const auto* open = agreement_of(current, actor, command.request);
  const bool is_his = open != nullptr && is_asked(*open, actor);
  const bool is_void = is_his && !open->void_by.empty();
  no.when_said(!is_his, RefusalCode::agreement_not_open, "request", command.request);
  no.when_said(is_void, RefusalCode::agreement_void, "request", is_void ? void_word(*open) : "");
  no.when_said(is_his && has_spoken(*open, actor), RefusalCode::needs_two_people, "request");
  // Only of a request that is his: to whoever may not agree, nothing is wrong with what he sent.
  no.when_said(is_his && !is_void && !act.command.requested, RefusalCode::field_invalid, "request");
  if (no) return no.first();

  auto made = act.events(AgreementGiven{open->request, open->asked.act, open->asker});
  auto agreed = open->given;
  agreed.push_back(actor);
  if (agreed.size() < agreements_needed(open->asked.act)) return made;
  // Under the rules as they stand now, as whoever asked, with whoever agreed.
  QIDI_TRY(done, decide(current, command_of(act, open->asker, agreed), act.facts));
  made.insert(made.end(), done.begin(), done.end());
  return made;
}

Decided decide_decline_agreement(const Act& act, const DeclineAgreement& command) {
  const auto& current = act.current;
  const auto& actor = act.command.actor;
  auto no = objections_of_anybody(act);
  const auto is_his = [&](const OpenAgreement& open) {
    return is_asked(open, actor) || open.asker.id == actor.id;
  };
  const bool any =
      std::any_of(current.agreements.begin(), current.agreements.end(),
                  [&](const OpenAgreement& open) { return open.void_by.empty() && is_his(open); });
  const auto* open = agreement_of(current, actor, command.request);
  no.when(!any, RefusalCode::agreement_not_open);
  no.when_said(open == nullptr || !is_his(*open) || !open->void_by.empty(),
               RefusalCode::agreement_not_open, "request", command.request);
  no.when(command.reason.empty(), RefusalCode::reasons_missing, "reason");
  if (no) return no.first();
  return act.events(AgreementDeclined{open->request, open->asked.act, open->asker, command.reason,
                                      open->asker.id == actor.id});
}

}  // namespace qidi::domain
