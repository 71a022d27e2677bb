// Column by column, in the order of the SQL files.
#include "store/sqlite/opinion_rows.h"

namespace qidi::store {

namespace {

/// The columns number, state, asked, from, asked_on, due, warn from `at` on.
domain::OpinionRow opinion_from(const Statement& row, int at) {
  domain::OpinionRow opinion;
  opinion.number = static_cast<int>(row.number(at));
  opinion.state = static_cast<domain::OpinionState>(row.number(at + 1));
  opinion.asked = {row.text(at + 2), row.text(at + 3)};
  opinion.from = {row.text(at + 4), row.text(at + 5)};
  opinion.asked_on = row.day(at + 6);
  opinion.due = row.day(at + 7);
  opinion.warn = row.day(at + 8);
  return opinion;
}

}  // namespace

Result<void, office::Fault> replace_opinion_rows(Connection& db, std::int64_t case_no,
                                                 const domain::CaseRows& rows) {
  {
    QIDI_TRY(clear, db.prepare("opinion_clear_case"));
    QIDI_CHECK(clear.bind(1, case_no).run());
  }
  for (const auto& opinion : rows.opinions) {
    QIDI_TRY(put, db.prepare("opinion_put"));
    QIDI_CHECK(put.bind(1, case_no)
                   .bind(2, static_cast<std::int64_t>(opinion.number))
                   .bind(3, static_cast<std::int64_t>(opinion.state))
                   .bind(4, opinion.asked.region)
                   .bind(5, opinion.asked.department)
                   .bind(6, opinion.from.region)
                   .bind(7, opinion.from.department)
                   .bind(8, opinion.asked_on)
                   .bind(9, opinion.due)
                   .bind(10, opinion.warn)
                   .run());
  }
  return {};
}

Result<void, office::Fault> read_opinion_rows(Connection& db, std::int64_t case_no,
                                              domain::CaseRows& rows) {
  auto found = db.prepare("opinions_of_case");
  // A directory from before, opened for reading only, has no such rows.
  if (!found) return {};
  found->bind(1, case_no);
  while (true) {
    QIDI_TRY(more, found->step());
    if (!more) return {};
    rows.opinions.push_back(opinion_from(*found, 0));
  }
}

Result<std::vector<office::OpinionLine>, office::Fault> opinions_listed(
    Connection& db, const office::OpinionQuery& query) {
  // Beyond every text that begins so: the last character of Unicode follows.
  const std::string end = query.region_prefix + "\xF4\x8F\xBF\xBF";
  const bool is_one = !query.department.empty();
  QIDI_TRY(rows, db.prepare(is_one ? "opinions_of_department" : "opinions_of_region"));
  rows.bind(1, query.region_prefix).bind(2, end);
  if (is_one) rows.bind(3, query.department);
  std::vector<office::OpinionLine> list;
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return list;
    list.push_back({rows.text(0), opinion_from(rows, 1)});
  }
}

Result<std::vector<std::string>, office::Fault> cases_of_due_opinions(
    Connection& db, std::optional<domain::Day> after, domain::Day today) {
  QIDI_TRY(rows, db.prepare("opinions_to_remind"));
  rows.bind(1, today).bind(2, after.value_or(domain::beginning_of_days));
  std::vector<std::string> cases;
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return cases;
    cases.push_back(rows.text(0));
  }
}

}  // namespace qidi::store
