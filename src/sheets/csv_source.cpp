// A state machine over UTF-8 bytes; all marks of csv are ASCII, so characters never need decoding.
#include "sheets/csv_source.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "sheets/csv_parser.h"
#include "sheets/text_encoding.h"

namespace qidi::sheets {

namespace {

/// The delimiter that divides the most of the first records into cells, by the smallest count
/// over those records that have it at all; a comma inside quotes counts for nothing.
char delimiter_of(std::string_view text) {
  static constexpr std::array<char, 4> candidates{',', '\t', ';', '|'};
  std::array<std::array<int, 4>, 30> counts{};
  std::size_t record = 0;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' && ++record == counts.size()) break;
    const auto found = std::find(candidates.begin(), candidates.end(), c);
    if (found != candidates.end()) {
      ++counts[record][static_cast<std::size_t>(found - candidates.begin())];
    }
  }
  std::array<int, 4> records_with{};
  std::array<int, 4> total{};
  for (const auto& count : counts) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      records_with[i] += count[i] > 0 ? 1 : 0;
      total[i] += count[i];
    }
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < candidates.size(); ++i) {
    if (std::pair(records_with[i], total[i]) > std::pair(records_with[best], total[best])) best = i;
  }
  return candidates[best];
}

class CsvSource : public RowSource {
 public:
  CsvSource(SheetFile file, TextEncoding encoding, const std::string& path)
      : file_(std::move(file)), encoding_(encoding) {
    sheets_.push_back({std::filesystem::path(path).filename().stem().string(), false});
  }

  const std::vector<Sheet>& sheets() const override { return sheets_; }

  Result<void, SheetError> peek(std::size_t, const RowSink& sink) override {
    return pass(sink, {});
  }
  Result<void, SheetError> read(std::size_t, const RowSink& sink,
                                const Progress& progress) override {
    return pass(sink, progress);
  }

 private:
  Result<void, SheetError> pass(const RowSink& sink, const Progress& progress) {
    std::rewind(file_.file.get());
    QIDI_TRY(decoder, Decoder::open(encoding_));
    std::fseek(file_.file.get(), static_cast<long>(encoding_.mark), SEEK_SET);
    std::optional<CsvParser> parser;
    std::vector<char> chunk(1 << 16);
    std::string text;
    long long done = static_cast<long long>(encoding_.mark);
    while (true) {
      const auto n = std::fread(chunk.data(), 1, chunk.size(), file_.file.get());
      if (n == 0) break;
      done += static_cast<long long>(n);
      text.clear();
      decoder.decode(std::string_view(chunk.data(), n), false, text);
      std::string_view piece = text;
      if (!parser) parser.emplace(declared_or_found(piece), sink);
      QIDI_TRY(more, parser->feed(piece));
      if (!more) return {};
      if (progress) progress(done, file_.size);
    }
    text.clear();
    decoder.decode({}, true, text);
    if (!parser) parser.emplace(',', sink);
    QIDI_TRY(more, parser->feed(text));
    if (!more) return {};
    return parser->finish();
  }

  /// Excel's own "sep=;" line names the delimiter and is not shown as a row.
  static char declared_or_found(std::string_view& text) {
    if (text.size() > 5 && text.substr(0, 4) == "sep=") {
      const char declared = text[4];
      const auto line_end = text.find('\n');
      if (line_end != std::string_view::npos && line_end <= 6) {
        text.remove_prefix(line_end + 1);
        return declared;
      }
    }
    return delimiter_of(text);
  }

  SheetFile file_;
  TextEncoding encoding_;
  std::vector<Sheet> sheets_;
};

}  // namespace

Result<std::unique_ptr<RowSource>, SheetError> open_csv(SheetFile file, const std::string& path) {
  const auto encoding = encoding_of(file.file.get());
  return std::unique_ptr<RowSource>(std::make_unique<CsvSource>(std::move(file), encoding, path));
}

}  // namespace qidi::sheets
