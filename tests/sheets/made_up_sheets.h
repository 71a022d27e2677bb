// Small made-up sheets for the tests of this room: xlsx files put together from their XML, so that
// every trait of real files can be made by hand, and csv files from their bytes.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "office/ledger_entry.h"
#include "sheets/ledger_map.h"
#include "sheets/ledger_reader.h"

namespace qidi::testing {

/// A folder of its own, gone when the test ends.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }
  /// Writes bytes and gives back the path.
  std::string write(const std::string& name, const std::string& bytes) const;
  std::size_t count() const;

 private:
  std::filesystem::path path_;
};

using Members = std::vector<std::pair<std::string, std::string>>;

/// Writes a zip archive.
void write_zip(const std::string& path, const Members& members);

/// One made-up worksheet: rows as XML (see `row`), and what stands behind sheetData.
struct MadeSheet {
  std::string name = "台账";
  std::string rows = {};
  std::string behind = {};
  std::string state = "visible";
};

struct MadeBook {
  std::vector<MadeSheet> sheets;
  std::string workbook_properties;          ///< such as date1904="1"
  std::vector<std::string> shared_strings;  ///< as XML inside <si>
  /// Number formats of the styles 0, 1, 2, …: a built-in id, or a code of its own.
  std::vector<std::string> formats = {"0", "14"};
  void write(const std::string& path) const;
  Members members() const;
};

/// A row of inline texts; empty texts leave the cell out. `raw` cells are XML already.
std::string row(int number, const std::vector<std::string>& texts);
/// A cell of type n with a style, to stand among the texts of `row`.
std::string number_cell(const std::string& value, int style = 0);

/// What reading a file gave.
struct Reading {
  std::vector<office::LedgerEntry> entries;
  office::SheetSummary summary;
  sheets::SheetError error;  ///< empty when it was read
  bool read = false;

  /// Rows without a refusing problem.
  long long good() const;
  long long refused() const;
  long long warned() const;
};

Reading read_all(const std::string& path, const std::string& map = {},
                 const std::optional<std::string>& sheet = {});

/// The refusing or warning problems of a row as one text, for messages and searches.
std::string problems_of(const office::LedgerEntry& entry);

/// The folder of real sample files, or empty when it is not there.
std::string shared_folder();

}  // namespace qidi::testing
