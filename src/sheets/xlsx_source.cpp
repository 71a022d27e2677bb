// Sheets of a workbook: one pass for the merged cells, which stand behind the rows, one for rows.
#include "sheets/xlsx_source.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "sheets/sheet_xml.h"
#include "sheets/workbook_parts.h"
#include "sheets/zip_archive.h"

namespace qidi::sheets {

namespace {

class XlsxSource : public RowSource {
 public:
  XlsxSource(ZipArchive archive, WorkbookParts parts)
      : archive_(std::move(archive)), parts_(std::move(parts)) {
    for (const auto& sheet : parts_.sheets) sheets_.push_back({sheet.name, sheet.hidden});
  }

  const std::vector<Sheet>& sheets() const override { return sheets_; }

  Result<void, SheetError> peek(std::size_t sheet, const RowSink& sink) override {
    RowsReader reader(parts_, {}, sink);
    return pass(sheet, reader, {});
  }

  Result<void, SheetError> read(std::size_t sheet, const RowSink& sink,
                                const Progress& progress) override {
    MergesReader merges;
    // Merged cells stand behind the rows. Most large sheets have none, and a search for the word
    // costs a tenth of what reading the XML does.
    QIDI_TRY(merged, mentions_merges(sheet));
    if (merged) QIDI_CHECK(pass(sheet, merges, {}));
    RowsReader reader(parts_, std::move(merges).taken(), sink);
    return pass(sheet, reader, progress);
  }

 private:
  Result<bool, SheetError> mentions_merges(std::size_t sheet) const {
    constexpr std::string_view word = "mergeCell";
    bool found = false;
    std::string tail;  // of the piece before, where the word may have been cut
    QIDI_CHECK(archive_.read(
        parts_.sheets[sheet].member, [&](std::string_view piece) -> Result<bool, SheetError> {
          tail.append(piece.substr(0, word.size()));
          found = tail.find(word) != std::string::npos || piece.find(word) != piece.npos;
          // In UTF-16 the word cannot be seen by its bytes; then the XML is read.
          found = found || piece.find('\0') != piece.npos;
          tail.assign(piece.substr(piece.size() - std::min(piece.size(), word.size())));
          return !found;
        }));
    return found;
  }

  Result<void, SheetError> pass(std::size_t sheet, SheetHandler& handler,
                                const Progress& progress) {
    XmlStream stream(handler);
    handler.attach(stream);
    QIDI_CHECK(archive_.read(
        parts_.sheets[sheet].member, [&](std::string_view piece) { return stream.feed(piece); },
        progress));
    return stream.finish();
  }

  ZipArchive archive_;
  WorkbookParts parts_;
  std::vector<Sheet> sheets_;
};

}  // namespace

Result<std::unique_ptr<RowSource>, SheetError> open_xlsx(SheetFile file) {
  QIDI_TRY(archive, ZipArchive::open(std::move(file.file), file.size));
  QIDI_TRY(parts, read_workbook_parts(archive));
  return std::unique_ptr<RowSource>(
      std::make_unique<XlsxSource>(std::move(archive), std::move(parts)));
}

}  // namespace qidi::sheets
