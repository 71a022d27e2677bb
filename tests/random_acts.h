// Random casework from a seed: acts that are mostly sensible and sometimes not, by people who are
// mostly the right ones. Shared by the property tests and the simulation.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "given.h"

namespace qidi::given {

/// Same numbers on every machine and library.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : engine_(seed) {}
  int below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  template <class T>
  const T& of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }

 private:
  std::mt19937_64 engine_;
};

inline const Organ neighbour{"150122", "development"};

/// A matter with some of everything: short limits, calendar days, gaps, silence that agrees.
inline MatterVersion random_matter(Chance& chance) {
  const int promise = 3 + chance.below(18);
  auto version = matter(promise, promise + chance.below(20));
  if (chance.one_in(4)) {
    version.statutory = {LimitUnit::calendar_days, promise * 2 + 10};
    version.statutory_from = RunsFrom::receipt;
  }
  if (chance.one_in(4)) version.silence = Silence::agreed;
  if (chance.one_in(5)) {
    version.joint = true;
    version.extension_cap = 15;
  }
  if (chance.one_in(3)) version.correction = Limit{LimitUnit::working_days, 10};
  version.promise_allowed = chance.one_in(2);
  version.gap_allowed = chance.one_in(2);
  version.pause_grounds = {{"field_survey", 10, "林地查验"}};
  version.papers.push_back({"land", "用地文件", chance.one_in(2)});
  return version;
}

inline std::vector<std::string> random_papers(Chance& chance) {
  std::vector<std::string> papers;
  for (const auto* paper : {"report", "map", "land"}) {
    if (!chance.one_in(5)) papers.emplace_back(paper);
  }
  return papers;
}

inline File random_filing(Chance& chance) {
  static const std::vector<std::string> powers{"", "", "first_review", "plain"};
  auto file = filing(chance.of(powers));
  file.papers = random_papers(chance);
  if (file.power.empty() && chance.one_in(4)) {
    file.region = league.region;
    file.department = league.department;
  }
  return file;
}

inline std::vector<Defect> random_defects(Chance& chance) {
  std::vector<Defect> defects;
  for (const auto& paper : random_papers(chance)) {
    if (chance.one_in(2)) defects.push_back({paper, "不清", "重交"});
  }
  if (defects.empty() && !chance.one_in(10)) defects.push_back({"report", "缺章", "补章"});
  return defects;
}

inline Refile random_refiling(Chance& chance, const ApprovalCase& current) {
  Refile refile;
  for (const auto& paper : current.unanswered) {
    const bool mended = !chance.one_in(3);
    if (!chance.one_in(15)) refile.answers.push_back({paper, "已补", mended});
    if (mended && !chance.one_in(4)) refile.papers.push_back(paper);
  }
  return refile;
}

inline CommandBody act_in_review(Chance& chance, const ApprovalCase& current, Day later) {
  switch (chance.below(7)) {
    case 0:
    case 1:
      return ReturnOnce{random_defects(chance), "先办用地"};
    case 2:
      return NotAccept{"no_licence_needed", "不需要许可", ""};
    case 3:
      return AcceptOnPromise{"n", "某公司", later};
    case 4:
      return AcceptWithGap{"n", "某公司", random_papers(chance), later};
    default:
      if (current.power == PowerAbove::plain && !current.forwarded) return going_up();
      return Accept{"n"};
  }
}

inline CommandBody act_while_deciding(Chance& chance, const ApprovalCase& current, Day later) {
  if (current.power != PowerAbove::none && !current.forwarded && chance.one_in(2)) {
    return going_up();
  }
  switch (chance.below(12)) {
    case 10:
      return RefuseExtension{"可在期限内办结"};
    case 11:
      return chance.one_in(2) ? CommandBody{SendBackProposal{"理由不足"}}
                              : CommandBody{TakeBackProposal{}};
    case 0:
      return a_pause(1 + chance.below(15));
    case 1:
      return AskExtension{1 + chance.below(10), "情况复杂"};
    case 2:
      return Extend{1 + chance.below(10), "情况复杂"};
    case 3:
      return AskMore{random_defects(chance), later};
    case 4:
      return SendBack{"权限在下级"};
    case 5:
      return Propose{chance.one_in(3) ? "refuse" : "grant", "理由"};
    case 6:
      return FulfilObligation{random_papers(chance)};
    default:
      return Decide{chance.one_in(3) ? "refuse" : "grant", "理由", "可复议", ""};
  }
}

inline CommandBody act_while_paused(Chance& chance) {
  switch (chance.below(5)) {
    case 0:
      return Prolong{"n2", 1 + chance.below(25)};
    case 1:
      return Extend{1 + chance.below(10), "情况复杂"};
    case 2:
      return AskExtension{1 + chance.below(10), "情况复杂"};
    default:
      return Resume{};
  }
}

/// An act that fits the state, more often than not.
inline CommandBody fitting_act(Chance& chance, const ApprovalCase& current, Day today) {
  const auto later = today + std::chrono::days{chance.below(60)};
  switch (current.state) {
    case CaseState::in_review:
      return act_in_review(chance, current, later);
    case CaseState::waiting_for_unit:
      if (chance.one_in(6)) return CloseUnanswered{"条例第九条"};
      return random_refiling(chance, current);
    case CaseState::deciding:
      return act_while_deciding(chance, current, later);
    case CaseState::paused:
      return act_while_paused(chance);
    case CaseState::granted:
      return Issue{"许可1号", "a.pdf"};
    case CaseState::removed:
      return Restore{"移除有误"};
    case CaseState::not_accepted:
    case CaseState::refused:
    case CaseState::issued:
    case CaseState::withdrawn:
    case CaseState::lapsed:
    case CaseState::finished:
      if (!chance.one_in(8)) return Settle{};
      return Reopen{chance.one_in(2) ? "false_finish" : "decide_again", "虚假办结", "回头看", {}};
  }
  return Settle{};
}

/// Any act at all, whether it fits or not.
inline CommandBody any_act(Chance& chance, const ApprovalCase& current, Day today) {
  switch (chance.below(24)) {
    case 0:
      return Withdraw{""};
    case 1:
      return removing();
    case 2:
      return Transfer{neighbour.region, neighbour.department, "王五", "head-2"};
    case 3:
      return Transfer{banner.region, banner.department, "", "head-2"};
    case 4:
      return Assign{"赵六"};
    case 5:
      return HandOver{"钱七"};
    case 6:
      return ExplainOverdue{"资料复杂"};
    case 7:
      return BreakObligation{"核查未履行"};
    case 8:
      return CheckSite{{"张三", "李四"}, "属实"};
    case 9:
      return Recount{};
    case 10:
      return Settle{};
    case 11:
      return random_filing(chance);
    case 12:
      return Take{};
    default: {
      auto other = current;
      other.state = static_cast<CaseState>(chance.below(case_state_count));
      return fitting_act(chance, other, today);
    }
  }
}

inline CommandBody random_act(Chance& chance, const ApprovalCase& current, Day today) {
  if (!current.exists) return random_filing(chance);
  return chance.one_in(4) ? any_act(chance, current, today) : fitting_act(chance, current, today);
}

/// Mostly the right person, sometimes nobody's; the head of joint handling is the government's.
inline std::optional<Actor> random_actor(Chance& chance, const CommandBody& act,
                                         const ApprovalCase& current, bool joint) {
  if (chance.one_in(12)) {
    return person(static_cast<Role>(chance.below(11)), chance.one_in(2) ? banner : league);
  }
  const bool is_on_extension =
      std::holds_alternative<Extend>(act) || std::holds_alternative<RefuseExtension>(act);
  if (is_on_extension && joint) {
    return person(Role::government_leader, current.holder);
  }
  // In a small bureau one person is clerk today and head tomorrow.
  if (chance.one_in(6)) return person(first_who(act_name(act)), current.holder, "一人两职");
  return std::nullopt;
}

}  // namespace qidi::given
