// What a table is written to. Used by the writers of this room only.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sheets/sheet_file.h"
#include "sheets/table_writer.h"

namespace qidi::sheets {

/// A file in the making, written beside its path and moved there when whole.
class TableWriter::Target {
 public:
  explicit Target(std::string path) : path_(std::move(path)), part_(path_ + ".part") {}
  virtual ~Target();
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  virtual Result<void, SheetError> add(std::span<const Cell> cells) = 0;
  /// Closes the file and moves it to its path.
  Result<void, SheetError> keep();

 protected:
  /// Completes the unfinished file.
  virtual Result<void, SheetError> close() = 0;
  const std::string& path() const { return path_; }
  const std::string& part() const { return part_; }

 private:
  std::string path_, part_;
  bool kept_ = false;
};

Result<std::unique_ptr<TableWriter::Target>, SheetError> open_xlsx_target(
    const std::string& path, const TableOptions& options);

/// A text as xlsx can hold it: whole UTF-8, no control characters, 32,767 characters at most.
std::string fit_for_xlsx(const std::string& text);

}  // namespace qidi::sheets
