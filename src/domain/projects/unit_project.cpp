// See unit_project.h.
#include "domain/projects/unit_project.h"

#include <algorithm>

#include "domain/projects/project_code.h"

namespace qidi::domain {

namespace {

template <class... F>
struct Cases : F... {
  using F::operator()...;
};
template <class... F>
Cases(F...) -> Cases<F...>;

/// In the order of ProjectEventBody.
constexpr std::array<std::string_view, std::variant_size_v<ProjectEventBody>> event_kinds{
    "project_registered", "project_changed", "project_moved"};
constexpr std::size_t longest_name = 900;  // bytes: 300 Chinese characters
constexpr std::size_t longest_trade = 300;
constexpr long long most_investment = 100'000'000;  // 万元: a trillion yuan

const ProjectEntry& entry_of(const ProjectCommand& command) {
  return std::visit([](const auto& body) -> const ProjectEntry& { return body; }, command.body);
}

const std::string& code_of(const ProjectCommand& command) {
  return std::visit([](const auto& body) -> const std::string& { return body.code; }, command.body);
}

std::optional<Refusal> against_entry(const ProjectEntry& entry, const ProjectFacts& facts) {
  if (entry.name.empty()) return refuse(RefusalCode::field_missing, "name", "项目名称");
  if (entry.name.size() > longest_name) return refuse(RefusalCode::field_invalid, "name", "过长");
  if (entry.region.empty()) return refuse(RefusalCode::field_missing, "region", "项目所在地");
  if (!facts.region_known) return refuse(RefusalCode::unknown_region, "region");
  if (project_kind(entry.kind) == nullptr) {
    return refuse(RefusalCode::field_invalid, "kind", "审批、核准或备案");
  }
  if (entry.trade.size() > longest_trade) {
    return refuse(RefusalCode::field_invalid, "trade", "过长");
  }
  if (entry.investment < 0 || entry.investment > most_investment) {
    return refuse(RefusalCode::field_invalid, "investment", "总投资以万元计");
  }
  return std::nullopt;
}

ProjectRegistered registered(const ProjectCommand& command, std::vector<std::string> earlier) {
  ProjectRegistered event{entry_of(command), command.unit_name, command.unit_code,
                          std::move(earlier)};
  return event;
}

bool is_same_code(const ProjectCommand& command, const ProjectFacts& facts) {
  return code_of(command) == facts.current.code;
}

}  // namespace

const ProjectKind* project_kind(std::string_view name) {
  for (const auto& kind : project_kinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

std::string_view kind_of(const ProjectEventBody& body) {
  return event_kinds.at(body.index());
}

bool is_local_code(std::string_view code) {
  return code.size() == local_code_mark.size() + 12 && code.starts_with(local_code_mark);
}

void evolve(UnitProject& project, const ProjectEventBody& event) {
  ++project.version;
  std::visit(Cases{[&](const ProjectRegistered& one) {
                     static_cast<ProjectEntry&>(project) = one;
                     project.unit_name = one.unit_name;
                     project.unit_code = one.unit_code;
                     project.earlier = one.earlier;
                     project.moved_to.clear();
                   },
                   [&](const ProjectChanged& one) { static_cast<ProjectEntry&>(project) = one; },
                   [&](const ProjectMoved& one) {
                     project.moved_to = one.to;
                     project.unit_name.clear();
                     project.unit_code.clear();
                   }},
             event);
}

CodeHeld code_held(const ProjectCommand& command, const ProjectFacts& facts) {
  const bool registers = std::holds_alternative<RegisterProject>(command.body);
  if (!registers && is_same_code(command, facts)) return CodeHeld::no;
  const auto& wanted = registers ? facts.current : facts.target;
  if (wanted.is_registered()) {
    return wanted.unit_code == command.unit_code ? CodeHeld::by_own_unit : CodeHeld::by_another;
  }
  return facts.others_have_cases ? CodeHeld::by_another : CodeHeld::no;
}

Result<ProjectEvents, Refusal> decide_project(const ProjectCommand& command,
                                              const ProjectFacts& facts) {
  const auto& entry = entry_of(command);
  const auto& code = code_of(command);
  if (!is_credit_code(command.unit_code)) {
    return Unexpected{refuse(RefusalCode::credit_code_invalid, "unit_code")};
  }
  if (auto refusal = against_entry(entry, facts)) return Unexpected{*refusal};
  const bool registers = std::holds_alternative<RegisterProject>(command.body);
  const bool keeps_code = !registers && is_same_code(command, facts);
  const bool is_own_mark = registers && is_local_code(code);
  if (!keeps_code && !is_own_mark && !is_project_code(code)) {
    return Unexpected{refuse(RefusalCode::project_code_invalid, "code", code)};
  }
  ProjectEvents events;
  if (registers) {
    events.current.emplace_back(registered(command, {}));
  } else if (keeps_code) {
    if (static_cast<const ProjectEntry&>(facts.current) == entry) return events;
    events.current.emplace_back(ProjectChanged{entry});
  } else {
    auto earlier = facts.current.earlier;
    earlier.push_back(facts.current.code);
    events.current.emplace_back(ProjectMoved{code});
    events.target.emplace_back(registered(command, std::move(earlier)));
  }
  return events;
}

std::string_view name_of(CodeDoubt doubt) {
  return doubt == CodeDoubt::region_unknown ? "region_unknown" : "region_elsewhere";
}

std::string_view chinese_of(CodeDoubt doubt) {
  return doubt == CodeDoubt::region_unknown
             ? "代码中的六位地区码不在区划表内，请对照赋码通知核对；不影响登记和申报。"
             : "代码中的地区与所填项目所在地不在同一盟市，请核对其中一项；不影响登记和申报。";
}

std::vector<CodeDoubt> doubts_about(std::string_view code, std::string_view region,
                                    bool code_region_known) {
  const auto named = region_in(code);
  if (named.empty()) return {};
  if (!code_region_known) return {CodeDoubt::region_unknown};
  // The autonomous region's own code stands in those that it gives out for any place of it.
  const bool is_whole = named.substr(2) == "0000";
  if (!is_whole && region.size() >= 4 && named.substr(0, 4) != region.substr(0, 4)) {
    return {CodeDoubt::region_elsewhere};
  }
  return {};
}

}  // namespace qidi::domain
