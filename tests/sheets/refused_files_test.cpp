// Files that are no ledgers: each is refused at once, with what it is and what to do, and leaves
// nothing behind. Reliability R21; clause notice-4.1 (N1).
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <fstream>
#include <sstream>

#include "cites.h"
#include "sheets/made_up_sheets.h"

namespace qidi::testing {
namespace {

void expect_refused(const std::string& path, const std::string& words) {
  const auto reading = read_all(path);
  EXPECT_FALSE(reading.read) << path;
  EXPECT_TRUE(reading.entries.empty()) << path;
  EXPECT_NE(reading.error.problem.find(words), std::string::npos)
      << path << ": " << reading.error.problem;
  EXPECT_FALSE(reading.error.mend.empty()) << path;
}

std::string bytes_of(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

long peak_kib() {
  struct rusage usage {};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

MadeBook small_book() {
  MadeBook book;
  book.sheets.push_back({"台账", row(1, {"办件编号", "收件日期"}) + row(2, {"A1", "2022-08-31"})});
  return book;
}

TEST(RefusedFiles, AreTheOnesThatAreNoFilesOrEmpty) {
  cites("notice-4.1@606e");
  const Folder folder;
  expect_refused(folder.file("absent.xlsx"), "找不到文件");
  expect_refused(folder.file("."), "文件夹");
  expect_refused("/dev/null", "不是普通文件");
  expect_refused(folder.write("empty.xlsx", ""), "0 字节");
  expect_refused(folder.write("blank.csv", " \r\n\t\n"), "什么都没有");
  expect_refused(folder.write("mark.csv", "\xEF\xBB\xBF"), "什么都没有");
}

TEST(RefusedFiles, AreToldApartByTheirBytesNotTheirNames) {
  const Folder folder;
  const std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  expect_refused(folder.write("old.xls", ole + std::string(4096, '\0')), "xls");
  std::string encrypted = ole + std::string(300000, '\0');
  for (const char c : std::string("EncryptedPackage")) encrypted += {c, '\0'};
  expect_refused(folder.write("locked.xlsx", encrypted + std::string(512, '\0')), "密码");
  expect_refused(folder.write("page.xlsx", "\r\n <HTML><body><table></table>"), "HTML");
  expect_refused(folder.write("page2.xls", "<table border=1><tr><td>1"), "HTML");
  expect_refused(folder.write("xml.xls", "<?xml version=\"1.0\"?><Workbook/>"), "XML");
  expect_refused(folder.write("paper.xlsx", "%PDF-1.7\n"), "PDF");
  expect_refused(folder.write("image.csv", "\x89PNG\r\n"), "PNG");
  expect_refused(folder.write("packed.csv", std::string("\x1F\x8B\x08\0\0", 5)), "gzip");
  expect_refused(folder.write("noise.csv", std::string("\x01\x00\x02\x00zz", 6)), "不是表格");
  expect_refused(folder.write("prose.csv", "这不是表格，只是一段话。\n第二行\n"),
                 "找不到可用的表头");
  write_zip(folder.file("word.xlsx"), {{"word/document.xml", "<w/>"}});
  expect_refused(folder.file("word.xlsx"), "Word");
  write_zip(folder.file("calc.xlsx"), {{"mimetype", "x"}, {"content.xml", "<o/>"}});
  expect_refused(folder.file("calc.xlsx"), "ods");
  write_zip(folder.file("binary.xlsx"), {{"xl/workbook.bin", "x"}});
  expect_refused(folder.file("binary.xlsx"), "xlsb");
  write_zip(folder.file("files.xlsx"), {{"a.txt", "x"}});
  expect_refused(folder.file("files.xlsx"), "没有表格");
}

TEST(RefusedFiles, AreThoseCutOffOrDamaged) {
  const Folder folder;
  small_book().write(folder.file("whole.xlsx"));
  const auto whole = bytes_of(folder.file("whole.xlsx"));
  ASSERT_TRUE(read_all(folder.file("whole.xlsx")).read);
  // Every cut, and a flipped bit anywhere, gives an error or the very rows, never something else.
  for (std::size_t length = 1; length < whole.size(); length += 7) {
    EXPECT_FALSE(read_all(folder.write("cut.xlsx", whole.substr(0, length))).read) << length;
  }
  for (std::size_t place = 0; place < whole.size(); place += 3) {
    auto damaged = whole;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
    const auto reading = read_all(folder.write("damaged.xlsx", damaged));
    if (!reading.read) continue;
    ASSERT_LE(reading.entries.size(), 1U) << place;
    if (!reading.entries.empty()) {
      EXPECT_EQ(reading.entries[0].case_id, "A1") << place;
    }
  }
  auto book = small_book();
  book.sheets[0].behind = "<unclosed>";
  book.write(folder.file("xml.xlsx"));
  expect_refused(folder.file("xml.xlsx"), "损坏");
  book = small_book();
  book.sheets[0].rows += row(3, {"<c t=\"s\"><v>99</v></c>", "2022-08-31"});
  book.write(folder.file("strings.xlsx"));
  const auto reading = read_all(folder.file("strings.xlsx"));
  EXPECT_FALSE(reading.read);
  EXPECT_NE(reading.error.problem.find("指向不存在的文字"), std::string::npos);
}

TEST(RefusedFiles, AreZipBombsBeforeTheyUnpack) {
  const Folder folder;
  // The bomb is made in a process of its own, so that its making is not in our peak of memory.
  const auto maker = ::fork();
  if (maker == 0) {
    auto members = small_book().members();
    for (auto& [name, bytes] : members) {
      if (name.find("worksheets/") != std::string::npos) bytes.append(300U << 20, ' ');
    }
    write_zip(folder.file("bomb.xlsx"), members);
    ::_exit(0);
  }
  ASSERT_EQ(::waitpid(maker, nullptr, 0), maker);
  const auto built = peak_kib();
  expect_refused(folder.file("bomb.xlsx"), "炸弹");
  std::printf("zip bomb: %zu bytes, refused with %ld KiB more at the peak\n",
              bytes_of(folder.file("bomb.xlsx")).size(), peak_kib() - built);
  EXPECT_LT(peak_kib() - built, 64 * 1024);
  // The same bomb with a directory that lies about its size: cut off while unpacking.
  auto lying = bytes_of(folder.file("bomb.xlsx"));
  const std::uint32_t small = 4000;
  int changed = 0;
  for (std::size_t i = 0; i + 46 < lying.size(); ++i) {
    if (lying.compare(i, 4, "PK\x01\x02") != 0) continue;
    std::uint32_t size = 0;
    std::memcpy(&size, lying.data() + i + 24, 4);
    if (size < (300U << 20)) continue;
    std::memcpy(lying.data() + i + 24, &small, 4);
    ++changed;
  }
  ASSERT_EQ(changed, 1);
  const auto reading = read_all(folder.write("lying.xlsx", lying));
  EXPECT_FALSE(reading.read);
  std::printf("lying zip bomb: %s, at the peak +%ld KiB\n", reading.error.problem.c_str(),
              peak_kib() - built);
  EXPECT_LT(peak_kib() - built, 64 * 1024);
  EXPECT_EQ(folder.count(), 2U) << "nothing was unpacked to the disk";
}

TEST(RefusedFiles, AreArchivesOfTooManyMembersOrUnsafeNames) {
  const Folder folder;
  auto many = small_book().members();
  for (int i = 0; i < 1001; ++i) many.emplace_back("xl/extra" + std::to_string(i), "x");
  write_zip(folder.file("many.xlsx"), many);
  expect_refused(folder.file("many.xlsx"), "1,000");
  for (const char* name : {"../outside.xml", "xl/../../outside.xml", "/etc/outside", "xl\\..\\o"}) {
    auto members = small_book().members();
    members.emplace_back(name, "x");
    write_zip(folder.file("unsafe.xlsx"), members);
    expect_refused(folder.file("unsafe.xlsx"), "不安全");
  }
}

TEST(RefusedFiles, AreThoseWithEntitiesInTheirXml) {
  const Folder folder;
  std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\">";
  for (char c = 'b'; c < 'm'; ++c) {
    laughs += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) laughs += std::string("&") + static_cast<char>(c - 1) + ";";
    laughs += "\">";
  }
  laughs += "]>";
  for (const std::string part : {"xl/workbook.xml", "xl/styles.xml", "worksheets/"}) {
    auto members = small_book().members();
    for (auto& [name, bytes] : members) {
      if (name.find(part) == std::string::npos) continue;
      bytes = laughs +
              "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&l;</v></c>"
              "</row></sheetData></worksheet>";
    }
    write_zip(folder.file("laughs.xlsx"), members);
    expect_refused(folder.file("laughs.xlsx"), "实体");
  }
  auto outside = small_book().members();
  for (auto& [name, bytes] : outside) {
    if (name.find("worksheets/") == std::string::npos) continue;
    bytes.insert(bytes.find("<worksheet"), "<!DOCTYPE w SYSTEM \"file:///etc/passwd\">");
  }
  write_zip(folder.file("outside.xlsx"), outside);
  expect_refused(folder.file("outside.xlsx"), "实体");
}

TEST(RefusedFiles, AreThoseWithRowsOutOfOrderOrCellsOutOfRange) {
  const Folder folder;
  auto book = small_book();
  book.sheets[0].rows += row(2, {"A2", "2022-08-31"});
  book.write(folder.file("order.xlsx"));
  EXPECT_NE(read_all(folder.file("order.xlsx")).error.problem.find("行号"), std::string::npos);
  book = small_book();
  book.sheets[0].rows += "<row r=\"3\"><c r=\"XFE3\"><v>1</v></c></row>";
  book.write(folder.file("range.xlsx"));
  EXPECT_NE(read_all(folder.file("range.xlsx")).error.problem.find("位置"), std::string::npos);
}

}  // namespace
}  // namespace qidi::testing
