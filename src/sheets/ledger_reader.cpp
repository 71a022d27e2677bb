// Opens the file, chooses sheet and header, and passes the rows through.
#include "sheets/ledger_reader.h"

#include <algorithm>
#include <memory>

#include "sheets/row_kind.h"
#include "sheets/row_reader.h"
#include "sheets/sheet_choice.h"

namespace qidi::sheets {

namespace {

void describe(const Header& header, office::SheetSummary& summary) {
  auto uses = header.columns;
  std::stable_sort(uses.begin(), uses.end(),
                   [](const auto& a, const auto& b) { return a.column < b.column; });
  for (const auto& use : uses) {
    summary.used_columns.push_back(std::string(name_of(use.field)) + "=" + use.heading);
  }
  summary.unused_columns = header.unused;
}

}  // namespace

Result<office::SheetSummary, SheetError> read_ledger(const std::string& path, const LedgerMap* map,
                                                     const std::optional<std::string>& sheet,
                                                     const EntrySink& sink,
                                                     const Progress& progress,
                                                     const std::string& shown_name) {
  QIDI_TRY(file, open_sheet_file(path));
  office::SheetSummary summary;
  summary.sha256 = file.sha256;
  QIDI_TRY(source, open_source(std::move(file), shown_name.empty() ? path : shown_name));
  QIDI_TRY(choice, choose_sheet(*source, map, sheet));
  if (!choice.found) return Unexpected{no_header(*source, choice)};
  const Header& header = *choice.search.header;
  summary.sheet = source->sheets()[choice.sheet].name;
  describe(header, summary);
  const RowReader reader(summary.sheet, header, map);
  QIDI_CHECK(reader.check_constants());

  // Blank rows are counted when a row follows them, so that the thousand formatted but empty
  // rows at a sheet's end are not.
  summary.skipped = header.first_row - 1;
  int last = header.last_row;
  QIDI_CHECK(source->read(
      choice.sheet,
      [&](const RawRow& row) {
        if (row.number <= header.last_row) return true;
        const auto kind = kind_of(row, header);
        if (kind == RowKind::blank) return true;
        summary.skipped += row.number - last - 1;
        last = row.number;
        if (kind != RowKind::ledger_row) {
          ++summary.skipped;
          return true;
        }
        ++summary.rows;
        return sink(reader.read(row));
      },
      progress));
  return summary;
}

}  // namespace qidi::sheets
