// Saving, submitting, returning, dropping, publishing.
#include "domain/matters/matter_draft.h"

#include <algorithm>

namespace qidi::domain {

namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

void note_writer(MatterDraft& draft, const Actor& actor) {
  const bool known = std::any_of(draft.writers.begin(), draft.writers.end(),
                                 [&](const Actor& writer) { return writer.id == actor.id; });
  if (!known) draft.writers.push_back(actor);
}

/// After it is published or dropped the next draft begins with nobody.
void begin_anew(MatterDraft& draft) {
  MatterDraft next;
  next.matter = draft.matter;
  next.version = draft.version;
  next.changed = draft.changed;
  draft = std::move(next);
}

bool wrote(const MatterDraft& draft, const std::string& account) {
  return std::any_of(draft.writers.begin(), draft.writers.end(),
                     [&](const Actor& writer) { return writer.id == account; });
}

using Bodies = std::vector<DraftEventBody>;

Unexpected<Refusal> no(RefusalCode code, std::string field = {}, std::string_view addition = {}) {
  return Unexpected{refuse(code, std::move(field), addition)};
}

struct Deciding {
  const MatterDraft& draft;
  const DraftCommand& command;
  const PublishingFacts& facts;

  std::optional<Refusal> first_objection() const {
    const auto found = objections_to(draft.proposed, facts);
    if (found.empty()) return std::nullopt;
    return found.front();
  }

  DraftDecided operator()(const SaveDraft& save) const {
    if (draft.state == DraftState::submitted) return no(RefusalCode::draft_not_open);
    if (save.proposed.version.matter != command.matter) {
      return no(RefusalCode::field_invalid, "matter", "与地址中的事项不符");
    }
    if (draft.state == DraftState::open && save.proposed == draft.proposed) return Bodies{};
    return Bodies{DraftSaved{save.proposed}};
  }
  DraftDecided operator()(const SubmitDraft&) const {
    if (draft.state == DraftState::none) return no(RefusalCode::unknown_draft);
    if (draft.state == DraftState::submitted) return no(RefusalCode::draft_not_open);
    if (auto refusal = first_objection()) return Unexpected{*refusal};
    return Bodies{DraftSubmitted{}};
  }
  DraftDecided operator()(const ReturnDraft& back) const {
    if (draft.state == DraftState::none) return no(RefusalCode::unknown_draft);
    if (draft.state != DraftState::submitted) return no(RefusalCode::draft_not_submitted);
    if (back.reason.empty()) return no(RefusalCode::reasons_missing, "reason");
    return Bodies{DraftReturned{back.reason}};
  }
  DraftDecided operator()(const DropDraft& drop) const {
    if (draft.state == DraftState::none) return no(RefusalCode::unknown_draft);
    return Bodies{DraftDropped{drop.reason}};
  }
  DraftDecided operator()(const PublishDraft&) const {
    if (draft.state == DraftState::none) return no(RefusalCode::unknown_draft);
    if (wrote(draft, command.actor.id)) return no(RefusalCode::needs_two_people);
    if (draft.state != DraftState::submitted) return no(RefusalCode::draft_not_submitted);
    // Days have passed since it was submitted: what was right then may be wrong today.
    if (auto refusal = first_objection()) return Unexpected{*refusal};
    const auto* last = last_version(facts.matters, command.matter);
    return Bodies{DraftPublished{last == nullptr ? 1 : last->version + 1}};
  }
};

}  // namespace

std::string_view kind_of(const DraftEventBody& body) {
  return std::visit(Overloaded{[](const DraftSaved&) { return "matter_draft_saved"; },
                               [](const DraftSubmitted&) { return "matter_draft_submitted"; },
                               [](const DraftReturned&) { return "matter_draft_returned"; },
                               [](const DraftDropped&) { return "matter_draft_dropped"; },
                               [](const DraftPublished&) { return "matter_draft_published"; }},
                    body);
}

std::string_view name_of(DraftState state) {
  switch (state) {
    case DraftState::none:
      return "none";
    case DraftState::open:
      return "open";
    case DraftState::submitted:
      return "submitted";
  }
  return "";
}

std::string_view act_name(const DraftCommandBody& body) {
  return std::visit(Overloaded{[](const SaveDraft&) { return "save"; },
                               [](const SubmitDraft&) { return "submit"; },
                               [](const ReturnDraft&) { return "return"; },
                               [](const DropDraft&) { return "drop"; },
                               [](const PublishDraft&) { return "publish"; }},
                    body);
}

void evolve(MatterDraft& draft, const DraftEvent& event) {
  ++draft.version;
  draft.changed = event.recorded;
  std::visit(Overloaded{[&](const DraftSaved& saved) {
                          draft.state = DraftState::open;
                          draft.proposed = saved.proposed;
                          note_writer(draft, event.actor);
                        },
                        [&](const DraftSubmitted&) {
                          draft.state = DraftState::submitted;
                          draft.submitted_by = event.actor;
                          draft.returned.clear();
                          note_writer(draft, event.actor);
                        },
                        [&](const DraftReturned& back) {
                          draft.state = DraftState::open;
                          draft.returned = back.reason;
                        },
                        [&](const DraftDropped&) { begin_anew(draft); },
                        [&](const DraftPublished&) { begin_anew(draft); }},
             event.body);
}

bool may_do_draft(Role role, std::string_view act) {
  if (act == "save" || act == "submit" || act == "drop") return role == Role::system_admin;
  return role == Role::security_admin || role == Role::office;
}

DraftDecided decide_draft(const MatterDraft& draft, const DraftCommand& command,
                          const PublishingFacts& facts) {
  if (command.expected_version != draft.version) return no(RefusalCode::version_stale);
  if (!may_do_draft(command.actor.role, act_name(command.body))) {
    return no(RefusalCode::not_permitted);
  }
  return std::visit(Deciding{draft, command, facts}, command.body);
}

}  // namespace qidi::domain
