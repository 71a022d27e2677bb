// The header's columns, and as many rows under it as a preview needs.
#include "sheets/ledger_outline.h"

#include <algorithm>

#include "sheets/cell_text.h"
#include "sheets/cell_value.h"
#include "sheets/row_kind.h"
#include "sheets/row_reader.h"
#include "sheets/sheet_choice.h"

namespace qidi::sheets {

namespace {

constexpr std::size_t preview_rows = 20;
constexpr int looked_at_rows = 500;  ///< below the header, blank and subtotal rows included
constexpr std::size_t shown_columns = 500;
constexpr std::size_t samples = 3;
constexpr std::size_t sample_bytes = 120;

/// At most `bytes` of UTF-8, cut between characters.
std::string shortened(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes) + "…";
}

std::string shown(const RawCell& cell) {
  if (cell.kind == CellKind::date) {
    const auto day = day_in(cell);
    if (day && *day) return domain::to_text(**day);
  }
  return shortened(normalised(cell.text), sample_bytes);
}

std::vector<office::OutlinedColumn> columns_of(const Header& header) {
  auto count = header.headings.size();
  for (const auto& use : header.columns) count = std::max(count, use.column + 1);
  std::vector<office::OutlinedColumn> columns(std::min(count, shown_columns));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].letter = column_letters(i);
    if (i < header.headings.size()) {
      columns[i].heading = shortened(header.headings[i], sample_bytes);
    }
  }
  for (const auto& use : header.columns) {
    if (use.column < columns.size()) columns[use.column].field = name_of(use.field);
  }
  return columns;
}

void add_samples(const RawRow& row, std::vector<office::OutlinedColumn>& columns) {
  for (std::size_t i = 0; i < row.width && i < shown_columns; ++i) {
    const auto* cell = row.find(i);
    if (cell == nullptr) continue;
    const auto text = shown(*cell);
    if (text.empty()) continue;
    while (columns.size() <= i) columns.push_back({column_letters(columns.size()), "", "", {}});
    auto& sample = columns[i].sample;
    if (sample.size() < samples && std::find(sample.begin(), sample.end(), text) == sample.end()) {
      sample.push_back(text);
    }
  }
}

constexpr auto nothing_there = "工作表里什么都没有";

void tell_what_lacks(const HeaderSearch& search, office::SheetOutline& outline) {
  if (search.nearest_row == 0) {
    outline.lacking = nothing_there;
    outline.mend = "检查是否选错了文件或工作表";
    return;
  }
  for (const auto& lack : search.missing) {
    outline.lacking += (outline.lacking.empty() ? "" : "；") + lack;
  }
  outline.lacking =
      "以第 " + std::to_string(search.nearest_row) + " 行为表头，还缺：" + outline.lacking;
  outline.mend = "为下列各列选定对应的字段，或改选表头所在的行";
}

bool has_letters_alone(const office::LedgerMap& map) {
  return !map.header_row && !map.columns.empty();
}

Result<SheetChoice, SheetError> choose(RowSource& source, const office::LedgerMap& map) {
  QIDI_TRY(choice, choose_sheet(source, &map, {}));
  if (choice.found || !has_letters_alone(map) || choice.search.nearest_row == 0) return choice;
  auto named = map;
  named.header_row = choice.search.nearest_row;
  named.sheet = source.sheets()[choice.sheet].name;
  return choose_sheet(source, &named, {});
}

Result<void, SheetError> look_at_rows(RowSource& source, const SheetChoice& choice,
                                      const Header& header, const office::LedgerMap& map,
                                      office::SheetOutline& outline) {
  const RowReader reader(outline.sheet, header, &map);
  if (outline.lacking.empty()) {
    if (auto constants = reader.check_constants(); !constants) {
      outline.lacking = constants.error().problem;
      outline.mend = constants.error().mend;
    }
  }
  std::size_t taken = 0;
  return source.read(
      choice.sheet,
      [&](const RawRow& row) {
        if (row.number <= header.last_row) return true;
        const auto kind = kind_of(row, header);
        // Without a header nobody can tell a row from a heading: all that is printed is shown.
        if (kind == RowKind::ledger_row || (!outline.lacking.empty() && kind != RowKind::blank)) {
          add_samples(row, outline.columns);
          if (outline.lacking.empty()) outline.first_rows.push_back(reader.read(row));
          ++taken;
        }
        return taken < preview_rows && row.number < header.last_row + looked_at_rows;
      },
      {});
}

}  // namespace

Result<office::SheetOutline, SheetError> outline_ledger(const std::string& path,
                                                        const std::string& shown_name,
                                                        const office::LedgerMap& map) {
  QIDI_TRY(file, open_sheet_file(path));
  QIDI_TRY(source, open_source(std::move(file), shown_name));
  QIDI_TRY(choice, choose(*source, map));
  office::SheetOutline outline;
  for (const auto& sheet : source->sheets()) {
    if (!sheet.hidden) outline.sheets.push_back(sheet.name);
  }
  outline.sheet = source->sheets()[choice.sheet].name;
  const auto& header = choice.found ? *choice.search.header : choice.search.nearest;
  if (!choice.found) tell_what_lacks(choice.search, outline);
  if (outline.lacking == nothing_there) return outline;
  outline.header_row = header.first_row;
  outline.columns = columns_of(header);
  QIDI_CHECK(look_at_rows(*source, choice, header, map, outline));
  std::erase_if(outline.columns, [](const auto& column) {
    return column.heading.empty() && column.field.empty() && column.sample.empty();
  });
  return outline;
}

}  // namespace qidi::sheets
