// Looks at the top of each sheet.
#include "sheets/sheet_choice.h"

#include <vector>

#include "sheets/cell_text.h"
#include "sheets/csv_source.h"
#include "sheets/xlsx_source.h"

namespace qidi::sheets {

namespace {

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

}  // namespace

Result<std::unique_ptr<RowSource>, SheetError> open_source(SheetFile file,
                                                           const std::string& name) {
  if (file.kind == SheetFile::Kind::xlsx) return open_xlsx(std::move(file));
  return open_csv(std::move(file), name);
}

Result<SheetChoice, SheetError> choose_sheet(RowSource& source, const LedgerMap* map,
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
  SheetChoice choice;
  choice.sheet = candidates.empty() ? 0 : candidates.front();
  for (const auto sheet : candidates) {
    QIDI_TRY(search, search_sheet(source, sheet, map));
    const bool better = search.header
                            ? !choice.found || search.header->score > choice.search.header->score
                            : !choice.found && search.nearest_score > choice.search.nearest_score;
    if (!better) continue;
    choice.found = search.header.has_value();
    choice.sheet = sheet;
    choice.search = std::move(search);
  }
  return choice;
}

SheetError no_header(const RowSource& source, const SheetChoice& choice) {
  const auto& nearest = choice.search;
  const auto where = "工作表“" + source.sheets()[choice.sheet].name + "”";
  if (nearest.nearest_row == 0) {
    return {where + "里什么都没有", "检查是否选错了文件或工作表"};
  }
  std::string missing;
  for (const auto& lack : nearest.missing) missing += (missing.empty() ? "" : "；") + lack;
  return {where + "里找不到可用的表头：最像的是第 " + std::to_string(nearest.nearest_row) +
              " 行（" + nearest.seen + "），缺 " + missing,
          "改正列名，或用映射文件写明各列对应的字段（--map）"};
}

}  // namespace qidi::sheets
