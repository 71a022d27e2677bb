// Names of the closed sets that rows are made of, for records, queries and people.
#include "domain/casework/case_rows.h"

#include <array>
#include <cassert>

namespace qidi::domain {

namespace {

struct StateText {
  CaseState state;
  std::string_view name;
  std::string_view chinese;
};

constexpr std::array<StateText, case_state_count> states{{
    {CaseState::in_review, "in_review", "初审中"},
    {CaseState::waiting_for_unit, "waiting_for_unit", "已退回待补正"},
    {CaseState::deciding, "deciding", "审批中"},
    {CaseState::paused, "paused", "暂停计时"},
    {CaseState::granted, "granted", "已准予待送达"},
    {CaseState::not_accepted, "not_accepted", "不予受理"},
    {CaseState::refused, "refused", "不予许可"},
    {CaseState::issued, "issued", "已办结"},
    {CaseState::withdrawn, "withdrawn", "已撤回"},
    {CaseState::lapsed, "lapsed", "逾期未补正终止"},
    {CaseState::removed, "removed", "已移除"},
    {CaseState::finished, "finished", "已办结（结果未载明）"},
}};

struct CountdownText {
  CountdownKind kind;
  std::string_view name;
  std::string_view chinese;
};

constexpr std::array<CountdownText, countdown_kind_count> countdowns{{
    {CountdownKind::initial_review, "initial_review", "初审时限"},
    {CountdownKind::forward, "forward", "转报时限"},
    {CountdownKind::promised, "promised", "承诺时限"},
    {CountdownKind::statutory, "statutory", "法定时限"},
    {CountdownKind::issue, "issue", "送达时限"},
    {CountdownKind::pause_plan, "pause_plan", "暂停计划"},
    {CountdownKind::correction, "correction", "补正期限"},
    {CountdownKind::obligation, "obligation", "承诺履行期限"},
    {CountdownKind::overdue_reason, "overdue_reason", "超期说明时限"},
    {CountdownKind::call_back, "call_back", "回访时限"},
}};

}  // namespace

std::string_view name_of(CaseState state) {
  return states[static_cast<std::size_t>(state)].name;
}

std::optional<CaseState> case_state_from(std::string_view name) {
  for (const auto& entry : states) {
    if (entry.name == name) return entry.state;
  }
  return std::nullopt;
}

std::string_view chinese_of(CaseState state) {
  return states[static_cast<std::size_t>(state)].chinese;
}

bool is_final(CaseState state) {
  switch (state) {
    case CaseState::in_review:
    case CaseState::waiting_for_unit:
    case CaseState::deciding:
    case CaseState::paused:
    case CaseState::granted:
      return false;
    case CaseState::not_accepted:
    case CaseState::refused:
    case CaseState::issued:
    case CaseState::withdrawn:
    case CaseState::lapsed:
    case CaseState::removed:
    case CaseState::finished:
      return true;
  }
  assert(false);
  return true;
}

bool is_pending(CaseState state) {
  return state == CaseState::in_review || state == CaseState::deciding ||
         state == CaseState::paused;
}

std::string_view name_of(CountdownKind kind) {
  return countdowns[static_cast<std::size_t>(kind)].name;
}

std::optional<CountdownKind> countdown_kind_from(std::string_view name) {
  for (const auto& entry : countdowns) {
    if (entry.name == name) return entry.kind;
  }
  return std::nullopt;
}

std::string_view chinese_of(CountdownKind kind) {
  return countdowns[static_cast<std::size_t>(kind)].chinese;
}

std::string_view name_of(MovementKind kind) {
  switch (kind) {
    case MovementKind::accepted:
      return "accepted";
    case MovementKind::moved_in:
      return "moved_in";
    case MovementKind::finished:
      return "finished";
    case MovementKind::returned:
      return "returned";
    case MovementKind::removed:
      return "removed";
    case MovementKind::withdrawn:
      return "withdrawn";
    case MovementKind::moved_out:
      return "moved_out";
    case MovementKind::memo:
      return "memo";
  }
  return "";
}

int stock_effect(MovementKind kind) {
  switch (kind) {
    case MovementKind::accepted:
    case MovementKind::moved_in:
      return 1;
    case MovementKind::finished:
    case MovementKind::returned:
    case MovementKind::removed:
    case MovementKind::withdrawn:
    case MovementKind::moved_out:
      return -1;
    case MovementKind::memo:
      return 0;
  }
  return 0;
}

std::string_view name_of(MovementMemo memo) {
  switch (memo) {
    case MovementMemo::none:
      return "none";
    case MovementMemo::filed:
      return "filed";
    case MovementMemo::refiled:
      return "refiled";
    case MovementMemo::reopened:
      return "reopened";
    case MovementMemo::formally_accepted:
      return "formally_accepted";
    case MovementMemo::deemed:
      return "deemed";
    case MovementMemo::granted:
      return "granted";
    case MovementMemo::refused:
      return "refused";
    case MovementMemo::not_accepted:
      return "not_accepted";
    case MovementMemo::offline_filed:
      return "offline_filed";
  }
  return "";
}

}  // namespace qidi::domain
