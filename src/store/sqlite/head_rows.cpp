// Column by column, in the order of the SQL files.
#include "store/sqlite/head_rows.h"

namespace qidi::store {

namespace {

std::int64_t as_number(auto value) {
  return static_cast<std::int64_t>(value);
}

Result<void, office::Fault> put_rating(Connection& db, std::int64_t case_no, std::int64_t ordinal,
                                       const domain::Rating& rating) {
  QIDI_TRY(put, db.prepare("rating_put"));
  return put.bind(1, case_no)
      .bind(2, ordinal)
      .bind(3, as_number(rating.step))
      .bind(4, as_number(rating.grade))
      .bind(5, rating.day)
      .bind(6, rating.organ.region)
      .bind(7, rating.organ.department)
      .bind(8, rating.officer)
      .bind(9, as_number(rating.supplemented))
      .bind(10, as_number(rating.called_back))
      .run();
}

Result<void, office::Fault> put_task(Connection& db, std::int64_t case_no, std::int64_t ordinal,
                                     const domain::HeadTask& task) {
  QIDI_TRY(put, db.prepare("head_task_put"));
  return put.bind(1, case_no)
      .bind(2, ordinal)
      .bind(3, as_number(task.kind))
      .bind(4, task.organ.region)
      .bind(5, task.organ.department)
      .bind(6, task.since)
      .bind(7, task.due)
      .run();
}

/// The columns kind, region, department, since, due from `at` on.
domain::HeadTask task_from(const Statement& row, int at) {
  domain::HeadTask task;
  task.kind = static_cast<domain::HeadTaskKind>(row.number(at));
  task.organ = {row.text(at + 1), row.text(at + 2)};
  task.since = row.day(at + 3);
  task.due = row.maybe_day(at + 4);
  return task;
}

void bind_query(Statement& statement, const office::HeadTaskQuery& query) {
  statement.bind(1, query.organ.region)
      .bind(2, query.organ.department)
      .bind(3, as_number(query.kind))
      .bind(4, query.as_of);
}

}  // namespace

Result<void, office::Fault> replace_head_rows(Connection& db, std::int64_t case_no,
                                              const domain::CaseRows& rows) {
  for (const auto* clear : {"rating_clear_case", "head_task_clear_case"}) {
    QIDI_TRY(statement, db.prepare(clear));
    QIDI_CHECK(statement.bind(1, case_no).run());
  }
  std::int64_t ordinal = 0;
  for (const auto& rating : rows.ratings) {
    QIDI_CHECK(put_rating(db, case_no, ordinal++, rating));
  }
  ordinal = 0;
  for (const auto& task : rows.tasks) QIDI_CHECK(put_task(db, case_no, ordinal++, task));
  return {};
}

Result<void, office::Fault> read_head_rows(Connection& db, std::int64_t case_no,
                                           domain::CaseRows& rows) {
  auto found = db.prepare("ratings_of_case");
  // A directory from before, opened for reading only, has no such rows.
  if (!found) return {};
  auto& ratings = *found;
  ratings.bind(1, case_no);
  while (true) {
    QIDI_TRY(more, ratings.step());
    if (!more) break;
    domain::Rating rating;
    rating.step = static_cast<domain::RatingStep>(ratings.number(0));
    rating.grade = static_cast<domain::RatingGrade>(ratings.number(1));
    rating.day = ratings.day(2);
    rating.organ = {ratings.text(3), ratings.text(4)};
    rating.officer = ratings.text(5);
    rating.supplemented = ratings.number(6) != 0;
    rating.called_back = ratings.number(7) != 0;
    rows.ratings.push_back(std::move(rating));
  }
  QIDI_TRY(tasks, db.prepare("head_tasks_of_case"));
  tasks.bind(1, case_no);
  while (true) {
    QIDI_TRY(more, tasks.step());
    if (!more) return {};
    rows.tasks.push_back(task_from(tasks, 0));
  }
}

Result<std::vector<office::HeadTaskLine>, office::Fault> tasks_waiting(
    Connection& db, const office::HeadTaskQuery& query, int most) {
  std::vector<office::HeadTaskLine> list;
  QIDI_TRY(tasks, db.prepare("head_tasks_of_organ"));
  bind_query(tasks, query);
  tasks.bind(5, as_number(most));
  while (true) {
    QIDI_TRY(more, tasks.step());
    if (!more) return list;
    list.push_back({tasks.text(0), task_from(tasks, 1)});
  }
}

Result<long long, office::Fault> tasks_counted(Connection& db, const office::HeadTaskQuery& query) {
  QIDI_TRY(count, db.prepare("head_task_count"));
  bind_query(count, query);
  QIDI_TRY(found, count.step());
  return found ? static_cast<long long>(count.number(0)) : 0LL;
}

Result<std::vector<office::RatingCount>, office::Fault> ratings_counted(
    Connection& db, const std::string& region_prefix, domain::Day first, domain::Day last) {
  std::vector<office::RatingCount> counts;
  QIDI_TRY(rows, db.prepare("count_ratings"));
  // Beyond every text that begins so: the last character of Unicode follows.
  const std::string end = region_prefix + "\xF4\x8F\xBF\xBF";
  rows.bind(1, region_prefix).bind(2, end).bind(3, first).bind(4, last);
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return counts;
    counts.push_back({{rows.text(0), rows.text(1)},
                      static_cast<domain::RatingStep>(rows.number(2)),
                      static_cast<domain::RatingGrade>(rows.number(3)),
                      rows.number(4)});
  }
}

Result<void, office::Fault> put_sealed(Connection& db, const std::string& stream,
                                       const office::SealedValue& value) {
  QIDI_TRY(put, db.prepare("sealed_put"));
  return put.bind(1, stream)
      .bind(2, static_cast<std::int64_t>(value.sequence))
      .bind(3, value.field)
      .bind(4, value.salt)
      .bind(5, value.value)
      .run();
}

Result<std::vector<office::SealedValue>, office::Fault> sealed_values(Connection& db,
                                                                      const std::string& stream) {
  std::vector<office::SealedValue> list;
  QIDI_TRY(values, db.prepare("sealed_of_stream"));
  values.bind(1, stream);
  while (true) {
    QIDI_TRY(more, values.step());
    if (!more) return list;
    list.push_back({static_cast<std::uint64_t>(values.number(0)), values.text(1), values.text(2),
                    values.text(3)});
  }
}

}  // namespace qidi::store
