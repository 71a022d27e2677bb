// The circular's paper says exactly the figures of the circular: every row, every sum, every total.
#include <set>

#include "cites.h"
#include "printed.h"

namespace qidi::tests {

namespace {

using domain::CircularCounts;

std::vector<std::string> main_figures(const CircularCounts& c) {
  std::vector<std::string> figures;
  for (const auto value :
       {c.opening, c.accepted, c.moved_in, c.finished, c.finished_late, c.returned, c.removed,
        c.withdrawn, c.moved_out, c.closing, c.overdue, c.red_in_month}) {
    figures.push_back(std::to_string(value));
  }
  figures.push_back(domain::percent(domain::overdue_rate(c)));
  figures.push_back(domain::percent(domain::on_time_rate(c)));
  return figures;
}

/// Reads on from `at`: words that add up to `name`, then exactly these figures.
bool row_at(const std::vector<std::string>& words, std::size_t& at, const std::string& name,
            const std::vector<std::string>& figures) {
  std::string read;
  auto here = at;
  while (here < words.size() && read.size() < name.size()) read += words[here++];
  if (read != name || here + figures.size() > words.size()) return false;
  for (const auto& figure : figures) {
    if (words[here++] != figure) return false;
  }
  at = here;
  return true;
}

/// Finds the row at or after `at` and goes behind it.
bool find_row(const std::vector<std::string>& words, std::size_t& at, const std::string& name,
              const std::vector<std::string>& figures) {
  for (auto from = at; from < words.size(); ++from) {
    if (row_at(words, from, name, figures)) {
      at = from;
      return true;
    }
  }
  return false;
}

papers::Document paper_of(const office::Circular& circular) {
  return papers::circular_paper(circular, plain_names(), {}, made_up_basis());
}

}  // namespace

TEST(CircularPaper, SaysEveryRowAndTotalOfTheCircularInItsOrder) {
  cites("notice-4.3.2@aa37");
  QIDI_NEEDS_PRINTING();
  const auto circular = made_up_circular(12, 4, 5);
  ASSERT_EQ(circular.rows.size(), 240u);
  const auto words = words_of(printed(paper_of(circular)));
  std::size_t at = 0;
  while (at < words.size() && words[at] != "附件3") ++at;
  ASSERT_LT(at, words.size());
  for (const auto& row : circular.rows) {
    ASSERT_TRUE(find_row(words, at, row.organ.region + row.organ.department + row.matter,
                         main_figures(row.counts)))
        << row.organ.region << row.organ.department << row.matter;
  }
  EXPECT_TRUE(find_row(words, at, "合计", main_figures(circular.total)));
}

TEST(CircularPaper, RanksEveryOrganWithSomethingPending) {
  QIDI_NEEDS_PRINTING();
  const auto circular = made_up_circular(12, 4, 2);
  const auto words = words_of(printed(paper_of(circular)));
  std::size_t at = 0;
  while (at < words.size() && words[at] != "附件1") ++at;
  for (const auto& ranked : circular.ranking) {
    const auto& c = ranked.counts;
    ASSERT_TRUE(find_row(
        words, at, std::to_string(ranked.rank) + ranked.organ.region + ranked.organ.department,
        {std::to_string(c.closing), std::to_string(c.overdue),
         domain::percent(domain::overdue_rate(c)), std::to_string(c.days_over),
         std::to_string(c.finished), domain::percent(domain::on_time_rate(c))}))
        << ranked.rank;
  }
}

TEST(CircularPaper, StatesTheTotalsInWordsAndQuotesTheNotice) {
  cites("notice-4.3.2@aa37", "notice-6.4@1450");
  QIDI_NEEDS_PRINTING();
  const auto circular = made_up_circular(3, 2, 2);
  const auto& t = circular.total;
  const auto text = squeezed_text(printed(paper_of(circular)));
  const auto says = [&](const std::string& words) {
    EXPECT_NE(text.find(words), std::string::npos) << words;
  };
  const auto n = [](long long value) { return std::to_string(value) + "件"; };
  says("期初待批" + n(t.opening) + "，收件" + n(t.accepted));
  says("累计台账" + n(domain::cleared_rate(t)->whole));
  says("办结" + n(t.finished) + "，其中准予许可" + n(t.granted) + "、不予许可" + n(t.refused));
  says("超期办结" + n(t.finished_late) + "；不符合要求退回" + n(t.returned));
  says("期末待批" + n(t.closing) + "。");
  says("截至10月31日，超期未办结" + n(t.overdue) + "，超期率" +
       domain::percent(domain::overdue_rate(t)));
  says("当月亮红灯" + n(t.red_in_month));
  says("内政办发〔2022〕54号");
  says("内蒙古自治区待批项目大起底工作领导小组办公室");
  says("关于2022年10月全区待批项目审批办理情况的通报");
  says("2022年11月2日");
  says("记录根值：" + std::string(64, 'a'));
  says("审批全程记录1234条");
  EXPECT_EQ(text.find("阶段数据"), std::string::npos);
}

TEST(CircularPaper, MarksAMonthThatStillRunsOnEveryPage) {
  QIDI_NEEDS_PRINTING();
  auto basis = made_up_basis();
  basis.today = domain::make_day(2022, 10, 31);
  basis.made_at = *domain::parse_instant("2022-10-31T09:00:00+08:00");
  const auto document = papers::circular_paper(made_up_circular(3, 2, 2), plain_names(), {}, basis);
  EXPECT_EQ(document.stamp, "阶段数据");
  EXPECT_EQ(document.signed_on, domain::make_day(2022, 10, 31));
  const auto text = squeezed_text(printed(document));
  EXPECT_NE(text.find("10月尚未结束，本件制作于10月31日"), std::string::npos);
}

TEST(CircularPaper, IsDatedTheFirstDayOnWhichItCouldHaveBeenSigned) {
  auto basis = made_up_basis();
  basis.made_at = *domain::parse_instant("2022-10-20T09:00:00+08:00");
  basis.today = domain::make_day(2026, 1, 1);
  const auto circular = made_up_circular(1, 1, 1);
  EXPECT_EQ(papers::circular_paper(circular, plain_names(), {}, basis).signed_on,
            domain::make_day(2022, 11, 1));
}

TEST(CircularPaper, OfAMonthWithoutCasesIsStillADocument) {
  QIDI_NEEDS_PRINTING();
  office::Circular empty;
  empty.month = {2022, 10};
  const auto text = squeezed_text(printed(paper_of(empty)));
  EXPECT_NE(text.find("期末没有待批办件，各部门不排名"), std::string::npos);
  EXPECT_NE(text.find("按时办结率（无办件，不计）"), std::string::npos);
}

TEST(CircularPaper, BreaksATitleWhereTheAskerDoes) {
  papers::CircularWords words;
  words.title = "关于某事的\n通报";
  EXPECT_EQ(papers::circular_paper(made_up_circular(1, 1, 1), plain_names(), words, made_up_basis())
                .title,
            (std::vector<std::string>{"关于某事的", "通报"}));
}

TEST(CircularPaper, TakesIssuerSerialAndTitleFromTheAsker) {
  QIDI_NEEDS_PRINTING();
  const papers::CircularWords words{"某市办公室", "某起底办〔2022〕9号", "关于某事的通报", "演练"};
  const auto text = squeezed_text(printed(
      papers::circular_paper(made_up_circular(1, 1, 1), plain_names(), words, made_up_basis())));
  for (const auto* word : {"某市办公室", "某起底办〔2022〕9号", "关于某事的通报", "演练"}) {
    EXPECT_NE(text.find(word), std::string::npos) << word;
  }
}

}  // namespace qidi::tests
