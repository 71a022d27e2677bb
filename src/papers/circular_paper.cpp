// The wording. Figures come from the domain's structs; demands quote the notice
// 内政办发〔2022〕54号, so that the circular asks for nothing that the plan does not.
#include "papers/circular_paper.h"

#include <algorithm>
#include <sstream>

#include "papers/circular_tables.h"

namespace qidi::papers {

namespace {

using domain::CircularCounts;

constexpr std::string_view notice =
    "《内蒙古自治区人民政府办公厅关于印发自治区待批项目大起底工作方案的通知》"
    "（内政办发〔2022〕54号，以下简称《工作方案》）";

std::string pieces(long long value) {
  return std::to_string(value) + "件";
}

std::string rate(const std::optional<domain::Rate>& value) {
  return value ? domain::percent(value) : "（无办件，不计）";
}

/// Names in a row, at most `limit` of them; "等" tells that there are more.
std::string list_of(const std::vector<std::string>& names, std::size_t limit) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < limit; ++i) {
    text += (i == 0 ? "" : "、") + names[i];
  }
  return names.size() > limit ? text + "等" + std::to_string(names.size()) + "个部门" : text;
}

class CircularWriter {
 public:
  CircularWriter(const office::Circular& circular, const CircularNames& names,
                 const CircularWords& words, const CircularBasis& basis)
      : circular_(circular), names_(names), words_(words), basis_(basis) {}

  Document write() {
    head();
    opening();
    whole();
    leagues();
    organs();
    demands();
    annexes();
    foot();
    return std::move(document_);
  }

 private:
  bool unfinished() const { return basis_.today <= circular_.month.last(); }
  std::string year() const { return std::to_string(circular_.month.year) + "年"; }
  std::string month() const { return std::to_string(circular_.month.month) + "月"; }
  std::string last_day() const {
    const std::chrono::year_month_day date{circular_.month.last()};
    return month() + std::to_string(static_cast<unsigned>(date.day())) + "日";
  }
  std::string issuer() const {
    return words_.issuer.empty() ? std::string(leading_group_office) : words_.issuer;
  }
  domain::Day signing_day() const {
    const auto after = circular_.month.last() + std::chrono::days{1};
    return std::max(domain::day_of(basis_.made_at), std::min(basis_.today, after));
  }
  void say(std::string text) { document_.body.emplace_back(Paragraph{std::move(text)}); }
  void say_heading(int level, std::string text) {
    document_.body.emplace_back(Heading{level, std::move(text)});
  }

  void head() {
    const auto issuing = issuer();
    // A long name is broken before the body's own name, as offices do; else it is one line.
    const auto group = issuing.find("领导小组");
    if (group != std::string::npos && group > 0 && issuing.size() > 45) {
      document_.mark = {issuing.substr(0, group), issuing.substr(group)};
    } else {
      document_.mark = {issuing};
    }
    document_.serial = words_.serial.empty()
                           ? year() + "第" + std::to_string(circular_.month.month) + "期"
                           : words_.serial;
    if (words_.title.empty()) {
      document_.title = {"关于" + year() + month() + "全区待批项目", "审批办理情况的通报"};
    } else {
      // The asker may break it where its sense asks.
      std::istringstream lines(words_.title);
      for (std::string line; std::getline(lines, line);) document_.title.push_back(line);
    }
    if (unfinished()) document_.title.push_back("（当月未结束，阶段数据）");
    document_.recipient = "各盟行政公署、市人民政府，自治区各委、办、厅、局，各有关事业单位";
  }

  void opening() {
    say("按照" + std::string(notice) +
        "“建立通报督办机制。按月统计超期未审批项目，督促推动审批部门尽快办结”的要求，现将" +
        year() + month() + "全区待批项目审批办理情况通报如下。");
    if (unfinished()) {
      const std::chrono::year_month_day date{basis_.today};
      say(month() + "尚未结束，本件制作于" + std::to_string(static_cast<unsigned>(date.month())) +
          "月" + std::to_string(static_cast<unsigned>(date.day())) + "日，所列为按现有记录算至" +
          last_day() +
          "的阶段数据，其中尚在办理的办件假定期间不再有新的办理，不作为正式通报的依据。");
    }
  }

  void whole() {
    const auto& t = circular_.total;
    say_heading(1, "一、总体情况");
    std::string text = year() + month() + "，全区期初待批" + pieces(t.opening) + "，收件" +
                       pieces(t.accepted) + "（其中补正后再报" + pieces(t.refiled) + "）";
    if (const auto cleared = domain::cleared_rate(t)) {
      text += "，累计台账" + pieces(cleared->whole);
    }
    text += "；办结" + pieces(t.finished) + "，其中准予许可" + pieces(t.granted) + "、不予许可" +
            pieces(t.refused) + "、不予受理" + pieces(t.not_accepted) + "，超期办结" +
            pieces(t.finished_late) + "；不符合要求退回" + pieces(t.returned) + "，不合规移除" +
            pieces(t.removed) + "，项目单位撤回" + pieces(t.withdrawn) + "。期末待批" +
            pieces(t.closing) + "。办结率" + rate(domain::cleared_rate(t)) + "，按时办结率" +
            rate(domain::on_time_rate(t)) + "。";
    if (t.moved_in != 0 || t.moved_out != 0) {
      text += "部门之间转入" + pieces(t.moved_in) + "、转出" + pieces(t.moved_out) + "。";
    }
    say(text);
    say("截至" + last_day() + "，超期未办结" + pieces(t.overdue) + "，超期率" +
        rate(domain::overdue_rate(t)) + "，超期天数合计" + std::to_string(t.days_over) +
        "天；当月亮红灯" + pieces(t.red_in_month) + "；准予后超期未送达" + pieces(t.issue_overdue) +
        "；待项目单位补正" + pieces(t.waiting) + "。");
    say("线上审批方面，当月网上申报" + pieces(t.online_filed) + "；办结的" + pieces(t.finished) +
        "中，全程网办" + pieces(t.online_handled) + "。");
  }

  void leagues() {
    say_heading(1, "二、分地区情况");
    auto table = table_by_league(circular_, names_);
    table.caption = "各地区" + month() + "办理情况（单位：件）";
    document_.body.emplace_back(std::move(table));
  }

  void organs() {
    say_heading(1, "三、各部门超期情况");
    std::vector<std::string> worst;
    std::vector<std::string> most;
    std::size_t ranked = 0;
    std::size_t clean = 0;
    long long greatest = 0;
    for (const auto& organ : circular_.ranking) {
      if (organ.rank == 0) continue;
      ++ranked;
      if (organ.counts.overdue == 0) ++clean;
      greatest = std::max(greatest, organ.counts.overdue);
    }
    if (ranked == 0) return say("期末没有待批办件，各部门不排名。");
    std::string text = "期末有待批办件的部门" + std::to_string(ranked) +
                       "个，其中没有超期未办结办件的" + std::to_string(clean) + "个。";
    if (greatest == 0) return say(text + "各部门均无超期未办结办件。");
    const domain::Ranked* first = nullptr;
    for (const auto& organ : circular_.ranking) {
      if (organ.rank == 1) {
        worst.push_back(organ_title(organ.organ, names_));
        if (first == nullptr) first = &organ;
      }
      if (organ.rank != 0 && organ.counts.overdue == greatest) {
        most.push_back(organ_title(organ.organ, names_));
      }
    }
    text += "超期率最高的是" + list_of(worst, 3) + "，超期率" +
            rate(domain::overdue_rate(first->counts)) + "，超期未办结" +
            (worst.size() > 1 ? "各" : "") + pieces(first->counts.overdue) +
            "；超期未办结件数最多的是" + list_of(most, 3) + "，" + (most.size() > 1 ? "各" : "") +
            pieces(greatest) + "。";
    say(text + best());
    auto table = table_of_ranks(circular_, names_, 20);
    table.caption =
        "超期部门排名（按超期率、超期天数，前" + std::to_string(table.rows.size()) + "个）";
    document_.body.emplace_back(std::move(table));
  }

  /// Organs that finished most without any overdue or late case.
  std::string best() const {
    long long greatest = 0;
    const auto good = [](const CircularCounts& c) {
      return c.overdue == 0 && c.finished_late == 0 && c.finished > 0;
    };
    for (const auto& organ : circular_.ranking) {
      if (good(organ.counts)) greatest = std::max(greatest, organ.counts.finished);
    }
    std::vector<std::string> names;
    for (const auto& organ : circular_.ranking) {
      if (good(organ.counts) && organ.counts.finished == greatest) {
        names.push_back(organ_title(organ.organ, names_));
      }
    }
    if (names.empty()) return {};
    return "无超期未办结且当月全部按时办结、办结件数最多的是" + list_of(names, 3) + "，" +
           (names.size() > 1 ? "各" : "") + "办结" + pieces(greatest) + "。";
  }

  void demands() {
    const auto& t = circular_.total;
    say_heading(1, "四、工作要求");
    say_heading(2, "（一）尽快办结超期办件");
    std::string first = "对超期未办结的" + pieces(t.overdue) +
                        "，各审批部门要立行立改，逐件明确责任人和完成时限；要件齐全、符合要求的，"
                        "按照“不同审批事项承诺的时限，集中力量完成审批”";
    if (circular_.month <= domain::Month{2022, 12}) {
      first += "，2022年12月31日前基本完成待批项目审批工作";
    }
    say(first + "。（《工作方案》四（二）3）");
    say_heading(2, "（二）一次性告知，及时转报");
    say("不符合审批相关要求的，“在5个工作日内一次性告知项目单位存在的问题，并提出合理化建议”；"
        "审批权限在上级部门的，“要在接件后7个工作日内转报上级审批部门”。（《工作方案》四（二）2、3"
        "）");
    say_heading(2, "（三）落实线上审批和红绿灯预警");
    say("“从2022年10月开始，各级各审批部门都要通过线上完成审批业务”；超期未审批项目亮红灯，"
        "并同步告知审批部门工作人员。（《工作方案》四（三）3、六（三））");
    say_heading(2, "（四）严格督办");
    say("各地区各部门要“确保待批项目按时办结”，及时开展待批项目“回头看”，及时答复和解决12345"
        "政务服务便民热线反映的问题；对工作推进缓慢、没有实现线上审批的地区和部门，进行定期通报和"
        "挂牌督办。（《工作方案》六（一）、六（四））");
  }

  void annexes() {
    const auto period = year() + month();
    auto ranks = table_of_ranks(circular_, names_, 0);
    auto matters = table_by_matter(circular_, names_);
    auto all = table_of_all(circular_, names_);
    document_.annexes.push_back({period + "各部门超期情况排名表", false, {std::move(ranks)}});
    document_.annexes.push_back({period + "分事项办理情况表", true, {std::move(matters)}});
    document_.annexes.push_back({period + "分地区分部门分事项办理情况表", true, {std::move(all)}});
  }

  void foot() {
    document_.signature = issuer();
    document_.signed_on = signing_day();
    document_.imprint = {"自治区待批项目大起底工作领导小组组长、各成员单位", issuer(),
                         signing_day()};
    document_.stamp = words_.stamp;
    if (unfinished()) {
      document_.stamp += (document_.stamp.empty() ? "" : " · ") + std::string("阶段数据");
    }
    document_.author = issuer();
    document_.made_at = basis_.made_at;
    document_.basis = {
        "数据依据：审批全程记录 " + std::to_string(basis_.log_size) + " 条" +
            (basis_.known_by.empty() ? "" : "，截至 " + basis_.known_by + " 已登记者") +
            "，末条登记于 " + domain::to_text(basis_.made_at) +
            (words_.stamp.empty() ? "" : "；" + words_.stamp + "，不作公文使用"),
        "记录根值：" + basis_.root};
  }

  const office::Circular& circular_;
  const CircularNames& names_;
  const CircularWords& words_;
  const CircularBasis& basis_;
  Document document_;
};

}  // namespace

Document circular_paper(const office::Circular& circular, const CircularNames& names,
                        const CircularWords& words, const CircularBasis& basis) {
  return CircularWriter(circular, names, words, basis).write();
}

}  // namespace qidi::papers
