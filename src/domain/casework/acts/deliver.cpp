// deliver: a writ reached the unit, in one of the lawful ways; or the unit itself took it by
// opening the file. 行政许可法 44: 行政机关作出准予行政许可的决定，应当自作出决定之日起十日内向
// 申请人颁发、送达行政许可证件. The countdown `issue` is not touched: it ends with `issue`.
// Clauses N5, N8; docs/decisions/0012.
#include <algorithm>
#include <charconv>

#include "domain/casework/acts/act.h"
#include "domain/people/rights.h"

namespace qidi::domain {

namespace {

constexpr std::size_t least_witnesses = 2;

/// The organ's people deliver the organ's own writs; windows and units have no organ.
bool is_of(const Actor& actor, const GivenWrit& given) {
  return !acts_for_holder(actor.role) || given.organ.department.empty() ||
         Organ{actor.region, actor.department} == given.organ;
}

/// The writ that the command names, where the actor may deliver it.
const GivenWrit* named(const Act& act, const std::string& writ) {
  long long sequence = 0;
  const auto* last = writ.data() + writ.size();
  const auto [end, failed] = std::from_chars(writ.data(), last, sequence);
  if (failed != std::errc{} || end != last || sequence < 1) return nullptr;
  for (const auto& given : act.current.writs) {
    const bool deliverable =
        given.kind != WritKind::delivery_receipt && is_of(act.command.actor, given);
    if (given.sequence == sequence && deliverable) return &given;
  }
  return nullptr;
}

/// The person and his reach; not the holder, for a writ stays its organ's when the case moves on.
Objections against_the_person(const Act& act) {
  const auto& current = act.current;
  const auto& command = act.command;
  auto no = act.no_objections();
  no.when(!current.exists || !act.is_reached(), RefusalCode::unknown_case, "case");
  no.when(command.expected_version && *command.expected_version != current.version,
          RefusalCode::version_stale, "expected_version", std::to_string(current.version));
  no.when_empty(command.actor.id, "actor.id");
  no.when(!may_do(command.actor.role, act_name(command.body)), RefusalCode::not_permitted,
          "actor.role", name_of(command.actor.role));
  const bool waits =
      std::any_of(current.writs.begin(), current.writs.end(),
                  [&](const GivenWrit& given) { return is_undelivered_of(command.actor, given); });
  no.when(!waits, RefusalCode::nothing_to_deliver);
  return no;
}

void against_the_writ(Objections& no, const std::string& writ, const GivenWrit* given) {
  no.when(given == nullptr, RefusalCode::no_such_writ, "writ", writ);
  no.when(given != nullptr && given->delivered.has_value(), RefusalCode::already_delivered, "writ",
          writ);
}

}  // namespace

bool is_undelivered_of(const Actor& actor, const GivenWrit& given) {
  return is_of(actor, given) && !given.delivered && given.kind != WritKind::delivery_receipt;
}

Decided decide_deliver(const Act& act, const Deliver& command) {
  auto no = against_the_person(act);
  const auto way = delivery_way_from(command.way);
  const bool refused = command.outcome == "refused";
  const auto* given = named(act, command.writ);
  const Day on = command.on.value_or(act.today());
  no.when_empty(command.writ, "writ");
  no.when_empty(command.way, "way");
  no.when_empty(command.receiver, "receiver");
  no.when(!command.way.empty() && !way, RefusalCode::field_invalid, "way", command.way);
  no.when(!command.outcome.empty() && command.outcome != "signed" && !refused,
          RefusalCode::field_invalid, "outcome", command.outcome);
  no.when(on > act.today(), RefusalCode::day_in_future, "on", to_text(on));
  no.when(given != nullptr && on < given->day, RefusalCode::field_invalid, "on",
          "送达不能早于文书日期");
  against_the_writ(no, command.writ, given);
  no.when(way == DeliveryWay::electronic && command.consent != "given",
          RefusalCode::consent_missing, "consent");
  const bool needs_witnesses = refused || way == DeliveryWay::left_at_home;
  no.when(needs_witnesses && command.witnesses.size() < least_witnesses,
          RefusalCode::witnesses_missing, "witnesses");
  if (no) return no.first();

  Delivered delivered;
  delivered.of_sequence = given->sequence;
  delivered.way = command.way;
  delivered.on = on;
  delivered.receiver = command.receiver;
  delivered.consent = command.consent == "given";
  delivered.refused = refused;
  delivered.witnesses = command.witnesses;
  delivered.remark = command.remark;
  return act.events(std::move(delivered));
}

Decided decide_confirm_receipt(const Act& act, const ConfirmReceipt& command) {
  auto no = against_the_person(act);
  const auto* given = named(act, command.writ);
  no.when_empty(command.writ, "writ");
  against_the_writ(no, command.writ, given);
  if (no) return no.first();

  const auto& actor = act.command.actor;
  Delivered delivered;
  delivered.of_sequence = given->sequence;
  delivered.way = name_of(DeliveryWay::electronic);
  delivered.on = act.today();
  delivered.receiver = actor.name.empty() ? actor.id : actor.name;
  delivered.consent = true;
  delivered.by_unit = true;
  return act.events(std::move(delivered));
}

}  // namespace qidi::domain
