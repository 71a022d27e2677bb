// The fields of every act, as data.
#include "domain/casework/act_fields.h"

#include <array>
#include <utility>

namespace qidi::domain {

namespace {

using enum FieldKind;
using enum Needed;

constexpr std::array kind_names{std::pair{text, "text"},
                                std::pair{long_text, "long_text"},
                                std::pair{day, "day"},
                                std::pair{integer, "integer"},
                                std::pair{choice, "choice"},
                                std::pair{papers, "papers"},
                                std::pair{defects, "defects"},
                                std::pair{answers, "answers"},
                                std::pair{files, "files"},
                                std::pair{officer, "officer"},
                                std::pair{officers, "officers"},
                                std::pair{region, "region"},
                                std::pair{department, "department"},
                                std::pair{FieldKind::matter, "matter"},
                                std::pair{FieldKind::reused, "reused"},
                                std::pair{tags, "tags"},
                                std::pair{phone, "phone"},
                                std::pair{FieldKind::form, "form"}};

using Fields = std::vector<ActField>;

ActField field(std::string_view name, std::string_view chinese, FieldKind kind,
               Needed needed = no) {
  ActField made;
  made.name = name;
  made.chinese = chinese;
  made.kind = kind;
  made.needed = needed;
  return made;
}

ActField field_when(std::string_view name, std::string_view chinese, FieldKind kind,
                    std::string_view when_field, std::vector<std::string_view> when_values) {
  auto made = field(name, chinese, kind, sometimes);
  made.when_field = when_field;
  made.when_values = std::move(when_values);
  return made;
}

ActField one_of(std::string_view name, std::string_view chinese, Needed needed,
                std::vector<FieldChoice> choices) {
  auto made = field(name, chinese, choice, needed);
  made.choices = std::move(choices);
  return made;
}

ActField number(std::string_view name, std::string_view chinese, Needed needed, int least) {
  auto made = field(name, chinese, integer, needed);
  made.least = least;
  return made;
}

/// The organ's series gives the number; what was given on paper has one, which is told.
ActField number_given_on_paper() {
  return field_when("notice_no", "告知书文号", text, "on_paper", {"true"});
}

ActField officers_of_check() {
  auto made = field("officers", "核查人员", officers, yes);
  made.least = 2;
  made.hint = "须由两名以上工作人员进行（行政许可法第三十四条）";
  return made;
}

ActField consent_to_electronic() {
  auto made = field_when("consent", "受送达人同意电子送达", choice, "way", {"electronic"});
  made.choices = {{"given", "已同意", "", {}}};
  return made;
}

ActField witnesses() {
  auto made = field_when("witnesses", "见证人", officers, "outcome", {"refused"});
  made.least = 2;
  made.hint = "拒收、留置的须写明两名以上见证人";
  return made;
}

ActField outcome(std::string_view chinese) {
  return one_of("outcome", chinese, yes,
                {{"grant", "准予", "", {}}, {"refuse", "不予", "行政许可法第三十八条", {}}});
}

Fields of_filing() {
  return {
      field("matter", "事项", FieldKind::matter, yes),
      field("project_code", "项目代码", text),
      field_when("project_name", "项目名称", text, "project_code", {""}),
      field("project_region", "项目所在地", region),
      field("unit_name", "项目单位", text),
      field("unit_code", "统一社会信用代码", text),
      field("region", "收件地区", region, yes),
      field("department", "收件部门", department, yes),
      field("officer", "经办人", officer),
      one_of("power", "审批权限", no,
             {{"none", "本级审批", "", {}},
              {"first_review", "上级审批，本级初审", "行政许可法第四十三条", {}},
              {"plain", "上级审批，本级转报", "工作通知四（二）3", {}}}),
      field("upper_region", "上级地区", region),
      field_when("upper_department", "上级部门", department, "power", {"first_review", "plain"}),
      field("papers", "提交材料", papers),
      field("files", "材料文件", files),
      field("reused", "复用项目在案材料", FieldKind::reused),
      one_of("list", "台账", no,
             {{"pending", "待批", "", {}},
              {"not_started", "未开工", "", {}},
              {"made_up", "补批", "", {}}}),
      field("external_id", "外部编号", text),
      field("remark", "备注", long_text),
      field("contact_name", "联系人", text),
      field("contact_phone", "联系电话", phone),
      field("form", "事项表单", FieldKind::form),
      field("organ_reason", "另选收件部门的理由", text),
  };
}

Fields of_rating(std::string_view act) {
  if (act == "rate") {
    Fields made{one_of("grade", "评价", yes, {}), field("tags", "具体方面", tags),
                field("text", "想说的话", long_text), field("phone", "回访电话", phone)};
    for (const auto grade : rating_grades) {
      made[0].choices.push_back(
          {std::string(name_of(grade)), std::string(chinese_of(grade)), "", {}});
    }
    for (const auto& tag : rating_tags) {
      made[1].choices.push_back({std::string(tag.code), std::string(tag.chinese), "", {}});
    }
    made[2].hint = "差评由部门负责人回访；回访之前，经办人看不到您写的话和电话";
    return made;
  }
  if (act == "supplement_rating") {
    auto more = field("text", "追加的话", long_text, yes);
    more.hint = "评价提交后不能修改，只能追加一次";
    return {more};
  }
  if (act == "call_back") {
    return {field("finding", "核实的情况", long_text, yes),
            field("mended", "整改情况", long_text, yes),
            field("unit_word", "项目单位的意见", long_text, yes)};
  }
  return {};
}

Fields of_intake(std::string_view act) {
  if (act == "accept") return {field("notice_no", "受理通知书文号", text)};
  if (act == "accept_on_promise" || act == "accept_with_gap") {
    Fields made{field("notice_no", "受理通知书文号", text),
                field("signed_by", "承诺签署人", text, yes),
                field("fulfil_by", "履行期限", day, yes)};
    if (act == "accept_with_gap") made.push_back(field("gap_papers", "容缺材料", papers));
    return made;
  }
  if (act == "return_once") {
    return {field("defects", "存在的问题", defects, yes),
            field("suggestions", "合理化建议", long_text, yes)};
  }
  if (act == "refile") {
    return {field("answers", "逐项答复", answers), field("papers", "补交材料", papers),
            field("files", "材料文件", files), field("form", "事项表单", FieldKind::form)};
  }
  if (act == "not_accept") {
    return {
        one_of("ground", "不予受理的理由", yes,
               {{"no_licence_needed", "依法不需要取得行政许可", "行政许可法第三十二条第一项", {}},
                {"not_our_power", "不属于本机关职权范围", "行政许可法第三十二条第二项", {}},
                {"false_papers", "隐瞒情况或者提供虚假材料", "行政许可法第七十八条", {}}}),
        field("reason", "情况说明", long_text, yes),
        field_when("competent_organ", "有权机关", text, "ground", {"not_our_power"})};
  }
  if (act == "forward") {
    return {field("region", "上级地区", region), field("department", "上级部门", department),
            field("officer", "上级经办人", officer), field("opinion", "初审意见", long_text)};
  }
  if (act == "send_back") return {field("reason", "退回理由", long_text, yes)};
  return {};
}

Fields of_deciding(std::string_view act) {
  if (act == "answer_more") {
    return {field("answers", "逐项答复", answers), field("papers", "补交材料", papers),
            field("files", "材料文件", files)};
  }
  if (act == "ask_more") {
    return {field("defects", "需补正的问题", defects, yes),
            field("answer_by", "答复期限", day, yes)};
  }
  if (act == "pause") {
    return {one_of("ground", "扣除时间的理由", yes, {}), number_given_on_paper(),
            number("days", "所需工作日", yes, 1)};
  }
  if (act == "prolong") {
    return {number_given_on_paper(), number("days", "合计所需工作日", yes, 1)};
  }
  if (act == "ask_extension" || act == "extend") {
    return {number("days", "延长工作日", yes, 1), field("reason", "延期理由", long_text, yes)};
  }
  if (act == "refuse_extension") return {field("reason", "不予延期的理由", long_text, yes)};
  if (act == "send_back_proposal") return {field("reason", "退回的理由", long_text, yes)};
  if (act == "take_back_proposal") return {field("reason", "收回的理由", long_text)};
  if (act == "check_site") {
    return {officers_of_check(), field("finding", "核查结论", long_text, yes)};
  }
  if (act == "propose") {
    return {outcome("拟办意见"), field_when("reasons", "理由", long_text, "outcome", {"refuse"})};
  }
  if (act == "decide") {
    return {outcome("决定"), field_when("reasons", "理由", long_text, "outcome", {"refuse"}),
            field_when("remedies", "救济途径", long_text, "outcome", {"refuse"}),
            field("conditions", "许可条件", long_text)};
  }
  if (act == "issue") {
    return {field("document_no", "批复文号", text, yes), field("file", "批复文件", text),
            field("files", "批复文件（上传）", files)};
  }
  if (act == "fulfil_obligation") {
    return {field("papers", "提交材料", papers), field("files", "材料文件", files)};
  }
  if (act == "deliver") {
    return {one_of("writ", "送达的文书", yes, {}),
            one_of("way", "送达方式", yes,
                   {{"in_person", "直接送达", "", {}},
                    {"electronic", "电子送达", "", {}},
                    {"mail", "邮寄送达", "", {}},
                    {"left_at_home", "留置送达", "", {}},
                    {"public_announcement", "公告送达", "", {}}}),
            field("on", "送达日期", day),
            field("receiver", "收件人", text, yes),
            consent_to_electronic(),
            one_of("outcome", "签收情况", no,
                   {{"signed", "签收", "", {}}, {"refused", "拒绝签收", "", {}}}),
            witnesses(),
            field("remark", "备注", long_text)};
  }
  if (act == "confirm_receipt") return {one_of("writ", "收到的文书", yes, {})};
  if (act == "break_obligation") return {field("finding", "核查结论", long_text, yes)};
  return {};
}

Fields of_consulting(std::string_view act) {
  if (act == "ask_opinion") {
    auto days = number("days", "答复期限（工作日）", yes, 1);
    days.most = most_opinion_days;
    days.hint = "不因征求意见停止计时；须扣除时间的，另按行政许可法第四十五条办理";
    return {
        field("region", "被征求单位地区", region, yes),
        field("department", "被征求单位", department, yes),
        field("question", "征求意见的事项", long_text, yes),
        field("basis", "依据", text, yes),
        field("notice_no", "征求意见函文号", text),
        std::move(days),
        one_of("silence", "函中告知的逾期后果", no,
               {{"nothing", "逾期不视为同意", "", {}}, {"no_objection", "逾期视为无意见", "", {}}}),
        field("papers", "请对方审看的材料", tags)};
  }
  if (act == "withdraw_opinion") {
    return {one_of("opinion", "撤回哪一次", no, {}), field("reason", "撤回理由", long_text, yes)};
  }
  if (act == "give_opinion") {
    auto which = number("number", "第几次征求意见", no, 0);
    which.hint = "不填则答复待本单位答复的那一次";
    return {one_of("view", "意见", yes,
                   {{"agree", "同意", "", {}},
                    {"disagree", "不同意", "", {}},
                    {"conditions", "有条件同意", "", {}}}),
            field_when("text", "理由或条件", long_text, "view", {"disagree", "conditions"}),
            field("document_no", "复函文号", text), std::move(which)};
  }
  return {};
}

Fields of_upkeep(std::string_view act) {
  if (act == "withdraw") return {field("reason", "撤回理由", long_text)};
  if (act == "close_unanswered") return {field("rule", "依据", text, yes)};
  if (act == "assign" || act == "hand_over") return {field("officer", "责任人", officer, yes)};
  if (act == "transfer") {
    return {
        field("region", "接收地区", region, yes), field("department", "接收部门", department, yes),
        field("officer", "接收责任人", officer, yes),
        field("agreed_by", "接收部门负责人", text, yes), field("reason", "移交理由", long_text)};
  }
  if (act == "agree") return {field("request", "哪一项请求", choice)};
  if (act == "decline_agreement") {
    return {field("request", "哪一项请求", choice), field("reason", "理由", long_text, yes)};
  }
  if (act == "explain_overdue") return {field("reason", "超期理由", long_text, yes)};
  if (act == "reopen") {
    return {one_of("mode", "重新办理的方式", yes,
                   {{"false_finish", "虚假办结，原时限不变", "", {}},
                    {"decide_again", "重新作出决定，时限重新计算", "", {}}}),
            field("finding", "查明的情况", long_text, yes), field("cause", "来由", text, yes),
            number("limit_days", "限期工作日", no, 1)};
  }
  if (act == "remove") {
    return {field("basis", "移除依据", long_text, yes), field("reviewed_by", "审核人", text, yes),
            field("approved_by", "批准人", text, yes),
            field("remedies", "救济途径", long_text, yes)};
  }
  if (act == "restore") return {field("reason", "恢复理由", long_text, yes)};
  if (act == "correct") {
    return {number("of_sequence", "更正哪一条记录", yes, 1),
            one_of("field", "更正的内容", yes,
                   {{"legal_day", "日期", "", {}},
                    {"project_code", "项目代码", "", {}},
                    {"project_name", "项目名称", "", {}},
                    {"unit_name", "项目单位", "", {}},
                    {"unit_code", "统一社会信用代码", "", {}},
                    {"document_no", "批复文号", "", {}}}),
            field("value", "正确的内容", text, yes), field("reason", "更正理由", long_text, yes),
            field("agreed_by", "同意更正的人", text, yes)};
  }
  return {};
}

}  // namespace

std::string_view name_of(FieldKind kind) {
  return kind_names[static_cast<std::size_t>(kind)].second;
}

std::vector<ActField> fields_of(std::string_view act) {
  if (act == "file") return of_filing();
  auto found = of_intake(act);
  if (found.empty()) found = of_deciding(act);
  if (found.empty()) found = of_consulting(act);
  if (found.empty()) found = of_upkeep(act);
  if (found.empty()) found = of_rating(act);
  return found;
}

}  // namespace qidi::domain
