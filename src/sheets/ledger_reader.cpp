// Opens the file, chooses sheet and header, and passes the rows through.
#include "sheets/ledger_reader.h"

#include <algorithm>
#include <memory>

#include "sheets/cell_text.h"
#include "sheets/csv_source.h"
#include "sheets/header.h"
#include "sheets/row_kind.h"
#include "sheets/row_reader.h"
#include "sheets/sheet_file.h"
#include "sheets/xlsx_source.h"

namespace qidi::sheets {

namespace {

struct Chosen {
  std::size_t sheet = 0;
  Header header;
};

std::string quoted_names(const RowSource& source) {
  std::string names;
  for (const auto& sheet : source.sheets()) {
    names += (names.empty() ? "" : "、") + ("“" + sheet.name + "”");
  }
  return names;
}

Result<std::size_t, SheetError> named_sheet(const RowSource& source, const std::string& wanted) {
  const auto& sheets = source.sheets();
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (comparable(sheets[i].name) == comparable(wanted)) return i;
  }
  const auto digits = half_width(wanted);
  if (!digits.empty() && digits.size() < 5 &&
      digits.find_first_not_of("0123456789") == std::string::npos) {
    const auto number = static_cast<std::size_t>(std::stoi(digits));
    if (number >= 1 && number <= sheets.size()) return number - 1;
  }
  return Unexpected{
      SheetError{"没有名为“" + wanted + "”的工作表", "文件里有：" + quoted_names(source)}};
}

Result<HeaderSearch, SheetError> search_sheet(RowSource& source, std::size_t sheet,
                                              const LedgerMap* map) {
  std::vector<RawRow> rows;
  const int named = map == nullptr ? 0 : map->header_row.value_or(0);
  const int from = named == 0 ? 1 : named - 1;
  const int to = named == 0 ? header_depth : named + 1;
  QIDI_CHECK(source.peek(sheet, [&](const RawRow& row) {
    if (row.number > to) return false;
    if (row.number >= from && row.width > 0) rows.push_back(row);
    return row.number < to;
  }));
  return find_header(rows, map);
}

SheetError no_header(const RowSource& source, std::size_t sheet, const HeaderSearch& nearest) {
  const auto where = "工作表“" + source.sheets()[sheet].name + "”";
  if (nearest.nearest_row == 0) {
    return {where + "里什么都没有", "检查是否选错了文件或工作表"};
  }
  std::string missing;
  for (const auto& lack : nearest.missing) missing += (missing.empty() ? "" : "；") + lack;
  return {where + "里找不到可用的表头：最像的是第 " + std::to_string(nearest.nearest_row) +
              " 行（" + nearest.seen + "），缺 " + missing,
          "改正列名，或用映射文件写明各列对应的字段（--map）"};
}

/// The sheet asked for, or of all sheets that can be seen the one whose header is best understood.
Result<Chosen, SheetError> choose(RowSource& source, const LedgerMap* map,
                                  std::optional<std::string> wanted) {
  if (!wanted && map != nullptr) wanted = map->sheet;
  std::vector<std::size_t> candidates;
  if (wanted) {
    QIDI_TRY(sheet, named_sheet(source, *wanted));
    candidates.push_back(sheet);
  } else {
    for (std::size_t i = 0; i < source.sheets().size(); ++i) {
      if (!source.sheets()[i].hidden) candidates.push_back(i);
    }
  }
  std::optional<Chosen> best;
  HeaderSearch nearest;
  std::size_t nearest_sheet = candidates.empty() ? 0 : candidates.front();
  for (const auto sheet : candidates) {
    QIDI_TRY(search, search_sheet(source, sheet, map));
    if (search.header) {
      if (!best || search.header->score > best->header.score) best = {sheet, *search.header};
    } else if (search.nearest_score > nearest.nearest_score) {
      nearest = search;
      nearest_sheet = sheet;
    }
  }
  if (best) return *std::move(best);
  return Unexpected{no_header(source, nearest_sheet, nearest)};
}

void describe(const Header& header, office::SheetSummary& summary) {
  auto uses = header.columns;
  std::stable_sort(uses.begin(), uses.end(),
                   [](const auto& a, const auto& b) { return a.column < b.column; });
  for (const auto& use : uses) {
    summary.used_columns.push_back(std::string(name_of(use.field)) + "=" + use.heading);
  }
  summary.unused_columns = header.unused;
}

Result<std::unique_ptr<RowSource>, SheetError> open_source(SheetFile file,
                                                           const std::string& path) {
  if (file.kind == SheetFile::Kind::xlsx) return open_xlsx(std::move(file));
  return open_csv(std::move(file), path);
}

}  // namespace

Result<office::SheetSummary, SheetError> read_ledger(const std::string& path, const LedgerMap* map,
                                                     const std::optional<std::string>& sheet,
                                                     const EntrySink& sink,
                                                     const Progress& progress) {
  QIDI_TRY(file, open_sheet_file(path));
  office::SheetSummary summary;
  summary.sha256 = file.sha256;
  QIDI_TRY(source, open_source(std::move(file), path));
  QIDI_TRY(chosen, choose(*source, map, sheet));
  summary.sheet = source->sheets()[chosen.sheet].name;
  describe(chosen.header, summary);
  const RowReader reader(summary.sheet, chosen.header, map);
  QIDI_CHECK(reader.check_constants());

  // Blank rows are counted when a row follows them, so that the thousand formatted but empty
  // rows at a sheet's end are not.
  summary.skipped = chosen.header.first_row - 1;
  int last = chosen.header.last_row;
  QIDI_CHECK(source->read(
      chosen.sheet,
      [&](const RawRow& row) {
        if (row.number <= chosen.header.last_row) return true;
        const auto kind = kind_of(row, chosen.header);
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
