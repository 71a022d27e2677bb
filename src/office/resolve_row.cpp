// A row's texts become ids: matter, region, state, list. What is unknown is told, never guessed
// silently.
#include <algorithm>
#include <array>
#include <utility>

#include "domain/projects/project_code.h"
#include "office/import_ledger.h"

namespace qidi::office {

namespace {

using domain::CaseState;

struct StateWord {
  std::string_view word;
  CaseState state;
};

/// What departments write, the more telling first: the first word that the text holds decides.
constexpr std::array<StateWord, 30> state_words{{
    {"不予受理", CaseState::not_accepted}, {"不予许可", CaseState::refused},
    {"不予批准", CaseState::refused},      {"不同意", CaseState::refused},
    {"不予", CaseState::refused},          {"驳回", CaseState::refused},
    {"未办结", CaseState::in_review},      {"未审批", CaseState::in_review},
    {"未批复", CaseState::in_review},      {"未受理", CaseState::in_review},
    {"撤回", CaseState::withdrawn},        {"撤件", CaseState::withdrawn},
    {"移除", CaseState::removed},          {"退回", CaseState::waiting_for_unit},
    {"补正", CaseState::waiting_for_unit}, {"暂停", CaseState::paused},
    {"特别程序", CaseState::paused},       {"准予", CaseState::issued},
    {"已批复", CaseState::issued},         {"已批", CaseState::issued},
    {"已发证", CaseState::issued},         {"已核发", CaseState::issued},
    {"办结", CaseState::finished},         {"完成", CaseState::finished},
    {"受理", CaseState::in_review},        {"审", CaseState::in_review},
    {"办理", CaseState::in_review},        {"待批", CaseState::in_review},
    {"在办", CaseState::in_review},        {"收件", CaseState::in_review},
}};

std::optional<CaseState> state_from(const std::string& text) {
  if (text == "pending") return CaseState::in_review;
  if (text == "ended") return CaseState::finished;
  if (text == "returned") return CaseState::waiting_for_unit;
  if (const auto named = domain::case_state_from(text)) return named;
  for (const auto& entry : state_words) {
    if (text.find(entry.word) != std::string::npos) return entry.state;
  }
  return std::nullopt;
}

std::optional<std::string> list_from(const std::string& text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 10> words{{
      {"pending", "pending"},
      {"not_started", "not_started"},
      {"not-started", "not_started"},
      {"made_up", "made_up"},
      {"made-up", "made_up"},
      {"未开工", "not_started"},
      {"补批", "made_up"},
      {"补办", "made_up"},
      {"超期", "pending"},
      {"待批", "pending"},
  }};
  for (const auto& [word, list] : words) {
    if (text.find(word) != std::string::npos) return std::string(list);
  }
  return std::nullopt;
}

/// Adds problems of one row as they are found.
class Problems {
 public:
  explicit Problems(LedgerEntry& entry) : entry_(entry) {}
  void refuse(std::string column, std::string problem, std::string mend) {
    add(std::move(column), std::move(problem), std::move(mend), true);
  }
  void warn(std::string column, std::string problem, std::string mend) {
    add(std::move(column), std::move(problem), std::move(mend), false);
  }

 private:
  void add(std::string column, std::string problem, std::string mend, bool refuses) {
    entry_.problems.push_back({entry_.sheet, entry_.row, std::move(column), std::move(problem),
                               std::move(mend), refuses});
  }
  LedgerEntry& entry_;
};

void flag(std::string& flags, std::string_view name) {
  if (!flags.empty()) flags += ' ';
  flags += name;
}

void resolve_matter(const LedgerEntry& entry, domain::LedgerFacts& facts, const RuleBook& rules,
                    Problems& problems) {
  if (!entry.matter) {
    if (!entry.case_id) {
      problems.refuse("matter", "没有办件编号的行须写明审批事项",
                      "填写审批事项，或在映射文件的 [constants] 中写 matter");
    }
    return;
  }
  const auto matter = rules.matters.resolve(*entry.matter);
  if (!matter) {
    std::string mend = "相近的事项：";
    for (const auto& near : rules.matters.nearest(*entry.matter)) mend += near + "；";
    problems.refuse("matter", "事项目录中没有“" + *entry.matter + "”",
                    mend + "也可在映射文件的 [values.matter] 中写明");
    return;
  }
  facts.matter = *matter;
  const auto day = entry.received.value_or(domain::Day{});
  const auto* version = rules.matters.in_force(*matter, day);
  facts.matter_version = version == nullptr ? 1 : version->version;
}

void resolve_region(const LedgerEntry& entry, domain::LedgerFacts& facts, const Regions& regions,
                    Problems& problems) {
  if (!entry.region) return;
  const auto code = regions.code_of(*entry.region);
  facts.holder.region = code.value_or(*entry.region);
  facts.project_region = facts.holder.region;
  if (!code) {
    problems.warn("region", "行政区划表中没有“" + *entry.region + "”",
                  "按原文登记；如有误，请改为区划代码或全称");
  }
}

void resolve_project(const LedgerEntry& entry, domain::LedgerFacts& facts, const Regions& regions,
                     Problems& problems) {
  facts.project_name = entry.project_name.value_or("");
  facts.unit_name = entry.unit_name.value_or("");
  facts.unit_code = entry.unit_code.value_or("");
  if (entry.project_code) {
    facts.project_code = *entry.project_code;
    if (!domain::is_project_code(facts.project_code)) {
      problems.refuse("project_code", "项目代码格式不符：“" + facts.project_code + "”",
                      "应为 YYMM-区划-部门-类型-序号 或 2013—2021 年的旧代码；没有代码请留空");
    } else if (!regions.code_of(domain::region_in(facts.project_code))) {
      problems.warn(
          "project_code",
          "项目代码中的区划不在区划表中：" + std::string(domain::region_in(facts.project_code)),
          "按原样登记；如有误，请核对代码");
    }
  } else {
    flag(facts.flags, "local_code");
  }
  if (!facts.unit_code.empty() && !domain::is_credit_code(facts.unit_code)) {
    problems.warn("unit_code", "统一社会信用代码校验不符：" + facts.unit_code, "请与营业执照核对");
  }
}

/// The state by the sheet's words, and by its days where the words are silent.
void resolve_state(LedgerEntry& entry, domain::LedgerFacts& facts, Problems& problems) {
  std::optional<CaseState> state;
  if (entry.state) {
    state = state_from(*entry.state);
    if (!state) {
      problems.warn("state", "不认识的办理状态“" + *entry.state + "”，按日期判断",
                    "可在映射文件的 [values.state] 中写明对应的状态");
    }
  }
  facts.result = entry.result.value_or("");
  if ((!state || *state == CaseState::finished) && entry.ended && !facts.result.empty()) {
    if (const auto by_result = state_from(facts.result);
        by_result && !domain::is_pending(*by_result)) {
      state = by_result;
    }
  }
  if (!state) state = entry.ended ? CaseState::finished : CaseState::in_review;
  if (entry.ended && domain::is_pending(*state)) {
    problems.warn("state", "有办结日期，状态却仍在办", "按已办结登记；如未办结，请清空办结日期");
    state = CaseState::finished;
  }
  if (!entry.ended && (domain::is_final(*state) || *state == CaseState::granted)) {
    problems.refuse("ended",
                    "状态为“" + std::string(domain::chinese_of(*state)) + "”，却没有办结日期",
                    "填写办结日期；如未办结，请改状态");
  }
  if (!entry.ended && *state == CaseState::in_review && entry.accepted) {
    state = CaseState::deciding;
  }
  facts.state = *state;
  if (*state == CaseState::waiting_for_unit && !entry.ended) {
    flag(facts.flags, "return_day_unknown");
  }
  if (*state == CaseState::paused) flag(facts.flags, "pause_unknown");
}

/// domain.md 4.9: a stated day rules; the computed promise stands beside it.
void resolve_days(const LedgerEntry& entry, domain::LedgerFacts& facts, const RuleBook& rules) {
  facts.received = entry.received.value_or(domain::Day{});
  facts.accepted = entry.accepted;
  facts.due_given = entry.due;
  facts.ended = entry.ended;
  facts.finish_by = entry.finish_by;
  facts.promised_days = entry.promised_days;
  if (!facts.promised_days) {
    const auto* version = rules.matters.version(facts.matter, facts.matter_version);
    if (version != nullptr && version->promised.unit != domain::LimitUnit::calendar_days) {
      facts.promised_days = version->promised.count;
    }
  }
  if (facts.promised_days) {
    facts.due_computed = rules.calendar.in(facts.holder.region)
                             .after(facts.accepted.value_or(facts.received),
                                    domain::WorkingDays{*facts.promised_days})
                             .day;
    if (!facts.accepted && !facts.due_given) flag(facts.flags, "computed_from_receipt");
  }
  if (facts.due_given) flag(facts.flags, "due_as_stated");
  if (!facts.due_given && !facts.promised_days) flag(facts.flags, "no_promise_known");
}

}  // namespace

domain::LedgerFacts resolve_row(LedgerEntry& entry, const RuleBook& rules, const Regions& regions,
                                domain::Day today) {
  domain::LedgerFacts facts;
  Problems problems(entry);
  facts.external_id = entry.case_id.value_or("");
  resolve_project(entry, facts, regions, problems);
  resolve_region(entry, facts, regions, problems);
  facts.holder.department = entry.department.value_or("");
  facts.officer = entry.officer.value_or("");
  if (facts.officer.empty()) flag(facts.flags, "officer_missing");
  resolve_matter(entry, facts, rules, problems);
  if (entry.list) {
    const auto list = list_from(*entry.list);
    if (!list) {
      problems.warn("list", "不认识的台账类型“" + *entry.list + "”，按待批登记",
                    "应为 待批、未开工 或 补批");
    }
    facts.list = list.value_or("pending");
  }
  resolve_state(entry, facts, problems);
  resolve_days(entry, facts, rules);
  if (entry.received && *entry.received > today) {
    problems.refuse("received", "收件日期晚于今天：" + domain::to_text(*entry.received),
                    "请核对日期");
  }
  if (entry.ended && *entry.ended > today) {
    problems.refuse("ended", "办结日期晚于今天：" + domain::to_text(*entry.ended), "请核对日期");
  }
  facts.document_no = entry.document_no.value_or("");
  facts.classification = entry.classification.value_or("");
  facts.measure = entry.measure.value_or("");
  facts.remark = entry.remark.value_or("");
  return facts;
}

}  // namespace qidi::office
