// Notices in Chinese words. Names come from what people typed: they stand on one line, cut short.
#include <array>

#include "domain/supervision/notice.h"

namespace qidi::domain {

namespace {

/// In the order of NoticeKind; {due}, {limit}, {over} are put in.
constexpr std::array<std::string_view, notice_kind_count> sentences{
    "黄灯：{limit}将于 {due} 到期",
    "红灯：已过{limit}，应办结日 {due}",
    "超期 {over} 个工作日，请部门负责人过问",
    "超期 {over} 个工作日，报请分管领导协调",
    "超期 {over} 个工作日，应当下达督办单",
    "超期 {over} 个工作日，提请挂牌督办",
    "您的申请已受理",
    "逾期未告知补正，您的申请自收件之日起视为受理",
    "您的申请已一次性告知需补正的内容",
    "您的申请已转报上级部门",
    "您的申请已依法扣除时间（暂停计时）",
    "您的申请已批准延期",
    "已作出准予许可的决定",
    "已作出不予许可的决定",
    "您的申请不予受理",
    "许可证件已颁发，请领取",
    "新收到一件申报",
    "项目单位已补正再报",
    "一件办件指定由您负责",
    "一件办件移交给您",
    "下级部门转报来一件办件",
    "延期申请未获批准",
    "拟办意见被退回，请重新拟办",
    "经办人申请延期，待您审定",
    "经办人已拟办理意见，待您审定",
    "有单位征求意见，请于 {due} 前答复",
    "征求意见将于 {due} 到期，尚未答复",
    "征求意见已过答复期限 {due}，尚未答复",
    "征求意见已撤回，不需答复",
    "征求的意见已答复",
    "有一项须两人办理的请求，待您同意",
    "您的请求已获另一人同意",
    "您的请求未获同意",
    "您的申请须补充答复（审查补正），时限照常计算",
    "项目单位已答复审查补正",
    "项目单位逾期未答复审查补正",
    "您的申请延长了扣除时间",
    "您的申请已恢复计时",
    "您的申请已由上级部门退回下级部门办理",
    "您的申请已移交其他部门办理",
    "您的申请因逾期未补正已终止办理",
    "您的项目已移除，申请终止办理",
    "您的项目已恢复，申请继续办理",
    "您的申请已重新打开办理",
    "放假安排调整，您的申请应办结日变为 {due}",
    "您的申请有一条记录已更正",
    "您的申请超期，承办部门已说明原因",
    "您承诺的事项被认定未兑现",
    "您的申请已纳入联合办理",
    "项目单位已撤回申请",
    "一件办件退回或者恢复，由您继续办理",
    "扣除时间已满，办件自动恢复计时",
    "项目单位已兑现承诺",
};

/// The text on one line: whatever breaks a line or is no character becomes a space.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    line += byte < 0x20 || byte == 0x7F ? ' ' : c;
  }
  return line;
}

/// At most so many bytes, ending at a whole character.
std::string shortened(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text + "…";
}

void put_in(std::string& text, std::string_view place, std::string_view value) {
  const auto at = text.find(place);
  if (at != std::string::npos) text.replace(at, place.size(), value);
}

bool key_is_of_opinion(const Notice& notice) {
  return notice.key.starts_with("opinion/");
}

std::string sentence_of(const Notice& notice) {
  std::string text(sentences[static_cast<std::size_t>(notice.kind)]);
  put_in(text, "{limit}", notice.countdown ? chinese_of(*notice.countdown) : "时限");
  put_in(text, "{due}", notice.due ? to_text(*notice.due) : "");
  put_in(text, "{over}", std::to_string(notice.days_over));
  return text;
}

}  // namespace

std::string title_of(const Notice& notice) {
  constexpr std::size_t longest_name = 150;
  const auto name = shortened(on_one_line(notice.project_name), longest_name);
  return sentence_of(notice) + (name.empty() ? "" : "：" + name);
}

std::string text_of(const Notice& notice) {
  constexpr std::size_t longest_detail = 900;
  std::string text = sentence_of(notice) + "。\n";
  text += "项目：" + on_one_line(notice.project_name) + "\n";
  text += "办件编号：" + on_one_line(notice.case_id) + "\n";
  if (notice.due) {
    if (key_is_of_opinion(notice)) {
      text += "答复期限：";
    } else {
      text += std::string(notice.countdown ? chinese_of(*notice.countdown) : "时限") + "应办结日：";
    }
    text += to_text(*notice.due) + "\n";
  }
  if (!notice.detail.empty()) {
    text += "内容：" + shortened(on_one_line(notice.detail), longest_detail) + "\n";
  }
  return text;
}

}  // namespace qidi::domain
