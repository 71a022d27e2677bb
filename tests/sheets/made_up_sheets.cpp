// Builders of fixtures.
#include "sheets/made_up_sheets.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <zip.h>

#include <fstream>

namespace qidi::testing {

namespace {

std::string letters(std::size_t column) {
  return sheets::column_letters(column);
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

constexpr const char* xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* main_space =
    " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

std::string styles_xml(const std::vector<std::string>& formats) {
  std::string custom, cells;
  int next = 200;
  for (const auto& format : formats) {
    const bool built_in = format.find_first_not_of("0123456789") == std::string::npos;
    const auto id = built_in ? format : std::to_string(next++);
    if (!built_in) {
      custom += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + escaped(format) + "\"/>";
    }
    cells += "<xf numFmtId=\"" + id + "\"/>";
  }
  return std::string(xml_head) + "<styleSheet" + main_space + "><numFmts>" + custom +
         "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + cells +
         "</cellXfs></styleSheet>";
}

}  // namespace

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "qidi-sheets-XXXXXX").string();
  path_ = ::mkdtemp(name.data());
}

Folder::~Folder() {
  std::filesystem::remove_all(path_);
}

std::string Folder::write(const std::string& name, const std::string& bytes) const {
  std::ofstream(file(name), std::ios::binary) << bytes;
  return file(name);
}

std::size_t Folder::count() const {
  const std::filesystem::directory_iterator files(path_);
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

void write_zip(const std::string& path, const Members& members) {
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  ASSERT_NE(archive, nullptr);
  for (const auto& [name, bytes] : members) {
    zip_source_t* source = zip_source_buffer(archive, bytes.data(), bytes.size(), 0);
    ASSERT_GE(zip_file_add(archive, name.c_str(), source, 0), 0);
  }
  ASSERT_EQ(zip_close(archive), 0);
}

Members MadeBook::members() const {
  Members all;
  std::string list, relations;
  int number = 1;
  for (const auto& sheet : sheets) {
    const auto id = std::to_string(number++);
    // The members' names say nothing about the sheets, as in files that were often edited.
    const auto member = "worksheets/part" + std::to_string(90 - number) + ".xml";
    list += "<sheet name=\"" + escaped(sheet.name) + "\" sheetId=\"" + id + "\" state=\"" +
            sheet.state + "\" r:id=\"rId" + id + "\"/>";
    relations += "<Relationship Id=\"rId" + id + "\" Target=\"" + member + "\"/>";
    all.emplace_back("xl/" + member, std::string(xml_head) + "<worksheet" + main_space +
                                         "><sheetData>" + sheet.rows + "</sheetData>" +
                                         sheet.behind + "</worksheet>");
  }
  all.emplace_back("xl/workbook.xml",
                   std::string(xml_head) + "<workbook" + main_space +
                       " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                       "relationships\"><workbookPr " +
                       workbook_properties + "/><sheets>" + list + "</sheets></workbook>");
  all.emplace_back("xl/_rels/workbook.xml.rels",
                   std::string(xml_head) + "<Relationships>" + relations + "</Relationships>");
  all.emplace_back("xl/styles.xml", styles_xml(formats));
  if (!shared_strings.empty()) {
    std::string items;
    for (const auto& item : shared_strings) items += "<si>" + item + "</si>";
    all.emplace_back("xl/sharedStrings.xml",
                     std::string(xml_head) + "<sst" + main_space + ">" + items + "</sst>");
  }
  return all;
}

void MadeBook::write(const std::string& path) const {
  write_zip(path, members());
}

std::string row(int number, const std::vector<std::string>& texts) {
  std::string cells;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].empty()) continue;
    const auto place = letters(i) + std::to_string(number);
    if (texts[i].front() == '<') {  // a cell's XML: only its place is missing
      cells += "<c r=\"" + place + "\"" + texts[i].substr(2);
    } else {
      cells += "<c r=\"" + place + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" +
               escaped(texts[i]) + "</t></is></c>";
    }
  }
  return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}

std::string number_cell(const std::string& value, int style) {
  return "<c s=\"" + std::to_string(style) + "\"><v>" + value + "</v></c>";
}

long long Reading::refused() const {
  return std::count_if(entries.begin(), entries.end(), [](const auto& entry) {
    return std::any_of(entry.problems.begin(), entry.problems.end(),
                       [](const auto& problem) { return problem.refuses; });
  });
}

long long Reading::good() const {
  return static_cast<long long>(entries.size()) - refused();
}

long long Reading::warned() const {
  return std::count_if(entries.begin(), entries.end(), [](const auto& entry) {
    return std::any_of(entry.problems.begin(), entry.problems.end(),
                       [](const auto& problem) { return !problem.refuses; });
  });
}

Reading read_all(const std::string& path, const std::string& map,
                 const std::optional<std::string>& sheet) {
  Reading reading;
  std::optional<sheets::LedgerMap> parsed;
  if (!map.empty()) {
    auto result = sheets::parse_map(map);
    if (!result) {
      reading.error = result.error();
      return reading;
    }
    parsed = *result;
  }
  const auto result = sheets::read_ledger(path, parsed ? &*parsed : nullptr, sheet,
                                          [&](office::LedgerEntry&& entry) {
                                            reading.entries.push_back(std::move(entry));
                                            return true;
                                          });
  reading.read = result.has_value();
  if (result) {
    reading.summary = *result;
  } else {
    reading.error = result.error();
  }
  return reading;
}

std::string problems_of(const office::LedgerEntry& entry) {
  std::string text;
  for (const auto& problem : entry.problems) {
    text += (problem.refuses ? "[refused] " : "[warned] ") + problem.column + ": " +
            problem.problem + " -> " + problem.mend + "\n";
  }
  return text;
}

std::string shared_folder() {
  const char* given = ::getenv("QIDI_SHARED");
  const std::string path = given != nullptr ? given : QIDI_SOURCE_DIR "/../shared";
  return std::filesystem::exists(path + "/data") ? path : std::string();
}

}  // namespace qidi::testing
