// Differences are written, not wholes: an act mostly changes a case's last stretch.
#include "store/sqlite/rows_writer.h"

#include <algorithm>

#include "store/search_text.h"
#include "store/sqlite/derived_rows.h"

namespace qidi::store {

namespace {

bool same_texts(const domain::CaseFacts& a, const domain::CaseFacts& b) {
  return a.project_name == b.project_name && a.unit_name == b.unit_name &&
         a.project_code == b.project_code && a.external_id == b.external_id;
}

}  // namespace

Result<void, office::Fault> RowsWriter::open() {
  QIDI_TRY(last, db_.prepare("last_change"));
  QIDI_TRY(found, last.step());
  if (found) changed_ = last.number(0);
  QIDI_TRY(epoch, db_.prepare("meta_get"));
  epoch.bind(1, std::string_view("rows_epoch"));
  QIDI_TRY(kept, epoch.step());
  if (kept) epoch_ = epoch.number(0);
  return {};
}

Result<void, office::Fault> RowsWriter::put(const domain::CaseRows& rows) {
  QIDI_TRY(known, case_no_of(db_, rows.facts.case_id));
  DayFlows flows;
  add_flows(rows, 1, flows);
  bool is_indexed = false;
  bool keys_stand = false;
  if (known != 0) {
    QIDI_TRY(old, rows_that_count(db_, known));
    if (old) {
      add_flows(*old, -1, flows);
      is_indexed = same_texts(old->facts, rows.facts);
      keys_stand = is_indexed && old->facts.list == rows.facts.list;
    }
  }
  QIDI_TRY(case_no, put_rows(db_, known, rows, ++changed_, keys_stand));
  if (!is_indexed) unindexed_.push_back(case_no);
  return add(flows);
}

Result<void, office::Fault> RowsWriter::add(const DayFlows& flows) {
  for (const auto& [key, flow] : flows) {
    if (is_nothing(flow)) continue;
    QIDI_TRY(add, db_.prepare("day_flow_add"));
    QIDI_CHECK(add.bind(1, flow.day)
                   .bind(2, key.second)
                   .bind(3, static_cast<std::int64_t>(flow.received))
                   .bind(4, static_cast<std::int64_t>(flow.finished))
                   .bind(5, static_cast<std::int64_t>(flow.finished_late))
                   .bind(6, static_cast<std::int64_t>(flow.pending))
                   .bind(7, static_cast<std::int64_t>(flow.overdue))
                   .run());
  }
  return {};
}

Result<void, office::Fault> RowsWriter::index_text(std::int64_t case_no) {
  QIDI_TRY(facts, facts_of_case(db_, case_no));
  if (!facts) return {};  // its act was rolled back
  std::string text;
  for (const auto& gram : grams_of(*facts)) {
    text += gram;
    text += ' ';
  }
  QIDI_TRY(put, db_.prepare("gram_put"));
  return put.bind(1, case_no).bind(2, text).run();
}

Result<void, office::Fault> RowsWriter::index_texts() {
  if (unindexed_.empty()) return {};
  std::sort(unindexed_.begin(), unindexed_.end());
  unindexed_.erase(std::unique(unindexed_.begin(), unindexed_.end()), unindexed_.end());
  for (const auto case_no : unindexed_) QIDI_CHECK(index_text(case_no));
  unindexed_.clear();
  return {};
}

Result<void, office::Fault> RowsWriter::clear() {
  for (const auto* name :
       {"segment_clear", "standing_clear", "movement_clear", "facts_clear", "day_flow_clear",
        "gram_clear", "rating_clear", "head_task_clear", "opinion_clear"}) {
    QIDI_TRY(statement, db_.prepare(name));
    QIDI_CHECK(statement.run());
  }
  unindexed_.clear();
  ++epoch_;
  const auto text = std::to_string(epoch_);
  QIDI_TRY(set, db_.prepare("meta_set"));
  return set.bind(1, std::string_view("rows_epoch")).bind(2, text).run();
}

Result<void, office::Fault> RowsWriter::fill() {
  std::vector<std::int64_t> cases;
  {
    QIDI_TRY(all, db_.prepare("facts_in_order"));
    while (true) {
      QIDI_TRY(more, all.step());
      if (!more) break;
      cases.push_back(all.number(0));
    }
  }
  DayFlows flows;
  for (const auto case_no : cases) {
    QIDI_TRY(rows, rows_that_count(db_, case_no));
    if (!rows) continue;
    add_flows(*rows, 1, flows);
    QIDI_CHECK(index_text(case_no));
  }
  QIDI_CHECK(add(flows));
  QIDI_TRY(number, db_.prepare("facts_number_changes"));
  return number.run();
}

}  // namespace qidi::store
