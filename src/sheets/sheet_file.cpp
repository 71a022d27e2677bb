// Opening, fingerprinting and telling apart of files.
#include "sheets/sheet_file.h"

#include <openssl/evp.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <vector>

namespace qidi::sheets {

namespace {

constexpr const char* save_as_xlsx = "用 WPS 或 Excel 打开，另存为 xlsx 后再导入";
// A ledger of 300,000 rows is about 40 MB as xlsx and 100 MB as csv.
constexpr long long most_bytes = 512LL << 20;

struct FreeDigest {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// What the whole file's bytes told in one pass.
struct Bytes {
  std::string head;  // the first 4 KiB
  std::string sha256;
  bool encrypted_package = false;  // an OLE file that wraps an encrypted xlsx
  long long nulls = 0;
};

std::string hex(const unsigned char* bytes, unsigned length) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (unsigned i = 0; i < length; ++i) {
    out += digits[bytes[i] >> 4];
    out += digits[bytes[i] & 15];
  }
  return out;
}

Result<Bytes, SheetError> look_through(std::FILE* file) {
  // "EncryptedPackage" in UTF-16LE: the stream in which Office keeps a password-protected xlsx.
  std::string mark;
  for (const char c : std::string_view("EncryptedPackage")) {
    mark += c;
    mark += '\0';
  }
  Bytes seen;
  std::unique_ptr<EVP_MD_CTX, FreeDigest> digest(EVP_MD_CTX_new());
  EVP_DigestInit_ex(digest.get(), EVP_sha256(), nullptr);
  std::vector<char> chunk(1 << 18);
  std::string overlap;
  for (std::size_t n = 0; (n = std::fread(chunk.data(), 1, chunk.size(), file)) > 0;) {
    EVP_DigestUpdate(digest.get(), chunk.data(), n);
    const std::string_view bytes(chunk.data(), n);
    if (seen.head.empty()) seen.head.assign(bytes.substr(0, 4096));
    for (const char c : bytes) seen.nulls += c == '\0' ? 1 : 0;
    if (seen.head.substr(0, 2) == "\xD0\xCF" && !seen.encrypted_package) {
      overlap.append(bytes);
      seen.encrypted_package = overlap.find(mark) != std::string::npos;
      overlap.erase(0, overlap.size() - std::min(overlap.size(), mark.size()));
    }
  }
  if (std::ferror(file) != 0) {
    return Unexpected{SheetError{"读文件时出错", "检查磁盘或网络盘后再试"}};
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
  unsigned length = 0;
  EVP_DigestFinal_ex(digest.get(), value.data(), &length);
  seen.sha256 = hex(value.data(), length);
  std::rewind(file);
  return seen;
}

std::string lowered_start(std::string_view head) {
  if (head.substr(0, 3) == "\xEF\xBB\xBF") head.remove_prefix(3);
  std::string start;
  for (const char c : head) {
    if (start.empty() && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) continue;
    start += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    if (start.size() == 512) break;
  }
  return start;
}

bool begins_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

/// The error for bytes that are known to be something else than a sheet.
Result<SheetFile::Kind, SheetError> kind_of(const Bytes& seen) {
  const std::string_view head = seen.head;
  if (begins_with(head, "PK\x03\x04") || begins_with(head, "PK\x05\x06")) {
    return SheetFile::Kind::xlsx;
  }
  if (begins_with(head, "\xD0\xCF\x11\xE0")) {
    if (seen.encrypted_package) {
      return Unexpected{SheetError{"文件加了打开密码，读不出内容",
                                   "在 WPS 或 Excel 中去掉打开密码，保存后再导入"}};
    }
    return Unexpected{
        SheetError{"这是旧的 xls（或其他旧版 Office）文件", "请另存为 xlsx 后再导入"}};
  }
  struct Known {
    std::string_view beginning, name;
  };
  static constexpr std::array<Known, 8> others{{{"%PDF", "PDF 文件"},
                                                {"\x89PNG", "PNG 图片"},
                                                {"\xFF\xD8\xFF", "JPEG 图片"},
                                                {"Rar!", "RAR 压缩包"},
                                                {"7z\xBC\xAF", "7z 压缩包"},
                                                {"\x1F\x8B", "gzip 压缩包"},
                                                {"{\\rtf", "RTF 文件"},
                                                {"SQLite format", "数据库文件"}}};
  for (const auto& other : others) {
    if (begins_with(head, other.beginning)) {
      return Unexpected{SheetError{"这是" + std::string(other.name) + "，不是台账表格",
                                   "请选择 xlsx 或 csv 文件"}};
    }
  }
  const auto start = lowered_start(head);
  for (const std::string_view beginning : {"<html", "<!doctype", "<table", "<head", "<meta"}) {
    if (begins_with(start, beginning)) {
      return Unexpected{SheetError{"这是网页（HTML），只是名字像表格", save_as_xlsx}};
    }
  }
  if (begins_with(start, "<?xml") || begins_with(start, "<workbook")) {
    return Unexpected{SheetError{"这是 XML 文件，不是 xlsx 表格", save_as_xlsx}};
  }
  const bool utf16 = begins_with(head, "\xFF\xFE") || begins_with(head, "\xFE\xFF");
  if (seen.nulls > 0 && !utf16) {
    return Unexpected{
        SheetError{"不是表格：文件里有不能读成文字的内容", "请选择 xlsx 或 csv 文件"}};
  }
  if (start.empty()) return Unexpected{SheetError{"文件里什么都没有", "检查是否选错了文件"}};
  return SheetFile::Kind::csv;
}

}  // namespace

Result<SheetFile, SheetError> open_sheet_file(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    return Unexpected{SheetError{errno == EACCES ? "没有权限读：" + path : "找不到文件：" + path,
                                 "检查路径和文件名"}};
  }
  if (S_ISDIR(status.st_mode)) {
    return Unexpected{
        SheetError{"这是文件夹，不是文件：" + path, "请选择文件夹里的 xlsx 或 csv 文件"}};
  }
  if (!S_ISREG(status.st_mode)) {
    return Unexpected{SheetError{"不是普通文件：" + path, "请选择 xlsx 或 csv 文件"}};
  }
  SheetFile opened;
  opened.size = status.st_size;
  if (opened.size == 0) {
    return Unexpected{SheetError{"文件是空的（0 字节）", "检查是否传输中断或选错了文件"}};
  }
  if (opened.size > most_bytes) {
    return Unexpected{SheetError{"文件超过 512 MB", "按年度或盟市拆成几个文件再导入"}};
  }
  opened.file.reset(std::fopen(path.c_str(), "rbe"));
  if (!opened.file) {
    return Unexpected{SheetError{"打不开文件：" + path, "检查读取权限，或关闭占用它的程序"}};
  }
  QIDI_TRY(seen, look_through(opened.file.get()));
  QIDI_TRY(kind, kind_of(seen));
  opened.kind = kind;
  opened.sha256 = seen.sha256;
  return opened;
}

}  // namespace qidi::sheets
