// The two handlers of a worksheet's XML: rows and cells, and merged cells. ECMA-376 part 1, 18.3.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sheets/raw_row.h"
#include "sheets/workbook_parts.h"
#include "sheets/xml_stream.h"

namespace qidi::sheets {

/// A range of merged cells: rows 1-based, columns 0-based, both ends included.
struct MergedCells {
  int first_row = 0, last_row = 0;
  std::size_t first_column = 0, last_column = 0;
};

class SheetHandler : public XmlHandler {
 public:
  void attach(XmlStream& stream) { stream_ = &stream; }

 protected:
  XmlStream* stream_ = nullptr;
};

/// Collects the merged cells of a sheet.
class MergesReader : public SheetHandler {
 public:
  void begin(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view) override {}
  void characters(std::string_view) override {}
  /// The merged cells in order of their first row.
  std::vector<MergedCells> taken() &&;

 private:
  std::vector<MergedCells> merges_;
};

/// Turns cells into rows and hands each complete row on. A cell merged over several rows is
/// filled downwards: what a person sees beside a row belongs to that row.
class RowsReader : public SheetHandler {
 public:
  RowsReader(const WorkbookParts& parts, std::vector<MergedCells> merges, const RowSink& sink);

  void begin(std::string_view name, const Attributes& attributes) override;
  void end(std::string_view name) override;
  void characters(std::string_view text) override;

 private:
  struct Filled {
    MergedCells range;
    RawCell value;
  };

  void begin_row(const Attributes& attributes);
  void begin_cell(const Attributes& attributes);
  void end_cell();
  void take_number(RawCell& cell);
  void end_row();
  void fill_merged();

  const WorkbookParts& parts_;
  const RowSink& sink_;
  std::vector<MergedCells> merges_;
  std::size_t next_merge_ = 0;
  std::vector<Filled> open_merges_;
  RawRow row_;
  std::string value_;  // of <v>
  std::string text_;   // of <is>
  std::string type_;
  std::size_t column_ = 0;
  std::size_t style_ = 0;
  int phonetic_ = 0;
  bool in_cell_ = false, in_value_ = false, in_text_ = false;
};

}  // namespace qidi::sheets
