// What one case and its matter leave to choose in an act's fields.
#include <algorithm>
#include <set>

#include "domain/casework/act_fields.h"
#include "domain/casework/acts/act.h"

namespace qidi::domain {

namespace {

/// An act's fields being fitted to one case.
class Fitting {
 public:
  Fitting(const ApprovalCase& current, const Facts& facts, std::vector<ActField> fields)
      : current_(current),
        today_(facts.today),
        matter_(facts.matters.version(current.facts.matter, current.facts.matter_version)),
        fields_(std::move(fields)) {}

  void fit(std::string_view act);
  std::vector<ActField> taken() { return std::move(fields_); }

 private:
  ActField& of(std::string_view name) {
    return *std::find_if(fields_.begin(), fields_.end(),
                         [&](const ActField& field) { return field.name == name; });
  }
  FieldChoice paper(const std::string& code) const;
  template <class Codes>
  void offer(std::string_view name, const Codes& codes, bool all_needed);
  void offer_listed(std::string_view name, bool second_list);
  void pause_grounds();
  void undelivered();
  void waiting_opinions();
  void requests();
  void most_days(int cap, std::string_view basis);
  void extension(bool approving);

  const ApprovalCase& current_;
  Day today_;
  const MatterVersion* matter_;
  std::vector<ActField> fields_;
};

FieldChoice Fitting::paper(const std::string& code) const {
  if (matter_ != nullptr) {
    for (const auto& listed : matter_->papers) {
      if (listed.code == code) return {code, listed.name, "", {}};
    }
  }
  return {code, code, "", {}};
}

template <class Codes>
void Fitting::offer(std::string_view name, const Codes& codes, bool all_needed) {
  auto& field = of(name);
  for (const auto& code : codes) field.choices.push_back(paper(code));
  if (all_needed) field.needed = field.choices.empty() ? Needed::no : Needed::yes;
}

/// The matter's papers that may still be asked for; told ones that the list does not name, too.
void Fitting::offer_listed(std::string_view name, bool second_list) {
  std::vector<std::string> codes;
  const auto add = [&](const std::string& code) {
    if (second_list ? is_in_package(current_, code) || !may_be_told(current_, code)
                    : current_.package.contains(code)) {
      return;
    }
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
  };
  if (matter_ != nullptr) {
    for (const auto& listed : matter_->papers) add(listed.code);
  }
  for (const auto& told : current_.told) add(told.paper);
  offer(name, codes, false);
  if (second_list && !current_.told.empty()) {
    of(name).hint = "只能列出已告知而未补正的问题，或本轮新材料的问题";
  }
}

void Fitting::pause_grounds() {
  auto& choices = of("ground").choices;
  if (matter_ != nullptr) {
    for (const auto& special : matter_->pause_grounds) {
      auto name =
          special.name.empty() ? std::string(chinese_of_ground(special.code)) : special.name;
      if (name == special.code && !special.basis.empty()) name = special.basis;
      FieldChoice choice{special.code, std::move(name), special.basis, {}};
      if (special.cap_days > 0) choice.most = special.cap_days;
      choices.push_back(std::move(choice));
    }
  }
  for (const auto code : grounds_of_article_45()) {
    const bool is_special = std::any_of(choices.begin(), choices.end(),
                                        [&](const auto& choice) { return choice.value == code; });
    if (is_special) continue;
    choices.push_back(
        {std::string(code), std::string(chinese_of_ground(code)), "行政许可法第四十五条", {}});
  }
  of("days").most = most_pause_days;
}

void Fitting::undelivered() {
  auto& writ = of("writ");
  for (const auto& given : current_.writs) {
    if (given.delivered || given.kind == WritKind::delivery_receipt) continue;
    const auto number = given.number.empty() ? std::string("无编号") : given.number;
    writ.choices.push_back({std::to_string(given.sequence),
                            std::string(chinese_of(given.kind)) + " " + number,
                            "",
                            {}});
  }
  for (auto& field : fields_) field.earliest.reset();  // it may have been delivered before today
}

void Fitting::waiting_opinions() {
  auto& which = of("opinion");
  for (const auto& opinion : current_.opinions) {
    if (opinion.given || opinion.withdrawn) continue;
    const auto& asked = opinion.asked;
    which.choices.push_back({std::to_string(asked.number),
                             asked.asked.department + "（" + to_text(asked.due) + " 前答复）",
                             "",
                             {}});
  }
  which.needed = Needed::yes;
  if (which.choices.size() != 1) return;
  // Nothing to choose: the one that waits is named where its reason is asked for.
  of("reason").hint = "撤回向" + which.choices.front().chinese + "的征求意见";
  std::erase_if(fields_, [](const ActField& field) { return field.name == "opinion"; });
}

void Fitting::requests() {
  auto& request = of("request");
  for (const auto& open : current_.agreements) {
    if (!open.void_by.empty()) continue;
    const auto what = open.asked.act == "correct"    ? "更正"
                      : open.asked.act == "transfer" ? "移交"
                                                     : "移除";
    request.choices.push_back(
        {std::to_string(open.request),
         std::string(what) + "（" + open.asker.name + " " + to_text(open.since) + " 提出）",
         "",
         {}});
  }
  request.needed = request.choices.size() > 1 ? Needed::yes : Needed::no;
}

void Fitting::most_days(int cap, std::string_view basis) {
  auto& days = of("days");
  days.most = cap;
  days.hint = "至多" + std::to_string(cap) + "个工作日（" + std::string(basis) + "）";
}

void Fitting::extension(bool approving) {
  most_days(extension_cap(current_, matter_), "行政许可法第四十二条");
  if (!approving || !current_.extension_asked) return;
  auto& days = of("days");
  const int asked = current_.extension_asked->days;
  days.most = std::min(*days.most, asked);
  days.hint = "经办人申请延长" + std::to_string(asked) + "个工作日；" + days.hint;
}

void Fitting::fit(std::string_view act) {
  for (auto& field : fields_) {
    if (field.kind == FieldKind::day) field.earliest = today_;
  }
  if (act == "accept_with_gap") {
    offer("gap_papers", missing_papers(current_, matter_), true);
  } else if (act == "return_once") {
    offer_listed("defects", true);
  } else if (act == "ask_more") {
    offer_listed("defects", false);
  } else if (act == "refile") {
    offer("answers", current_.unanswered, true);
    offer("papers", current_.unanswered, false);
    if (matter_ == nullptr || matter_->form.empty()) {
      std::erase_if(fields_, [](const ActField& field) { return field.name == "form"; });
    }
  } else if (act == "answer_more") {
    std::set<std::string> asked;
    if (current_.more) {
      for (const auto& defect : current_.more->defects) asked.insert(defect.paper);
    }
    offer("answers", asked, true);
    offer("papers", asked, false);
  } else if (act == "agree" || act == "decline_agreement") {
    requests();
  } else if (act == "fulfil_obligation") {
    offer("papers", current_.gap_papers, true);
  } else if (act == "forward") {
    const bool is_known = !current_.upper.department.empty();
    of("department").needed = is_known ? Needed::no : Needed::yes;
    if (is_known) of("department").hint = "不填则转报申报时写明的上级部门";
    of("opinion").needed = current_.power == PowerAbove::first_review ? Needed::yes : Needed::no;
  } else if (act == "deliver" || act == "confirm_receipt") {
    undelivered();
  } else if (act == "pause") {
    pause_grounds();
  } else if (act == "prolong" && current_.pause) {
    const auto cap = pause_cap(matter_, current_.pause->ground).value_or(0);
    of("days").least = current_.pause->days + 1;
    of("days").most = most_pause_days;
    if (cap > 0) most_days(cap, chinese_of_ground(current_.pause->ground));
  } else if (act == "ask_extension" || act == "extend") {
    extension(act == "extend");
  } else if (act == "ask_opinion") {
    offer("papers", current_.papers, false);
    of("papers").hint = "不选则对方可以查看全部申报材料；联系方式始终不提供";
  } else if (act == "withdraw_opinion") {
    waiting_opinions();
  } else if (act == "correct") {
    of("of_sequence").most = static_cast<int>(current_.version);
  }
}

}  // namespace

std::vector<ActField> fields_of(std::string_view act, const ApprovalCase& current,
                                const Facts& facts) {
  Fitting fitting(current, facts, fields_of(act));
  fitting.fit(act);
  return fitting.taken();
}

}  // namespace qidi::domain
