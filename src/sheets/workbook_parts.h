// The parts of an xlsx besides its sheets: which sheet lies in which member, the shared strings,
// and which styles show a number as a date. ECMA-376 parts 1 (18.2 to 18.4, 18.8).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.h"
#include "sheets/raw_row.h"
#include "sheets/zip_archive.h"

namespace qidi::sheets {

/// All strings of a workbook in one block of memory, so that 2 million of them cost no more than
/// their bytes and four more each.
class SharedStrings {
 public:
  void add(std::string_view text) {
    block_.append(text);
    ends_.push_back(static_cast<std::uint32_t>(block_.size()));
  }
  std::size_t size() const { return ends_.size(); }
  std::size_t bytes() const { return block_.size(); }
  std::string_view at(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(block_).substr(begin, ends_[index] - begin);
  }

 private:
  std::string block_;
  std::vector<std::uint32_t> ends_;
};

struct WorkbookParts {
  struct Sheet {
    std::string name;
    std::string member;  ///< path in the archive
    bool hidden = false;
  };
  std::vector<Sheet> sheets;
  bool from_1904 = false;         ///< serials count from 1904-01-01
  std::vector<bool> date_styles;  ///< by cell style index
  SharedStrings strings;
};

/// Reads the parts of a workbook, or says what the archive is instead (docx, ods, xlsb, …).
Result<WorkbookParts, SheetError> read_workbook_parts(const ZipArchive& archive);

/// Whether a number format shows a date or time: it has y, m, d, h or s outside quotes and
/// brackets, as in yyyy"年"m"月"d"日".
bool is_date_format(std::string_view code);

/// A text with its _xHHHH_ escapes undone (ECMA-376 22.9.2.19).
std::string without_escapes(std::string_view text);

}  // namespace qidi::sheets
