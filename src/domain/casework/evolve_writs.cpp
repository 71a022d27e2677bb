// What an event does to the case's papers: it gives rise to one, delivers one, or takes the ground
// from under one. Clauses N5, N8; 行政许可法 44.
#include <algorithm>

#include "domain/casework/change.h"

namespace qidi::domain {

bool Change::operator()(const Delivered& e) {
  const auto found = std::find_if(now_.writs.begin(), now_.writs.end(), [&](const auto& given) {
    return given.sequence == e.of_sequence && given.sequence > 0;
  });
  if (found == now_.writs.end() || found->delivered) return false;
  const auto way = delivery_way_from(e.way);
  if (!way) return false;
  found->delivered = Delivery{*way, e.on, e.receiver, e.refused, e.by_unit, event_.sequence};
  return true;
}

namespace {

/// The last writ of one of these kinds that still stands.
void set_aside_last(ApprovalCase& current, std::initializer_list<WritKind> kinds) {
  for (auto given = current.writs.rbegin(); given != current.writs.rend(); ++given) {
    if (std::find(kinds.begin(), kinds.end(), given->kind) == kinds.end()) continue;
    if (given->standing != WritStanding::stands) continue;
    given->standing = WritStanding::set_aside;
    return;
  }
}

void end_all(ApprovalCase& current) {
  for (auto& given : current.writs) {
    if (given.kind == WritKind::delivery_receipt) continue;
    if (given.standing == WritStanding::stands) given.standing = WritStanding::ended;
  }
}

/// What the event does to writs that were given before it.
void overtake(ApprovalCase& current, const Event& event) {
  if (const auto* correction = std::get_if<Corrected>(&event.body)) {
    for (auto& given : current.writs) {
      const bool named = given.sequence == correction->of_sequence;
      if (named && given.sequence > 0) given.standing = WritStanding::corrected;
    }
  } else if (std::holds_alternative<Reopened>(event.body)) {
    set_aside_last(current, {WritKind::grant, WritKind::refusal, WritKind::non_acceptance,
                             WritKind::termination, WritKind::removal});
  } else if (const auto* late = std::get_if<NotAccepted>(&event.body);
             late && late->after_silence) {
    set_aside_last(current, {WritKind::acceptance});
  } else if (std::holds_alternative<Restored>(event.body)) {
    set_aside_last(current, {WritKind::removal});
  } else if (std::holds_alternative<SentBack>(event.body)) {
    set_aside_last(current, {WritKind::forwarding});
  } else if (std::holds_alternative<Withdrawn>(event.body) ||
             std::holds_alternative<Lapsed>(event.body) ||
             std::holds_alternative<Removed>(event.body)) {
    end_all(current);
  }
}

}  // namespace

void note_writ(ApprovalCase& current, const Event& event, const Organ& holder_before) {
  overtake(current, event);
  const auto kind = writ_of(event);
  if (!kind) return;
  GivenWrit given;
  given.sequence = event.sequence;
  given.kind = *kind;
  given.organ = *kind == WritKind::filing_receipt ? current.holder : holder_before;
  given.day = event.legal_day;
  given.own_number = own_number_of(event);
  given.number = given.own_number.empty() ? event.writ_number : given.own_number;
  if (const auto* delivered = std::get_if<Delivered>(&event.body)) {
    for (const auto& other : current.writs) {
      if (other.sequence != delivered->of_sequence) continue;
      given.organ = other.organ;
      given.number = other.number;
    }
  }
  current.writs.push_back(std::move(given));
}

void note_undone_writ(ApprovalCase& current, const Event& event) {
  if (event.writ_number.empty() || !writ_of(event)) return;
  note_writ(current, event, current.holder);
  current.writs.back().standing = WritStanding::set_aside;
}

}  // namespace qidi::domain
