// See matter_words.h.
#include "answers/matter_words.h"

namespace qidi::answers {

namespace {

std::string yes_or_no(bool is) {
  return is ? "是" : "否";
}

std::string basis_words(const domain::Basis& basis) {
  std::string text = basis.text;
  if (!basis.note.empty()) text += "（" + basis.note + "）";
  if (!text.empty()) text += "〔" + std::string(domain::chinese_of(basis.confidence)) + "〕";
  return text;
}

template <class T, class Words>
std::string lines_of(const std::vector<T>& list, Words words) {
  std::string text;
  for (const auto& one : list) text += (text.empty() ? "" : "\n") + words(one);
  return text;
}

std::string ground_words(const domain::PauseGround& ground) {
  std::string text(ground.name.empty() ? domain::chinese_of_ground(ground.code) : ground.name);
  if (ground.cap_days > 0) text += "，最多 " + std::to_string(ground.cap_days) + " 个工作日";
  if (!ground.basis.empty()) text += "，" + ground.basis;
  return text;
}

std::string paper_words(const domain::MatterPaper& paper) {
  std::string text = paper.name + (paper.mandatory ? "（必备）" : "（可选）");
  if (!paper.from.empty()) text += "，" + paper.from;
  if (!paper.form.empty()) text += "，" + paper.form;
  if (paper.paper_only) text += "，须纸质";
  if (!paper.reuses.empty()) text += "，可用 " + paper.reuses + " 的结果";
  return text;
}

std::string tier_words(const domain::MatterTier& tier) {
  static constexpr const char* levels[] = {"国家", "自治区", "盟市", "旗县"};
  std::string text = tier.level >= 0 && tier.level <= 3 ? levels[tier.level] : "";
  if (!tier.threshold.empty()) text += "：" + tier.threshold;
  const auto codes = [](const std::string& code) { return code; };
  if (!tier.regions.empty()) text += "；限于 " + lines_of(tier.regions, codes);
  if (!tier.excepted.empty()) text += "；不适用于 " + lines_of(tier.excepted, codes);
  if (!tier.reached_when.empty()) text += "；申请表条件 " + tier.reached_when;
  return text + "；" + basis_words(tier.basis);
}

std::string silence_words(domain::Silence silence) {
  switch (silence) {
    case domain::Silence::nothing:
      return "不视为同意";
    case domain::Silence::agreed:
      return "视为同意";
    case domain::Silence::renewed:
      return "视为准予延续";
  }
  return "";
}

}  // namespace

std::string limit_words(const domain::Limit& limit) {
  switch (limit.unit) {
    case domain::LimitUnit::working_days:
      return std::to_string(limit.count) + " 个工作日";
    case domain::LimitUnit::calendar_days:
      return std::to_string(limit.count) + " 日";
    case domain::LimitUnit::at_once:
      return "即时";
  }
  return "";
}

std::vector<WordedField> worded(const domain::MatterVersion& v) {
  const bool ends = v.valid_to != domain::end_of_days;
  return {
      {"name", "名称", v.name},
      {"line", "条线", v.line},
      {"kind", "类别", v.kind},
      {"valid_from", "施行日", domain::to_text(v.valid_from)},
      {"valid_to", "截止日", ends ? domain::to_text(v.valid_to) : ""},
      {"statutory", "法定时限", limit_words(v.statutory)},
      {"statutory_from", "法定时限起算",
       v.statutory_from == domain::RunsFrom::acceptance ? "自受理" : "自收到申请"},
      {"statutory_basis", "法定时限依据", basis_words(v.statutory_basis)},
      {"promised", "承诺时限", limit_words(v.promised)},
      {"promised_basis", "承诺时限依据", basis_words(v.promised_basis)},
      {"first_review", "下级初审时限", limit_words(v.first_review)},
      {"forward", "转报时限", limit_words(v.forward)},
      {"correction", "补正期限", v.correction ? limit_words(*v.correction) : ""},
      {"extension_cap", "延长上限（工作日）", std::to_string(v.extension_cap)},
      {"extension_basis", "延长依据", basis_words(v.extension_basis)},
      {"extension_by", "延长批准人", v.extension_by},
      {"joint", "统一、联合、集中办理", yes_or_no(v.joint)},
      {"silence", "逾期不决定", silence_words(v.silence)},
      {"promise_allowed", "告知承诺", yes_or_no(v.promise_allowed)},
      {"gap_allowed", "容缺受理", yes_or_no(v.gap_allowed)},
      {"pause_grounds", "扣除时间的理由", lines_of(v.pause_grounds, ground_words)},
      {"papers", "材料", lines_of(v.papers, paper_words)},
      {"tiers", "审批权限", lines_of(v.tiers, tier_words)},
      {"power", "权限说明", basis_words(v.power)},
      {"prerequisites", "前置事项",
       lines_of(v.prerequisites,
                [](const auto& p) { return p.matter + "，" + basis_words(p.basis); })},
      {"documents", "结果文书",
       lines_of(v.documents, [](const auto& document) { return document; })},
      {"validity", "有效期", basis_words(v.validity)},
      {"form", "表单", v.form},
      {"note", "说明", v.note},
  };
}

}  // namespace qidi::answers
