// Standings read into columns.
#include "store/sqlite/rows_source.h"

namespace qidi::store {

namespace {

/// Column texts repeat; a row's strings keep their memory from row to row.
void read_row(const Statement& row, ColumnRow& into) {
  const auto day = [&](int column) { return static_cast<std::int32_t>(row.number(column)); };
  const auto maybe_day = [&](int column) { return row.is_number(column) ? day(column) : no_day; };
  into.case_no = row.number(0);
  into.ordinal = static_cast<int>(row.number(1));
  into.from = day(2);
  into.to = day(3);
  into.state = static_cast<domain::CaseState>(row.number(4));
  into.list = row.text(5);
  into.received = day(6);
  into.accepted = maybe_day(7);
  into.ended = maybe_day(8);
  into.due = maybe_day(9);
  into.yellow_from = day(10);
  into.red_from = day(11);
  into.law_red_from = day(12);
  into.region = row.text(13);
  into.department = row.text(14);
  into.officer = row.text(15);
  into.matter = row.text(16);
  into.unit = row.text(17);
}

}  // namespace

Result<RowsVersion, office::Fault> SqliteRows::version() {
  RowsVersion version;
  QIDI_TRY(last, db_.prepare("last_change"));
  QIDI_TRY(found, last.step());
  if (found) version.changed = last.number(0);
  QIDI_TRY(epoch, db_.prepare("meta_get"));
  epoch.bind(1, std::string_view("rows_epoch"));
  QIDI_TRY(kept, epoch.step());
  if (kept) version.epoch = epoch.number(0);
  return version;
}

Result<bool, office::Fault> SqliteRows::newer() {
  if (!may_renew_) return false;
  QIDI_CHECK(db_.execute("COMMIT; BEGIN"));
  return true;
}

Result<std::optional<domain::Day>, office::Fault> SqliteRows::last_day() {
  QIDI_TRY(last, db_.prepare("last_recorded"));
  QIDI_TRY(found, last.step());
  if (!found) return std::optional<domain::Day>{};
  return std::optional(domain::day_of(domain::Instant{std::chrono::seconds{last.number(0)}}));
}

Result<void, office::Fault> SqliteRows::add_rows(Statement& rows, domain::Day first,
                                                 domain::Day last, LedgerColumns& columns) {
  rows.bind_named(":first", first.time_since_epoch().count())
      .bind_named(":last", last.time_since_epoch().count());
  ColumnRow row;
  while (true) {
    QIDI_TRY(more, rows.step());
    if (!more) return {};
    read_row(rows, row);
    columns.add(row);
  }
}

Result<void, office::Fault> SqliteRows::load(domain::Day first, domain::Day last,
                                             LedgerColumns& columns) {
  QIDI_TRY(rows, db_.prepare("columns_window"));
  return add_rows(rows, first, last, columns);
}

Result<void, office::Fault> SqliteRows::update(domain::Day first, domain::Day last,
                                               const RowsVersion& after, LedgerColumns& columns) {
  {
    QIDI_TRY(gone, db_.prepare("cases_changed"));
    gone.bind(1, after.changed);
    while (true) {
      QIDI_TRY(more, gone.step());
      if (!more) break;
      columns.remove_case(gone.number(0));
    }
  }
  QIDI_TRY(rows, db_.prepare("columns_changed"));
  rows.bind_named(":after", after.changed);
  return add_rows(rows, first, last, columns);
}

}  // namespace qidi::store
