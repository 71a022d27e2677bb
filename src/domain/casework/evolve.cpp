// What each event changes. Total: an event that makes no sense in this order of legal days is
// flagged and changes nothing (rulings 4). Rows of lists grow here, one note a day.
// Clauses N8, N10; domain.md 2, 3, 7.
#include <algorithm>
#include <cassert>

#include "domain/casework/change.h"
#include "domain/casework/row_notes.h"

namespace qidi::domain {

void Change::tell(const std::vector<Countdown>& told) {
  for (const auto& countdown : told) {
    close(countdown.kind);
    now_.running.push_back(countdown);
  }
}

void Change::close(CountdownKind kind) {
  std::erase_if(now_.running, [&](const Countdown& c) { return c.kind == kind; });
}

void Change::move(MovementKind kind, MovementMemo memo, bool late) {
  now_.movements.push_back({day(), kind, memo, now_.holder, late, now_.paper_acts});
}

void Change::hand_in(const std::vector<std::string>& papers) {
  now_.papers.insert(papers.begin(), papers.end());
}

/// Ends every countdown but the unit's obligation and the call-back that it is owed, which run
/// beside any state.
void Change::stop_all() {
  std::erase_if(now_.running, [](const Countdown& c) {
    return c.kind != CountdownKind::obligation && c.kind != CountdownKind::call_back;
  });
}

/// The case leaves its holder's work; it keeps what a reopening or restoring needs.
void Change::leave(CaseState state) {
  now_.before_end = BeforeEnd{now_.state, now_.running, day()};
  stop_all();
  now_.state = state;
  now_.ended = day();
  now_.pause.reset();
}

void Change::finish(CaseState state, MovementMemo memo) {
  const auto* due = governing(now_);
  const bool late = due != nullptr && day() > due->due;
  move(MovementKind::finished, memo, late);
  leave(state);
}

void Change::new_hop(const Organ& organ, const std::string& officer) {
  move(MovementKind::moved_out);
  now_.holder = organ;
  now_.officer = officer.empty() ? std::string(duty_officer) : officer;
  now_.told.clear();
  now_.unmended.clear();
  now_.unanswered.clear();
  now_.new_papers.clear();
  // What the former holder's clerk proposed or asked for is not the new holder's.
  forget_proposal();
  forget_extension_asked();
  move(MovementKind::moved_in);
}

void Change::forget_extension_asked() {
  now_.extension_asked.reset();
  now_.extension_asked_by.clear();
  now_.extension_asked_name.clear();
}

void Change::forget_proposal() {
  now_.proposal.reset();
  now_.proposed_by.clear();
  now_.proposed_name.clear();
}

/// Whether a pause still ends by the plan that this event was counted on. What was entered late on
/// paper may have prolonged it, or lengthened a limit; time then ends it anew.
bool Change::still_planned(const Resumed& resumed) const {
  if (!now_.pause || now_.pause->planned_end > day()) return false;
  for (const auto& countdown : now_.running) {
    if (!countdown.stopped) continue;
    const bool told =
        std::any_of(resumed.told.begin(), resumed.told.end(), [&](const Countdown& c) {
          return c.kind == countdown.kind && c.day_zero == countdown.day_zero &&
                 c.limit == countdown.limit && c.extended == countdown.extended &&
                 c.taken_out.size() == countdown.taken_out.size();
        });
    if (!told) return false;
  }
  return true;
}

namespace {

bool is_import(const EventBody& body) {
  return std::holds_alternative<AdoptedFromLedger>(body) ||
         std::holds_alternative<LedgerRowUpdated>(body) ||
         std::holds_alternative<LedgerImportUndone>(body);
}

/// What was asked of another person was asked of the case as it stood.
void void_requests(ApprovalCase& current, const Event& event) {
  for (auto& open : current.agreements) {
    if (open.void_by.empty()) open.void_by = kind_of(event.body);
  }
}

/// What is said about the service does nothing to the case: it takes no imported row up.
bool is_of_a_rating(const EventBody& body) {
  return std::holds_alternative<Rated>(body) || std::holds_alternative<RatingSupplemented>(body) ||
         std::holds_alternative<CalledBack>(body);
}

}  // namespace

void evolve(ApprovalCase& current, const Event& event) {
  ++current.version;
  if (event.on_paper) current.paper_acts = true;
  const Organ holder_before = current.holder;
  const auto state_before = current.state;
  if (!std::visit(Change{current, event}, event.body)) {
    current.flagged.push_back(event.sequence);
    note_undone_writ(current, event);
    return;
  }
  note_writ(current, event, holder_before);
  if (current.state != state_before || current.holder != holder_before) {
    void_requests(current, event);
  }
  if (!is_import(event.body)) {
    // A clerk's first act takes an imported row up as a live case (domain.md 4.9); a job's does
    // not.
    if (event.actor.role != Role::job && !is_of_a_rating(event.body)) current.live = true;
    current.acted_on_since_row = true;
    note_day(current, event.legal_day, kind_of(event.body));
  }
  if (!current.last_legal_day || *current.last_legal_day < event.legal_day) {
    current.last_legal_day = event.legal_day;
  }
}

const Countdown* running_of(const ApprovalCase& current, CountdownKind kind) {
  for (const auto& countdown : current.running) {
    if (countdown.kind == kind) return &countdown;
  }
  return nullptr;
}

bool has_named_officer(const ApprovalCase& current) {
  return !current.officer.empty() && current.officer != duty_officer;
}

const Countdown* governing(const ApprovalCase& current) {
  const Countdown* first = nullptr;
  for (const auto kind : {CountdownKind::initial_review, CountdownKind::forward,
                          CountdownKind::promised, CountdownKind::statutory}) {
    const auto* countdown = running_of(current, kind);
    if (countdown != nullptr && (first == nullptr || countdown->due < first->due)) {
      first = countdown;
    }
  }
  return first;
}

}  // namespace qidi::domain
