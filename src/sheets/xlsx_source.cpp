// Sheets of a workbook: one pass for the merged cells, which stand behind the rows, one for rows.
#include "sheets/xlsx_source.h"

#include <algorithm>

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
    QIDI_CHECK(pass(sheet, merges, {}));
    RowsReader reader(parts_, std::move(merges).taken(), sink);
    return pass(sheet, reader, progress);
  }

 private:
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
