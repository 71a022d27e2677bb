// Derived rows, column by column, in the order of the SQL files.
#include "store/sqlite/derived_rows.h"

#include "store/sqlite/head_rows.h"
#include "store/sqlite/opinion_rows.h"

namespace qidi::store {

domain::CaseFacts facts_from(const Statement& row, int at) {
  domain::CaseFacts facts;
  facts.case_id = row.text(at + 0);
  facts.external_id = row.text(at + 1);
  facts.project_code = row.text(at + 2);
  facts.project_name = row.text(at + 3);
  facts.unit_name = row.text(at + 4);
  facts.unit_code = row.text(at + 5);
  facts.project_region = row.text(at + 6);
  facts.matter = row.text(at + 7);
  facts.matter_version = static_cast<int>(row.number(at + 8));
  facts.list = row.text(at + 9);
  facts.received = row.day(at + 10);
  facts.due_given = row.maybe_day(at + 11);
  facts.due_computed = row.maybe_day(at + 12);
  facts.promised_days = row.maybe_number(at + 13);
  facts.finish_by = row.maybe_day(at + 14);
  facts.classification = row.text(at + 15);
  facts.measure = row.text(at + 16);
  facts.document_no = row.text(at + 17);
  facts.remark = row.text(at + 18);
  facts.flags = row.text(at + 19);
  facts.imported = row.number(at + 20) != 0;
  facts.deemed_on = row.maybe_day(at + 21);
  facts.next_settle_day = row.maybe_day(at + 22);
  return facts;
}

domain::Standing standing_from(const Statement& row, int at) {
  domain::Standing standing;
  standing.from = row.day(at + 0);
  standing.to = row.day(at + 1);
  standing.state = static_cast<domain::CaseState>(row.number(at + 2));
  standing.holder.region = row.text(at + 3);
  standing.holder.department = row.text(at + 4);
  standing.officer = row.text(at + 5);
  standing.accepted = row.maybe_day(at + 6);
  standing.ended = row.maybe_day(at + 7);
  standing.due = row.maybe_day(at + 8);
  if (const auto kind = row.maybe_number(at + 9)) {
    standing.due_kind = static_cast<domain::CountdownKind>(*kind);
  }
  standing.yellow_from = row.day(at + 10);
  standing.red_from = row.day(at + 11);
  standing.law_red_from = row.day(at + 12);
  standing.provisional = row.number(at + 13) != 0;
  return standing;
}

office::DayFlow day_flow_from(const Statement& row) {
  return {row.day(0), row.number(1), row.number(2), row.number(3), row.number(4), row.number(5)};
}

namespace {

Result<void, office::Fault> put_facts(Connection& db, std::int64_t case_no,
                                      const domain::CaseFacts& facts, std::int64_t changed,
                                      bool keys_stand) {
  QIDI_TRY(put, db.prepare(keys_stand ? "facts_change" : "facts_put"));
  if (case_no != 0) put.bind(1, case_no);
  return put.bind(2, facts.case_id)
      .bind(3, facts.external_id)
      .bind(4, facts.project_code)
      .bind(5, facts.project_name)
      .bind(6, facts.unit_name)
      .bind(7, facts.unit_code)
      .bind(8, facts.project_region)
      .bind(9, facts.matter)
      .bind(10, static_cast<std::int64_t>(facts.matter_version))
      .bind(11, facts.list)
      .bind(12, facts.received)
      .bind(13, facts.due_given)
      .bind(14, facts.due_computed)
      .bind(15, facts.promised_days)
      .bind(16, facts.finish_by)
      .bind(17, facts.classification)
      .bind(18, facts.measure)
      .bind(19, facts.document_no)
      .bind(20, facts.remark)
      .bind(21, facts.flags)
      .bind(22, static_cast<std::int64_t>(facts.imported))
      .bind(23, facts.deemed_on)
      .bind(24, facts.next_settle_day)
      .bind(25, changed)
      .run();
}

Result<void, office::Fault> put_segment(Connection& db, std::int64_t case_no, int ordinal,
                                        const domain::Segment& segment) {
  QIDI_TRY(put, db.prepare("segment_put"));
  return put.bind(1, case_no)
      .bind(2, static_cast<std::int64_t>(ordinal))
      .bind(3, static_cast<std::int64_t>(segment.kind))
      .bind(4, segment.opened)
      .bind(5, segment.day_zero)
      .bind(6, segment.due)
      .bind(7, segment.warn)
      .bind(8, segment.closed)
      .bind(9, segment.how)
      .bind(10, segment.answers.region)
      .bind(11, segment.answers.department)
      .bind(12, static_cast<std::int64_t>(segment.stopped))
      .bind(13, static_cast<std::int64_t>(segment.provisional))
      .run();
}

Result<void, office::Fault> put_standing(Connection& db, std::int64_t case_no, int ordinal,
                                         const domain::Standing& standing,
                                         const std::string& matter) {
  QIDI_TRY(put, db.prepare("standing_put"));
  std::optional<int> due_kind;
  if (standing.due_kind) due_kind = static_cast<int>(*standing.due_kind);
  return put.bind(1, case_no)
      .bind(2, static_cast<std::int64_t>(ordinal))
      .bind(3, standing.from)
      .bind(4, standing.to)
      .bind(5, static_cast<std::int64_t>(standing.state))
      .bind(6, standing.holder.region)
      .bind(7, standing.holder.department)
      .bind(8, standing.officer)
      .bind(9, standing.accepted)
      .bind(10, standing.ended)
      .bind(11, standing.due)
      .bind(12, due_kind)
      .bind(13, standing.yellow_from)
      .bind(14, standing.red_from)
      .bind(15, standing.law_red_from)
      .bind(16, static_cast<std::int64_t>(standing.provisional))
      .bind(17, static_cast<std::int64_t>(domain::is_pending(standing.state)))
      .bind(18, matter)
      .run();
}

Result<void, office::Fault> put_movement(Connection& db, std::int64_t case_no, int ordinal,
                                         const domain::Movement& movement,
                                         const std::string& matter) {
  QIDI_TRY(put, db.prepare("movement_put"));
  return put.bind(1, case_no)
      .bind(2, static_cast<std::int64_t>(ordinal))
      .bind(3, movement.day)
      .bind(4, static_cast<std::int64_t>(movement.kind))
      .bind(5, static_cast<std::int64_t>(movement.memo))
      .bind(6, movement.organ.region)
      .bind(7, movement.organ.department)
      .bind(8, static_cast<std::int64_t>(movement.late))
      .bind(9, static_cast<std::int64_t>(movement.offline))
      .bind(10, matter)
      .run();
}

}  // namespace

Result<std::int64_t, office::Fault> case_no_of(Connection& db, const std::string& case_id) {
  QIDI_TRY(find, db.prepare("case_no"));
  find.bind(1, case_id);
  QIDI_TRY(found, find.step());
  return found ? find.number(0) : std::int64_t{0};
}

Result<std::int64_t, office::Fault> put_rows(Connection& db, std::int64_t case_no,
                                             const domain::CaseRows& rows, std::int64_t changed,
                                             bool keys_stand) {
  if (case_no != 0) {
    for (const auto* clear : {"segment_clear_case", "standing_clear_case", "movement_clear_case"}) {
      QIDI_TRY(statement, db.prepare(clear));
      QIDI_CHECK(statement.bind(1, case_no).run());
    }
  }
  QIDI_CHECK(put_facts(db, case_no, rows.facts, changed, keys_stand));
  if (case_no == 0) case_no = db.last_row_id();
  int ordinal = 0;
  for (const auto& segment : rows.segments) {
    QIDI_CHECK(put_segment(db, case_no, ordinal++, segment));
  }
  ordinal = 0;
  for (const auto& standing : rows.standings) {
    QIDI_CHECK(put_standing(db, case_no, ordinal++, standing, rows.facts.matter));
  }
  ordinal = 0;
  for (const auto& movement : rows.movements) {
    QIDI_CHECK(put_movement(db, case_no, ordinal++, movement, rows.facts.matter));
  }
  QIDI_CHECK(replace_head_rows(db, case_no, rows));
  QIDI_CHECK(replace_opinion_rows(db, case_no, rows));
  return case_no;
}

Result<std::optional<domain::CaseFacts>, office::Fault> facts_of_case(Connection& db,
                                                                      std::int64_t case_no) {
  QIDI_TRY(facts, db.prepare("facts_of_case"));
  facts.bind(1, case_no);
  QIDI_TRY(found, facts.step());
  if (!found) return std::optional<domain::CaseFacts>{};
  return std::optional(facts_from(facts, 0));
}

namespace {

Result<std::vector<domain::Segment>, office::Fault> segments_of(Connection& db,
                                                                std::int64_t case_no) {
  std::vector<domain::Segment> list;
  QIDI_TRY(segments, db.prepare("segments_of_case"));
  segments.bind(1, case_no);
  while (true) {
    QIDI_TRY(more, segments.step());
    if (!more) return list;
    domain::Segment segment;
    segment.kind = static_cast<domain::CountdownKind>(segments.number(0));
    segment.opened = segments.day(1);
    segment.day_zero = segments.day(2);
    segment.due = segments.day(3);
    segment.warn = segments.day(4);
    segment.closed = segments.day(5);
    segment.how = segments.text(6);
    segment.answers = {segments.text(7), segments.text(8)};
    segment.stopped = segments.number(9) != 0;
    segment.provisional = segments.number(10) != 0;
    list.push_back(std::move(segment));
  }
}

}  // namespace

Result<std::optional<domain::CaseRows>, office::Fault> rows_that_count(Connection& db,
                                                                       std::int64_t case_no) {
  QIDI_TRY(facts, facts_of_case(db, case_no));
  if (!facts) return std::optional<domain::CaseRows>{};
  domain::CaseRows rows;
  rows.facts = std::move(*facts);
  QIDI_TRY(standings, db.prepare("standings_of_case"));
  standings.bind(1, case_no);
  while (true) {
    QIDI_TRY(more, standings.step());
    if (!more) break;
    rows.standings.push_back(standing_from(standings, 0));
  }
  QIDI_TRY(movements, db.prepare("movements_of_case"));
  movements.bind(1, case_no);
  while (true) {
    QIDI_TRY(more, movements.step());
    if (!more) break;
    domain::Movement movement;
    movement.day = movements.day(0);
    movement.kind = static_cast<domain::MovementKind>(movements.number(1));
    movement.memo = static_cast<domain::MovementMemo>(movements.number(2));
    movement.organ = {movements.text(3), movements.text(4)};
    movement.late = movements.number(5) != 0;
    movement.offline = movements.number(6) != 0;
    rows.movements.push_back(std::move(movement));
  }
  return std::optional(std::move(rows));
}

Result<std::optional<domain::CaseRows>, office::Fault> rows_of_case(Connection& db,
                                                                    std::int64_t case_no) {
  QIDI_TRY(rows, rows_that_count(db, case_no));
  if (!rows) return rows;
  QIDI_TRY(segments, segments_of(db, case_no));
  rows->segments = std::move(segments);
  QIDI_CHECK(read_head_rows(db, case_no, *rows));
  QIDI_CHECK(read_opinion_rows(db, case_no, *rows));
  return rows;
}

}  // namespace qidi::store
