// Differences by day; adding them up gives stocks.
#include "store/day_flow.h"

#include <algorithm>

namespace qidi::store {

namespace {

office::DayFlow& flow_at(DayFlows& flows, domain::Day day, const std::string& region) {
  auto& flow = flows[{day, region}];
  flow.day = day;
  return flow;
}

}  // namespace

void add_flows(const domain::CaseRows& rows, int sign, DayFlows& flows) {
  for (const auto& movement : rows.movements) {
    auto& flow = flow_at(flows, movement.day, movement.organ.region);
    if (movement.kind == domain::MovementKind::accepted) flow.received += sign;
    if (movement.kind == domain::MovementKind::finished) {
      flow.finished += sign;
      if (movement.late) flow.finished_late += sign;
    }
    flow.pending += sign * domain::stock_effect(movement.kind);
  }
  for (const auto& standing : rows.standings) {
    if (!domain::is_pending(standing.state) || !standing.due) continue;
    const auto first = std::max(standing.from, *standing.due + std::chrono::days{1});
    if (first >= standing.to) continue;
    flow_at(flows, first, standing.holder.region).overdue += sign;
    if (standing.to < domain::end_of_days) {
      flow_at(flows, standing.to, standing.holder.region).overdue -= sign;
    }
  }
}

bool is_nothing(const office::DayFlow& flow) {
  return flow.received == 0 && flow.finished == 0 && flow.finished_late == 0 && flow.pending == 0 &&
         flow.overdue == 0;
}

}  // namespace qidi::store
