// Readers of workbook.xml, its relations, styles.xml and sharedStrings.xml.
#include "sheets/workbook_parts.h"

#include <charconv>
#include <cstdlib>
#include <map>

#include "sheets/xml_stream.h"

namespace qidi::sheets {

namespace {

constexpr std::size_t most_strings_bytes = 256U << 20;

/// A handler with the stream it is fed by, so that handlers can stop or fail.
class PartReader : public XmlHandler {
 public:
  Result<void, SheetError> read(const ZipArchive& archive, const std::string& member) {
    XmlStream stream(*this);
    stream_ = &stream;
    QIDI_CHECK(archive.read(member, [&](std::string_view piece) { return stream.feed(piece); }));
    return stream.finish();
  }
  void begin(std::string_view, const Attributes&) override {}
  void end(std::string_view) override {}
  void characters(std::string_view) override {}

 protected:
  XmlStream* stream_ = nullptr;
};

class RelationsReader : public PartReader {
 public:
  std::map<std::string, std::string> targets;

  void begin(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship") return;
    const char* id = attributes.find("Id");
    const char* target = attributes.find("Target");
    if (id != nullptr && target != nullptr && targets.size() < 10000) targets[id] = target;
  }
};

class WorkbookReader : public PartReader {
 public:
  struct Entry {
    std::string name, relation;
    bool hidden = false;
  };
  std::vector<Entry> entries;
  bool from_1904 = false;

  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") {
      const char* flag = attributes.find("date1904");
      from_1904 = flag != nullptr && (flag[0] == '1' || flag[0] == 't');
    } else if (name == "sheet" && entries.size() < 1000) {
      const char* sheet = attributes.find("name");
      const char* relation = attributes.find("id");
      const char* state = attributes.find("state");
      if (sheet == nullptr || relation == nullptr) return;
      const bool shown = state == nullptr || std::string_view(state) == "visible";
      entries.push_back({sheet, relation, !shown});
    }
  }
};

class StylesReader : public PartReader {
 public:
  std::vector<bool> date_styles;

  void begin(std::string_view name, const Attributes& attributes) override {
    if (name == "numFmt") {
      const char* id = attributes.find("numFmtId");
      const char* code = attributes.find("formatCode");
      if (id != nullptr && code != nullptr && custom_.size() < 10000) {
        custom_[std::atoi(id)] = is_date_format(code);
      }
    } else if (name == "cellXfs") {
      in_cell_formats_ = true;
    } else if (name == "xf" && in_cell_formats_ && date_styles.size() < 100000) {
      const char* id = attributes.find("numFmtId");
      date_styles.push_back(id != nullptr && is_date(std::atoi(id)));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cell_formats_ = false;
  }

 private:
  /// 14 to 22 and 45 to 47 everywhere, 27 to 36 and 50 to 58 in Chinese workbooks.
  bool is_date(int id) const {
    const auto found = custom_.find(id);
    if (found != custom_.end()) return found->second;
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 58);
  }

  std::map<int, bool> custom_;
  bool in_cell_formats_ = false;
};

class StringsReader : public PartReader {
 public:
  explicit StringsReader(SharedStrings& strings) : strings_(strings) {}

  void begin(std::string_view name, const Attributes&) override {
    if (name == "si") text_.clear();
    if (name == "rPh") ++phonetic_;  // readings printed above the characters: not the text
    if (name == "t") in_text_ = phonetic_ == 0;
  }
  void end(std::string_view name) override {
    if (name == "t") in_text_ = false;
    if (name == "rPh") --phonetic_;
    if (name != "si") return;
    strings_.add(without_escapes(text_));
    if (strings_.bytes() > most_strings_bytes || strings_.size() > 20'000'000) {
      stream_->fail({"表格里的文字超过 256 MB", "按年度或盟市拆成几个文件再导入"});
    }
  }
  void characters(std::string_view text) override {
    if (in_text_ && text_.size() < (1U << 20)) text_.append(text);
  }

 private:
  SharedStrings& strings_;
  std::string text_;
  int phonetic_ = 0;
  bool in_text_ = false;
};

/// "xl/worksheets/sheet1.xml" for a target given from the root or from the workbook's folder.
std::string member_of(const std::string& workbook, const std::string& target) {
  if (!target.empty() && target.front() == '/') return target.substr(1);
  std::string folder = workbook.substr(0, workbook.rfind('/') + 1);
  std::string rest = target;
  while (rest.substr(0, 3) == "../" && !folder.empty()) {
    rest.erase(0, 3);
    folder.pop_back();
    folder.erase(folder.rfind('/') + 1);
  }
  return folder + rest;
}

std::string relations_of(const std::string& member) {
  const auto slash = member.rfind('/') + 1;
  return member.substr(0, slash) + "_rels/" + member.substr(slash) + ".rels";
}

/// The archive's main part by the package's own relations; "xl/workbook.xml" nearly always.
std::string find_workbook(const ZipArchive& archive) {
  RelationsReader relations;
  if (archive.has("_rels/.rels") && relations.read(archive, "_rels/.rels")) {
    for (const auto& [id, target] : relations.targets) {
      const auto member = member_of("", target);
      if (member.find("workbook") != std::string::npos && archive.has(member)) return member;
    }
  }
  return "xl/workbook.xml";
}

SheetError not_a_workbook(const ZipArchive& archive) {
  const std::string mend = "请选择 xlsx 或 csv 文件；其他格式请先另存为 xlsx";
  if (archive.has("word/document.xml")) return {"这是 Word 文档，不是台账表格", mend};
  if (archive.has("ppt/presentation.xml")) return {"这是演示文稿，不是台账表格", mend};
  if (archive.has("OFD.xml")) return {"这是 OFD 版式文件，不是台账表格", mend};
  if (archive.has("content.xml")) return {"这是 ODF（ods）文件", "请另存为 xlsx 后再导入"};
  return {"这是压缩包，里面没有表格", mend};
}

}  // namespace

bool is_date_format(std::string_view code) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    switch (code[i]) {
      case '"':
        i = std::min(code.find('"', i + 1), code.size());
        break;
      case '[': {
        const auto close = std::min(code.find(']', i), code.size());
        const auto inside = code.substr(i + 1, close - i - 1);
        if (inside == "h" || inside == "hh" || inside == "m" || inside == "mm") return true;
        i = close;
        break;
      }
      case '\\':
      case '_':
      case '*':
        ++i;
        break;
      case 'y':
      case 'Y':
      case 'm':
      case 'M':
      case 'd':
      case 'D':
      case 'h':
      case 'H':
      case 's':
        return true;
      default:
        break;
    }
  }
  return false;
}

std::string without_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '_' && i + 6 < text.size() && text[i + 1] == 'x' && text[i + 6] == '_') {
      unsigned code = 0;
      const auto read = std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16);
      if (read.ptr == text.data() + i + 6 && code < 0x80) {
        out += static_cast<char>(code);
        i += 6;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

Result<WorkbookParts, SheetError> read_workbook_parts(const ZipArchive& archive) {
  const auto workbook = find_workbook(archive);
  if (archive.has("xl/workbook.bin")) {
    return Unexpected{SheetError{"这是 xlsb 二进制表格", "请另存为 xlsx 后再导入"}};
  }
  if (!archive.has(workbook)) return Unexpected{not_a_workbook(archive)};
  WorkbookReader book;
  QIDI_CHECK(book.read(archive, workbook));
  RelationsReader relations;
  QIDI_CHECK(relations.read(archive, relations_of(workbook)));
  WorkbookParts parts;
  parts.from_1904 = book.from_1904;
  for (const auto& entry : book.entries) {
    const auto target = relations.targets.find(entry.relation);
    if (target == relations.targets.end()) continue;
    const auto member = member_of(workbook, target->second);
    // Chart sheets and macro sheets stand in the same list; they have no rows.
    if (member.find("chartsheet") != std::string::npos || !archive.has(member)) continue;
    parts.sheets.push_back({entry.name, member, entry.hidden});
  }
  if (parts.sheets.empty()) {
    return Unexpected{SheetError{"文件里没有工作表", "检查是否选错了文件"}};
  }
  const auto styles = member_of(workbook, "styles.xml");
  if (archive.has(styles)) {
    StylesReader reader;
    QIDI_CHECK(reader.read(archive, styles));
    parts.date_styles = std::move(reader.date_styles);
  }
  const auto strings = member_of(workbook, "sharedStrings.xml");
  if (archive.has(strings)) {
    StringsReader reader(parts.strings);
    QIDI_CHECK(reader.read(archive, strings));
  }
  return parts;
}

}  // namespace qidi::sheets
