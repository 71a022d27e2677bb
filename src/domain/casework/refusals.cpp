// The table of refusals: code, clause, and what the person at the keyboard reads.
#include "domain/casework/refusals.h"

#include <array>
#include <cassert>

namespace qidi::domain {

namespace {

constexpr std::array texts{
    RefusalText{RefusalCode::unknown_case, "unknown_case", "interface.md", "没有这个办件"},
    RefusalText{RefusalCode::case_exists, "case_exists", "interface.md", "办件编号已被使用"},
    RefusalText{RefusalCode::version_stale, "version_stale", "interface.md",
                "办件已被他人改动，请刷新后再办"},
    RefusalText{RefusalCode::command_id_reused, "command_id_reused", "interface.md",
                "同一命令编号已用于另一内容"},
    RefusalText{RefusalCode::field_missing, "field_missing", "interface.md", "缺少必填内容", true},
    RefusalText{RefusalCode::field_invalid, "field_invalid", "interface.md",
                "填写的内容不在允许范围内", true},
    RefusalText{RefusalCode::day_in_future, "day_in_future", "N8", "日期晚于今天", true},
    RefusalText{RefusalCode::back_dating_needs_paper, "back_dating_needs_paper", "N8",
                "补录过去的日期须注明为纸质办理", true},
    RefusalText{RefusalCode::not_permitted, "not_permitted", "N8", "此身份无权办理该事项"},
    RefusalText{RefusalCode::not_the_holder, "not_the_holder", "N1", "只有当前经办部门可以办理"},
    RefusalText{RefusalCode::needs_two_people, "needs_two_people", "行政许可法42",
                "申请与批准不得为同一人"},
    RefusalText{RefusalCode::unknown_matter, "unknown_matter", "N2",
                "事项目录中没有该事项，或当日尚未施行"},
    RefusalText{RefusalCode::project_code_invalid, "project_code_invalid", "N8",
                "项目代码缺失或格式不符，不得受理"},
    RefusalText{RefusalCode::case_ended, "case_ended", "行政许可法42", "办件已办结，不能再办"},
    RefusalText{RefusalCode::not_in_review, "not_in_review", "N9", "办件不在初审环节"},
    RefusalText{RefusalCode::not_deciding, "not_deciding", "N6", "办件不在审批环节"},
    RefusalText{RefusalCode::not_waiting, "not_waiting", "N5", "办件没有待补正的告知"},
    RefusalText{RefusalCode::not_paused, "not_paused", "行政许可法45", "办件没有暂停"},
    RefusalText{RefusalCode::already_paused, "already_paused", "行政许可法45",
                "办件正在暂停，恢复后方可办理"},
    RefusalText{RefusalCode::not_granted, "not_granted", "行政许可法44", "尚未作出准予决定"},
    RefusalText{RefusalCode::not_ended, "not_ended", "N18", "办件尚未办结"},
    RefusalText{RefusalCode::not_removed, "not_removed", "N4", "项目没有被移除"},
    RefusalText{RefusalCode::only_forward_below, "only_forward_below", "N7",
                "权限在上级，本级只能转报"},
    RefusalText{RefusalCode::power_is_here, "power_is_here", "N7", "权限在本级，不需转报"},
    RefusalText{RefusalCode::already_forwarded, "already_forwarded", "N7", "已经转报上级"},
    RefusalText{RefusalCode::silence_accepted, "silence_accepted", "行政许可法32.4",
                "逾期未告知，已视为受理"},
    RefusalText{RefusalCode::papers_missing, "papers_missing", "行政许可法32", "必备材料不全"},
    RefusalText{RefusalCode::already_returned, "already_returned", "N5",
                "本轮已一次性告知，不得重复退回"},
    RefusalText{RefusalCode::already_told, "already_told", "N5",
                "只能列出已告知而未补正的问题，或本轮新材料的问题", true},
    RefusalText{RefusalCode::already_in_package, "already_in_package", "N7",
                "转报材料中已有，不得再次索要", true},
    RefusalText{RefusalCode::defects_missing, "defects_missing", "N5",
                "须逐项写明材料、问题和补正办法", true},
    RefusalText{RefusalCode::suggestions_missing, "suggestions_missing", "N5", "须提出合理化建议",
                true},
    RefusalText{RefusalCode::defects_unanswered, "defects_unanswered", "N5",
                "须逐项答复已告知的问题", true},
    RefusalText{RefusalCode::ground_unlawful, "ground_unlawful", "行政许可法45",
                "不是法律规定的理由", true},
    RefusalText{RefusalCode::notice_missing, "notice_missing", "行政许可法45",
                "须书面告知所需时间（填写告知书文号）", true},
    RefusalText{RefusalCode::days_over_cap, "days_over_cap", "行政许可法42",
                "天数超过法律允许的上限", true},
    RefusalText{RefusalCode::nothing_to_pause, "nothing_to_pause", "行政许可法45",
                "各项时限均已届满，没有可扣除的时间"},
    RefusalText{RefusalCode::already_extended, "already_extended", "行政许可法42",
                "已延期一次，不得再延"},
    RefusalText{RefusalCode::extension_not_asked, "extension_not_asked", "行政许可法42",
                "经办人尚未申请延期"},
    RefusalText{RefusalCode::too_late_to_extend, "too_late_to_extend", "行政许可法42",
                "时限已届满，不能再延期"},
    RefusalText{RefusalCode::too_few_officers, "too_few_officers", "行政许可法34",
                "现场核查须由两名以上工作人员进行", true},
    RefusalText{RefusalCode::already_asked_more, "already_asked_more", "N5",
                "审查补正只能提出一次"},
    RefusalText{RefusalCode::not_proposed, "not_proposed", "行政许可法42",
                "经办人尚未提出拟办意见"},
    RefusalText{RefusalCode::reasons_missing, "reasons_missing", "行政许可法38", "须说明理由",
                true},
    RefusalText{RefusalCode::remedies_missing, "remedies_missing", "行政许可法38",
                "须告知申请复议或者提起诉讼的权利", true},
    RefusalText{RefusalCode::obligation_open, "obligation_open", "domain.md 3", "承诺事项尚未履行"},
    RefusalText{RefusalCode::obligation_broken, "obligation_broken", "domain.md 3",
                "承诺到期未履行，不得准予"},
    RefusalText{RefusalCode::no_obligation, "no_obligation", "domain.md 3", "没有待履行的承诺"},
    RefusalText{RefusalCode::promise_not_allowed, "promise_not_allowed", "domain.md 3",
                "该事项不适用告知承诺或容缺受理"},
    RefusalText{RefusalCode::term_not_past, "term_not_past", "domain.md 3",
                "期限尚未届满或没有告知期限"},
    RefusalText{RefusalCode::not_overdue, "not_overdue", "优化营商环境条例36", "办件没有超期"},
    RefusalText{RefusalCode::nothing_to_correct, "nothing_to_correct", "domain.md 2",
                "没有这条记录", true},
    RefusalText{RefusalCode::ledger_row_live, "ledger_row_live", "domain.md 4.9",
                "办件已在线办理，台账不再改动它"},
    RefusalText{RefusalCode::ledger_value_differs, "ledger_value_differs", "domain.md 4.9",
                "与已导入的内容不一致", true},
    RefusalText{RefusalCode::changed_since_import, "changed_since_import", "domain.md 4.9",
                "导入之后又有办理或更新，不能撤销"},
    RefusalText{RefusalCode::file_unknown, "file_unknown", "N9",
                "没有这个文件，或已过期；请重新上传", true},
    RefusalText{RefusalCode::file_unfinished, "file_unfinished", "N9",
                "文件还没有传完；请等它传完，或移去后再提交", true},
    RefusalText{RefusalCode::file_taken, "file_taken", "N9", "文件已随另一次办理提交；请重新上传",
                true},
    RefusalText{RefusalCode::unknown_account, "unknown_account", "GB/T 22239-2019",
                "没有这个账号或令牌"},
    RefusalText{RefusalCode::account_exists, "account_exists", "GB/T 22239-2019",
                "账号或令牌的编号已被使用"},
    RefusalText{RefusalCode::account_disabled, "account_disabled", "GB/T 22239-2019",
                "账号已停用，启用后方可办理"},
    RefusalText{RefusalCode::own_account, "own_account", "GB/T 22239-2019",
                "不得对自己的账号这样办理"},
    RefusalText{RefusalCode::duties_apart, "duties_apart", "GB/T 22239-2019",
                "系统管理、安全管理、审计管理须由不同的账号担任，管理员账号不得改任他职"},
    RefusalText{RefusalCode::last_administrator, "last_administrator", "GB/T 22239-2019",
                "这是最后一个启用的管理员，停用后无人可管理账号"},
    RefusalText{RefusalCode::login_invalid, "login_invalid", "GB/T 22239-2019",
                "登录名须为3至64个字母、数字或 . _ -"},
    RefusalText{RefusalCode::login_taken, "login_taken", "GB/T 22239-2019", "登录名已被使用"},
    RefusalText{RefusalCode::credit_code_invalid, "credit_code_invalid", "GB 32100-2015",
                "统一社会信用代码缺失或校验不符"},
    RefusalText{RefusalCode::identity_taken, "identity_taken", "GB/T 22239-2019",
                "该统一身份已绑定其他账号"},
    RefusalText{RefusalCode::unknown_organ, "unknown_organ", "N1", "部门名录中没有这个部门"},
    RefusalText{RefusalCode::organ_exists, "organ_exists", "N1", "该地区的部门名录中已有这个部门"},
    RefusalText{RefusalCode::organ_closed, "organ_closed", "N1", "部门已撤并"},
    RefusalText{RefusalCode::organ_holds_cases, "organ_holds_cases", "N1",
                "部门还有未办结的办件，移交或转办后方可撤并"},
    RefusalText{RefusalCode::unknown_region, "unknown_region", "GB/T 2260", "没有这个地区"},
    RefusalText{RefusalCode::region_exists, "region_exists", "GB/T 2260", "地区代码或名称已被使用"},
};

}  // namespace

const RefusalText& text_of(RefusalCode code) {
  const auto& text = texts[static_cast<std::size_t>(code)];
  assert(text.code == code);
  return text;
}

std::string_view name_of(RefusalCode code) {
  return text_of(code).name;
}

Refusal refuse(RefusalCode code, std::string field, std::string_view addition) {
  Refusal refusal{code, std::move(field), std::string(text_of(code).chinese)};
  if (!addition.empty()) refusal.detail.append("（").append(addition).append("）");
  return refusal;
}

}  // namespace qidi::domain
