// What may be handed in, from names and bytes alone: the kinds, what pretends to be one, what hides
// in an archive, how names are shown, how much may wait. reliability.md R21, R23.
#include <gtest/gtest.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "domain/files/file_kind.h"
#include "domain/files/file_name.h"
#include "domain/files/upload_limits.h"

namespace qidi::domain {
namespace {

using namespace std::string_literals;

std::string code_of(const std::optional<FileObjection>& objection) {
  return objection ? std::string(objection->code) : "";
}

/// What speaks against a whole file of that kind.
std::string against(FileKind kind, const std::string& file) {
  return code_of(objection_to_file(
      kind, static_cast<long long>(file.size()), [&](long long offset, long long length) {
        if (offset < 0 || offset > static_cast<long long>(file.size())) return std::string();
        return file.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(length));
      }));
}

std::string little(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>((value >> (8 * i)) & 0xffU);
  return text;
}

struct Made {
  std::string name;
  std::string bytes = "x";
  std::uint64_t unpacked = 1;
  std::uint64_t flags = 0;
};

/// A zip whose members are stored as they are; `claimed` sizes may lie.
std::string zip_of(const std::vector<Made>& members, const std::string& comment = "") {
  std::string body;
  std::string directory;
  for (const auto& [name, bytes, unpacked, flags] : members) {
    const auto offset = body.size();
    const auto sizes = little(bytes.size(), 4) + little(unpacked, 4);
    body += "PK\3\4"s + little(20, 2) + little(flags, 2) + little(8, 2) + little(0, 8) + sizes +
            little(name.size(), 2) + little(0, 2) + name + bytes;
    directory += "PK\1\2"s + little(20, 2) + little(20, 2) + little(flags, 2) + little(8, 2) +
                 little(0, 8) + sizes + little(name.size(), 2) + little(0, 2) + little(0, 2) +
                 little(0, 8) + little(offset, 4) + name;
  }
  return body + directory + "PK\5\6"s + little(0, 4) + little(members.size(), 2) +
         little(members.size(), 2) + little(directory.size(), 4) + little(body.size(), 4) +
         little(comment.size(), 2) + comment;
}

std::string docx(std::vector<Made> more = {}) {
  more.insert(more.begin(), {{"[Content_Types].xml"}, {"word/document.xml"}});
  return zip_of(more);
}

const std::string pdf = "%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n";
const std::string png = "\x89PNG\r\n\x1a\n.....\0\0\0\0IEND\xae\x42\x60\x82"s;

TEST(FileKinds, AreEightAndKnownByTheEndingOfTheName) {
  EXPECT_EQ(file_kinds().size(), 8U);
  for (const auto& facts : file_kinds()) {
    EXPECT_EQ(file_kind_of_name("申请表." + std::string(facts.name)), facts.kind);
    EXPECT_EQ(file_kind_from(facts.name), facts.kind);
    EXPECT_EQ(&facts_of(facts.kind), &facts);
  }
  EXPECT_EQ(file_kind_of_name("A.JPEG"), FileKind::jpg);
  for (const auto* name : {"a.exe", "a.pdf.exe", "pdf", ".pdf", "a.", "a.html", "a.svg", "a.zip",
                           "a.docm", "a.xls", "a.pdf "}) {
    EXPECT_FALSE(file_kind_of_name(name)) << name;
  }
  EXPECT_NE(objection_to_name("a.exe").detail.find("PDF"), std::string::npos);
}

TEST(FileKinds, TakeWhatIsWhatItsNameSays) {
  EXPECT_EQ(against(FileKind::pdf, pdf), "");
  EXPECT_EQ(against(FileKind::jpg, "\xff\xd8\xff\xe0 picture \xff\xd9"), "");
  EXPECT_EQ(against(FileKind::png, png), "");
  EXPECT_EQ(against(FileKind::tif, "II*\0 scan"s), "");
  EXPECT_EQ(against(FileKind::tif, "MM\0* scan"s), "");
  EXPECT_EQ(against(FileKind::dwg, "AC1032 drawing"), "");
  EXPECT_EQ(against(FileKind::docx, docx()), "");
  EXPECT_EQ(against(FileKind::xlsx, zip_of({{"[Content_Types].xml"}, {"xl/workbook.xml"}})), "");
  EXPECT_EQ(against(FileKind::ofd, zip_of({{"OFD.xml"}, {"Doc_0/Document.xml"}}, "signed")), "");
}

TEST(FileKinds, RefuseEveryKindUnderEveryOtherName) {
  const std::vector<std::pair<FileKind, std::string>> files{
      {FileKind::pdf, pdf},
      {FileKind::png, png},
      {FileKind::jpg, "\xff\xd8\xff\xe0 picture \xff\xd9"},
      {FileKind::tif, "II*\0 scan"s},
      {FileKind::dwg, "AC1032 drawing"},
      {FileKind::docx, docx()},
      {FileKind::xlsx, zip_of({{"[Content_Types].xml"}, {"xl/workbook.xml"}})},
      {FileKind::ofd, zip_of({{"OFD.xml"}})}};
  for (const auto& [kind, file] : files) {
    for (const auto& facts : file_kinds()) {
      EXPECT_EQ(against(facts.kind, file), facts.kind == kind ? "" : "file_kind_differs")
          << facts.name << " for " << facts_of(kind).name;
    }
  }
  for (const auto* file : {"MZ program", "", "<html>",
                           "\x7f"
                           "ELF",
                           "%!PS"}) {
    for (const auto& facts : file_kinds()) {
      EXPECT_EQ(against(facts.kind, file), "file_kind_differs") << file << facts.name;
    }
  }
}

TEST(FileKinds, RefuseWhatIsTwoThingsAtOnceOrCutShort) {
  EXPECT_EQ(against(FileKind::pdf, pdf + zip_of({{"a.class"}})), "file_two_kinds");
  EXPECT_EQ(against(FileKind::jpg, "\xff\xd8\xff picture \xff\xd9" + zip_of({{"a"}})),
            "file_two_kinds");
  EXPECT_EQ(against(FileKind::jpg, "\xff\xd8\xff\xe0<SCRIPT>x</script>\xff\xd9"), "file_two_kinds");
  EXPECT_EQ(against(FileKind::png, "\x89PNG\r\n\x1a\n%PDF-1.4" + png.substr(8)), "file_two_kinds");
  EXPECT_EQ(against(FileKind::docx, zip_of({{"%PDF-1.4"}, {"[Content_Types].xml"}})),
            "file_two_kinds");
  EXPECT_EQ(against(FileKind::pdf, pdf.substr(0, 20)), "file_broken");
  EXPECT_EQ(against(FileKind::png, png + "more"), "file_broken");
  EXPECT_EQ(against(FileKind::docx, docx().substr(0, docx().size() - 1)), "file_broken");
}

TEST(Archives, RefuseBombsProgramsAndMembersThatLeadElsewhere) {
  constexpr std::uint64_t mebibyte = 1ULL << 20U;
  for (const auto* name : {"../evil", "/etc/passwd", "a/../../b", "C:\\a", "..\\a",
                           "word/vbaProject.bin", "a.EXE", "b.js", "inner.zip", "x.lnk"}) {
    EXPECT_EQ(against(FileKind::docx, docx({{name}})), "archive_unsafe") << name;
  }
  EXPECT_EQ(against(FileKind::docx, docx({{"big", "x", 200 * mebibyte}})), "archive_unsafe");
  EXPECT_EQ(against(FileKind::docx, docx({{"a", std::string(6 << 20, 'x'), 400 * mebibyte},
                                          {"b", std::string(6 << 20, 'x'), 400 * mebibyte}})),
            "archive_unsafe");
  EXPECT_EQ(against(FileKind::docx, docx({{"locked", "x", 1, 1}})), "archive_unsafe");
  EXPECT_EQ(against(FileKind::docx, "MZ" + docx()), "file_kind_differs");
  // Two entries of one member's bytes: the flat bomb.
  auto twice = docx({{"a"}, {"b"}});
  const auto second = twice.rfind("PK\1\2");
  const auto first = twice.rfind("PK\1\2", second - 1);
  twice.replace(second + 42, 4, twice.substr(first + 42, 4));
  EXPECT_EQ(against(FileKind::docx, twice), "archive_unsafe");
  // Any byte of the directory changed: read in one way only, or not at all; never beyond the end.
  const auto good = docx();
  for (std::size_t at = good.find("PK\1\2"); at < good.size(); ++at) {
    for (const char value : {'\0', '\x7f', '\xff'}) {
      auto bent = good;
      bent[at] = value;
      (void)against(FileKind::docx, bent);
    }
  }
}

TEST(FileNames, AreTextAndNothingElse) {
  const std::vector<std::pair<std::string, std::string>> names{
      {"申请表.pdf", "申请表.pdf"},
      {"C:\\Users\\某人\\图.dwg", "图.dwg"},
      {"../../etc/passwd", "passwd"},
      {"a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"},
      {std::string("a\0b.pdf", 7), "ab.pdf"},
      {"photo\u202egpj.exe", "photogpj.exe"},
      {"\u200b\ufeff a .pdf. ", "a .pdf"},
      {"bad\xff\xc3.pdf", "bad.pdf"},
      {"\xc0\xaf\xed\xa0\x80.pdf", "pdf"},
      {"..", "未命名"},
      {"", "未命名"}};
  for (const auto& [sent, shown] : names) EXPECT_EQ(shown_file_name(sent), shown) << sent;
  std::string long_name;
  for (int i = 0; i < 500; ++i) long_name += "长";
  const auto shown = shown_file_name(long_name + ".pdf");
  EXPECT_EQ(shown.size(), (longest_file_name - 4) * 3 + 4);
  EXPECT_TRUE(shown.ends_with("长.pdf"));
}

TEST(UploadLimits, TellTheFirstThatIsPassed) {
  const UploadLimits limits;
  UploadsWaiting waiting;
  waiting.free_bytes = 100LL << 30;
  const auto told = [&](long long size) {
    return code_of(objection_to_size(limits, waiting, size));
  };
  EXPECT_EQ(told(0), "file_empty");
  EXPECT_EQ(told(1), "");
  EXPECT_EQ(told(limits.file), "");
  EXPECT_EQ(told(limits.file + 1), "file_too_large");
  waiting.account_bytes = limits.account - 10;
  EXPECT_EQ(told(10), "");
  EXPECT_EQ(told(11), "upload_quota_spent");
  waiting.account_bytes = 0;
  waiting.account_files = limits.account_files;
  EXPECT_EQ(told(1), "upload_quota_spent");
  waiting.account_files = 0;
  waiting.all_bytes = limits.everybody;
  EXPECT_EQ(told(1), "storage_full");
  waiting.all_bytes = 0;
  waiting.free_bytes = limits.free_space + 5;
  EXPECT_EQ(told(5), "");
  EXPECT_EQ(told(6), "storage_full");
  EXPECT_EQ(shown_size(52'428'800), "50 MB");
  EXPECT_EQ(shown_size(1'610'612'736), "1.5 GB");
}

}  // namespace
}  // namespace qidi::domain
