// What each event tells for its paper. Names are those of the holes in law/papers/*.json.
#include "domain/casework/rules.h"
#include "office/writs/case_writs.h"

namespace qidi::office {

namespace {

using domain::CountdownKind;

std::string chinese_day(domain::Day day) {
  const std::chrono::year_month_day date{day};
  return std::to_string(static_cast<int>(date.year())) + "年" +
         std::to_string(static_cast<unsigned>(date.month())) + "月" +
         std::to_string(static_cast<unsigned>(date.day())) + "日";
}

std::string chinese_limit(const domain::Limit& limit) {
  switch (limit.unit) {
    case domain::LimitUnit::working_days:
      return std::to_string(limit.count) + "个工作日";
    case domain::LimitUnit::calendar_days:
      return std::to_string(limit.count) + "日";
    case domain::LimitUnit::at_once:
      return "即办";
  }
  return {};
}

std::string person(const domain::Actor& actor) {
  return actor.name.empty() ? actor.id : actor.name;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string whole;
  for (const auto& part : parts) whole += (whole.empty() ? "" : "、") + part;
  return whole;
}

std::string ground_of_non_acceptance(const std::string& ground) {
  if (ground == "no_licence_needed") {
    return "该事项依法不需要取得行政许可（行政许可法第三十二条第一款第一项）";
  }
  if (ground == "not_our_power") {
    return "该事项依法不属于本机关职权范围（行政许可法第三十二条第一款第二项）";
  }
  if (ground == "false_papers") return "申请中隐瞒有关情况或者提供虚假材料（行政许可法第七十八条）";
  return {};
}

/// One writ's facts being gathered.
class Gathering {
 public:
  Gathering(const CaseWrits& writs, const domain::GivenWrit& given, const RuleBook& rules,
            const Regions& regions)
      : writs_(writs),
        given_(given),
        regions_(regions),
        event_(writs.events[static_cast<std::size_t>(given.sequence) - 1]),
        then_(domain::fold({writs.events.begin(), writs.events.begin() + given.sequence})),
        matter_(rules.matters.version(then_.facts.matter, then_.facts.matter_version)),
        form_(matter_ == nullptr ? nullptr : rules.matters.form_of(*matter_)) {}

  WritFacts gathered();

  void operator()(const domain::Filed& e);
  void operator()(const domain::Accepted& e);
  void operator()(const domain::DeemedAccepted& e);
  void operator()(const domain::ReturnedOnce& e);
  void operator()(const domain::Refiled& e);
  void operator()(const domain::MoreAsked& e);
  void operator()(const domain::NotAccepted& e);
  void operator()(const domain::Forwarded& e);
  void operator()(const domain::Paused& e);
  void operator()(const domain::PauseProlonged& e);
  void operator()(const domain::Extended& e);
  void operator()(const domain::Granted& e);
  void operator()(const domain::Refused& e);
  void operator()(const domain::Withdrawn& e);
  void operator()(const domain::Lapsed& e);
  void operator()(const domain::Removed& e);
  void operator()(const domain::Delivered& e);
  template <class Other>
  void operator()(const Other&) {}

 private:
  void put(const std::string& name, std::string value) { facts_.texts[name] = std::move(value); }
  void put_day(const std::string& name, std::optional<domain::Day> day) {
    if (day) put(name, chinese_day(*day));
  }
  void put_countdown(const std::string& name, CountdownKind kind) {
    if (const auto* countdown = running_of(then_, kind)) put(name, chinese_day(countdown->due));
  }
  void put_governing() {
    if (const auto* countdown = governing(then_)) put("due", chinese_day(countdown->due));
  }
  void put_limits(const std::vector<domain::Countdown>& told);
  void put_form(const std::string& values);
  std::string paper_name(const std::string& code) const;
  std::vector<std::string> paper_names(const std::vector<std::string>& codes) const;
  void put_defects(const std::vector<domain::Defect>& defects);

  const CaseWrits& writs_;
  const domain::GivenWrit& given_;
  const Regions& regions_;
  const domain::Event& event_;
  domain::ApprovalCase then_;
  const domain::MatterVersion* matter_;
  const domain::Form* form_;
  WritFacts facts_;
};

std::string Gathering::paper_name(const std::string& code) const {
  if (matter_ != nullptr) {
    for (const auto& paper : matter_->papers) {
      if (paper.code == code) return paper.name;
    }
  }
  return code;
}

std::vector<std::string> Gathering::paper_names(const std::vector<std::string>& codes) const {
  std::vector<std::string> names;
  for (const auto& code : codes) names.push_back(paper_name(code));
  return names;
}

void Gathering::put_defects(const std::vector<domain::Defect>& defects) {
  WritTable table;
  table.columns = {"序号", "材料", "存在的问题", "补正要求"};
  for (std::size_t i = 0; i < defects.size(); ++i) {
    const auto& defect = defects[i];
    table.rows.push_back(
        {std::to_string(i + 1), paper_name(defect.paper), defect.fault, defect.mending});
  }
  facts_.tables["defects"] = std::move(table);
}

WritFacts Gathering::gathered() {
  const auto& about = then_.facts;
  put("organ", organ_name(given_.organ, regions_));
  put("number", given_.number);
  put_day("day", given_.day);
  put("case_id", writs_.case_id);
  put("project_code", about.project_code);
  put("project_name", about.project_name);
  put("unit_name", about.unit_name);
  put("unit_code", about.unit_code);
  put("matter", matter_ != nullptr ? matter_->name : about.matter);
  put("officer", then_.officer);
  put_day("received", about.received);
  put("decider", person(event_.actor));
  std::visit(*this, event_.body);
  return std::move(facts_);
}

void Gathering::operator()(const domain::Filed& e) {
  facts_.lists["papers"] = paper_names(e.papers);
  put_countdown("review_due", CountdownKind::initial_review);
  put_countdown("forward_due", CountdownKind::forward);
  put_form(e.form);
}

/// What the unit stated in the matter's form, so that it holds in hand what the organ has.
void Gathering::put_form(const std::string& values) {
  if (form_ == nullptr || values.empty()) return;
  WritTable table;
  table.columns = {"项目", "内容"};
  for (const auto& line : form_->lines(values)) table.rows.push_back({line.title, line.text});
  facts_.tables["form"] = std::move(table);
}

void Gathering::put_limits(const std::vector<domain::Countdown>& told) {
  put_governing();
  for (const auto& countdown : told.empty() ? then_.running : told) {
    if (countdown.kind == CountdownKind::promised) {
      put("promised_limit", chinese_limit(countdown.limit));
      put_day("promised_due", countdown.due);
    }
    if (countdown.kind == CountdownKind::statutory) {
      put("statutory_limit", chinese_limit(countdown.limit));
      put_day("statutory_due", countdown.due);
    }
    if (countdown.kind == CountdownKind::obligation) put_day("fulfil_by", countdown.due);
  }
}

void Gathering::operator()(const domain::Accepted& e) {
  put_day("acceptance_day", given_.day);
  put_limits(e.told);
  facts_.lists["gap_papers"] = paper_names(e.gap_papers);
  if (e.on_promise) put("by_promise", "你单位已作出书面承诺，适用告知承诺办理");
  if (e.with_gap) put("by_promise", "主要材料齐全，其余材料由你单位承诺补齐，适用容缺受理");
  if (!e.on_promise && !e.with_gap) put("complete", "申请材料齐全，符合法定形式");
}

/// 行政许可法 32.4: accepted from the day of receipt, because nothing was told within five days.
void Gathering::operator()(const domain::DeemedAccepted& e) {
  put_day("acceptance_day", e.effective);
  put_limits(e.told);
  for (const auto& stretch : then_.segments) {
    const bool of_this_round =
        stretch.kind == CountdownKind::initial_review && stretch.day_zero == e.effective;
    if (of_this_round) put_day("silent_until", stretch.due);
  }
}

void Gathering::operator()(const domain::ReturnedOnce& e) {
  put_defects(e.defects);
  put("suggestions", e.suggestions);
  for (const auto& countdown : e.told) put_day("correction_due", countdown.due);
}

void Gathering::operator()(const domain::Refiled& e) {
  put_day("refiled_on", given_.day);
  put("round", std::to_string(then_.round));
  WritTable table;
  table.columns = {"序号", "材料", "补正情况"};
  for (std::size_t i = 0; i < e.answers.size(); ++i) {
    const auto& answer = e.answers[i];
    table.rows.push_back({std::to_string(i + 1), paper_name(answer.paper),
                          (answer.mended ? "已补正" : "未补正") +
                              (answer.answer.empty() ? std::string() : "：" + answer.answer)});
  }
  if (!table.rows.empty()) facts_.tables["answers"] = std::move(table);
  facts_.lists["papers"] = paper_names(e.papers);
  put_countdown("review_due", CountdownKind::initial_review);
  put_countdown("forward_due", CountdownKind::forward);
  put_form(e.form);
}

void Gathering::operator()(const domain::MoreAsked& e) {
  put_defects(e.defects);
  put_day("answer_by", e.answer_by);
}

void Gathering::operator()(const domain::NotAccepted& e) {
  put("ground", ground_of_non_acceptance(e.ground));
  put("reason", e.reason);
  put("competent_organ", e.competent_organ);
}

void Gathering::operator()(const domain::Forwarded& e) {
  put("to_organ", organ_name(e.to, regions_));
  put("opinion", e.opinion);
  facts_.lists["package"] = paper_names(e.package);
}

void Gathering::operator()(const domain::Paused& e) {
  std::string ground(domain::chinese_of_ground(e.ground));
  put("ground", std::move(ground));
  put("basis", e.basis);
  put_day("pause_from", given_.day);
  put("days", std::to_string(e.days));
  put_day("planned_end", e.planned_end);
  put_governing();
}

void Gathering::operator()(const domain::PauseProlonged& e) {
  put("days", std::to_string(e.days));
  put_day("planned_end", e.planned_end);
  put_governing();
}

void Gathering::operator()(const domain::Extended& e) {
  put("days", std::to_string(e.days));
  put("reason", e.reason);
  put("approver", person(event_.actor));
  put_governing();
}

void Gathering::operator()(const domain::Granted& e) {
  put("conditions", e.conditions);
  put_countdown("issue_due", CountdownKind::issue);
}

void Gathering::operator()(const domain::Refused& e) {
  put("reasons", e.reasons);
  put("remedies", e.remedies);
}

void Gathering::operator()(const domain::Withdrawn& e) {
  put("ending", e.reason.empty() ? std::string("因你单位撤回申请")
                                 : "因你单位撤回申请（理由：" + e.reason + "）");
}

void Gathering::operator()(const domain::Lapsed& e) {
  put("ending", "因你单位逾期未补正（依据：" + e.rule + "）");
}

void Gathering::operator()(const domain::Removed& e) {
  put("basis", e.basis);
  put("reviewed_by", e.reviewed_by);
  put("approved_by", e.approved_by);
  put("remedies", e.remedies);
}

void Gathering::operator()(const domain::Delivered& e) {
  const auto* delivered = writs_.at(e.of_sequence);
  if (delivered == nullptr) return;
  const auto way = domain::delivery_way_from(e.way);
  put("delivered_title", std::string(domain::chinese_of(delivered->kind)));
  put("delivered_number", delivered->number.empty() ? "无编号" : delivered->number);
  put("way", way ? std::string(domain::chinese_of(*way)) : std::string());
  put_day("delivered_on", e.on);
  put("receiver", e.receiver);
  put("deliverer", e.by_unit ? "受送达人自行在线签收" : person(event_.actor));
  put("remark", e.remark.empty() ? std::string() : "备注：" + e.remark);
  auto& texts = facts_.texts;
  WritTable table;
  table.columns = {"项目", "内容"};
  table.rows = {{"受送达人", texts["unit_name"]},
                {"送达文书", texts["delivered_title"]},
                {"文号", texts["delivered_number"]},
                {"事由", "“" + texts["project_name"] + "”" + texts["matter"]},
                {"送达方式", texts["way"]},
                {"送达日期", texts["delivered_on"]},
                {"收件人", e.receiver + (e.refused ? "（拒绝签收）" : "")},
                {"送达人", texts["deliverer"]}};
  if (e.consent) table.rows.push_back({"电子送达", "受送达人同意以电子方式送达"});
  if (!e.witnesses.empty()) table.rows.push_back({"见证人", joined(e.witnesses)});
  facts_.tables["delivery"] = std::move(table);
}

}  // namespace

WritFacts facts_of_writ(const CaseWrits& writs, const domain::GivenWrit& given,
                        const RuleBook& rules, const Regions& regions) {
  return Gathering(writs, given, rules, regions).gathered();
}

}  // namespace qidi::office
