// Names of events and acts: the record's kinds, and the words people read.
#include <array>
#include <utility>

#include "domain/casework/commands.h"

namespace qidi::domain {

namespace {

struct Name {
  std::string_view name;
  std::string_view chinese;
};

/// In the order of EventBody's alternatives.
constexpr std::array<Name, std::variant_size_v<EventBodyKinds>> kinds{{
    {"filed", "申报收件"},
    {"accepted", "受理"},
    {"deemed_accepted", "视为受理"},
    {"returned_once", "一次性告知退回"},
    {"refiled", "补正再报"},
    {"not_accepted", "不予受理"},
    {"forwarded", "转报上级"},
    {"sent_back", "退回下级"},
    {"more_asked", "审查补正"},
    {"paused", "扣除时间开始"},
    {"pause_prolonged", "扣除时间延长"},
    {"resumed", "恢复计时"},
    {"extension_asked", "申请延期"},
    {"extended", "批准延期"},
    {"site_checked", "现场核查"},
    {"decision_proposed", "拟办意见"},
    {"granted", "准予许可"},
    {"refused", "不予许可"},
    {"issued", "颁发证件"},
    {"delivered", "文书送达"},
    {"withdrawn", "撤回申请"},
    {"lapsed", "逾期未补正终止"},
    {"assigned", "指定责任人"},
    {"transferred", "移交"},
    {"overdue_explained", "公开超期理由"},
    {"obligation_fulfilled", "承诺已履行"},
    {"obligation_broken", "承诺未履行"},
    {"reopened", "重新办理"},
    {"removed", "移除"},
    {"restored", "恢复"},
    {"due_days_moved", "应办结日调整"},
    {"adopted_from_ledger", "台账导入"},
    {"ledger_row_updated", "台账更新"},
    {"ledger_import_undone", "撤销导入"},
    {"corrected", "更正"},
    {"opinion_asked", "征求意见"},
    {"opinion_given", "答复意见"},
    {"opinion_withdrawn", "撤回征求意见"},
    {"joint_joined", "纳入并联审批"},
    {"rated", "服务评价"},
    {"rating_supplemented", "追加评价"},
    {"called_back", "差评回访"},
    {"extension_refused", "不予延期"},
    {"proposal_sent_back", "退回拟办意见"},
    {"proposal_taken_back", "收回拟办意见"},
    {"taken", "认领"},
    {"more_answered", "答复审查补正"},
    {"more_unanswered", "审查补正逾期未答复"},
    {"agreement_asked", "请求另一人同意"},
    {"agreement_given", "同意"},
    {"agreement_declined", "不同意或撤回请求"},
}};

/// In the order of CommandBody's alternatives.
constexpr std::array<Name, std::variant_size_v<CommandBodyKinds>> acts{{
    {"file", "申报"},
    {"accept", "受理"},
    {"accept_on_promise", "告知承诺受理"},
    {"accept_with_gap", "容缺受理"},
    {"return_once", "一次性告知"},
    {"refile", "补正再报"},
    {"not_accept", "不予受理"},
    {"forward", "转报"},
    {"send_back", "退回下级"},
    {"ask_more", "审查补正"},
    {"pause", "暂停计时"},
    {"prolong", "延长暂停"},
    {"resume", "恢复计时"},
    {"ask_extension", "申请延期"},
    {"extend", "批准延期"},
    {"check_site", "现场核查"},
    {"propose", "拟办"},
    {"decide", "决定"},
    {"issue", "颁发"},
    {"deliver", "送达文书"},
    {"confirm_receipt", "确认收到文书"},
    {"withdraw", "撤回"},
    {"close_unanswered", "逾期终止"},
    {"assign", "指定责任人"},
    {"hand_over", "交接"},
    {"transfer", "移交"},
    {"explain_overdue", "说明超期理由"},
    {"fulfil_obligation", "履行承诺"},
    {"break_obligation", "认定承诺未履行"},
    {"reopen", "重新办理"},
    {"remove", "移除"},
    {"restore", "恢复"},
    {"correct", "更正"},
    {"recount", "重算"},
    {"settle", "结算时限"},
    {"adopt_from_ledger", "台账导入"},
    {"undo_import", "撤销导入"},
    {"ask_opinion", "征求意见"},
    {"give_opinion", "答复意见"},
    {"withdraw_opinion", "撤回征求意见"},
    {"rate", "评价服务"},
    {"supplement_rating", "追加评价"},
    {"call_back", "差评回访"},
    {"refuse_extension", "不予延期"},
    {"send_back_proposal", "退回拟办意见"},
    {"take_back_proposal", "收回拟办意见"},
    {"take", "认领"},
    {"answer_more", "答复审查补正"},
    {"ask_agreement", "请求另一人同意"},
    {"agree", "同意"},
    {"decline_agreement", "不同意或撤回请求"},
}};

}  // namespace

std::string_view kind_of(const EventBody& body) {
  return event_kind(body.index());
}

std::string_view event_kind(std::size_t place) {
  return kinds[place].name;
}

std::string_view chinese_kind_of(const EventBody& body) {
  return kinds[body.index()].chinese;
}

std::string_view chinese_kind_of(std::string_view kind) {
  for (const auto& entry : kinds) {
    if (entry.name == kind) return entry.chinese;
  }
  return kind;
}

std::string_view act_name(const CommandBody& body) {
  return act_name(body.index());
}

std::string_view act_name(std::size_t place) {
  return acts[place].name;
}

std::string_view chinese_act_name(const CommandBody& body) {
  return acts[body.index()].chinese;
}

namespace {

template <std::size_t... index>
std::vector<CommandBody> acts_of(std::index_sequence<index...>) {
  return {CommandBody(std::variant_alternative_t<index, CommandBodyKinds>{})...};
}

}  // namespace

std::vector<CommandBody> every_act() {
  return acts_of(std::make_index_sequence<std::variant_size_v<CommandBodyKinds>>());
}

}  // namespace qidi::domain
