// Limits on archives, and streaming of members.
//
// Why these limits and not R21's bare 64 MiB: a lawful ledger of 300,000 rows and 25 columns is
// about 45 bytes a cell as shared strings and 80 with inline strings, that is 350 to 600 MiB of
// XML in one member, at ratios of 6:1 to 20:1. So the size alone cannot tell a bomb; the ratio
// can: deflate reaches 1,000:1 on bombs. A member of more than 4 MiB at more than 100:1 is
// refused, and so is everything above 1 GiB. What lies in the directory is checked before a byte
// is unpacked, and a member that unpacks to more than its entry says is cut off there and then,
// so a bomb costs milliseconds and no memory.
#include "sheets/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <string>

namespace qidi::sheets {

namespace {

constexpr zip_uint64_t most_members = 1000;
constexpr zip_uint64_t most_unpacked = 1ULL << 30;
constexpr zip_uint64_t ratio_matters_above = 4ULL << 20;
constexpr zip_uint64_t most_ratio = 100;

const SheetError& broken() {
  static const SheetError error{"文件损坏：压缩包读不完整",
                                "重新下载或传输；能打开的话，用 WPS 或 Excel 另存为 xlsx 后再导入"};
  return error;
}

const SheetError& bomb() {
  static const SheetError error{"文件解压后大得不合情理，像是压缩炸弹，已拒绝",
                                "确认来源；如是正常台账，另存为新的 xlsx 或 csv 后再导入"};
  return error;
}

struct CloseMember {
  void operator()(zip_file_t* member) const { zip_fclose(member); }
};

bool is_safe_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.front() == '\\') return false;
  for (std::size_t start = 0; start <= name.size();) {
    const auto end = std::min(name.find_first_of("/\\", start), name.size());
    if (name.substr(start, end - start) == "..") return false;
    start = end + 1;
  }
  return true;
}

Result<void, SheetError> check_member(const zip_stat_t& member) {
  if (!is_safe_name(member.name)) {
    return Unexpected{SheetError{"压缩包里有不安全的路径名，已拒绝", "确认文件来源"}};
  }
  if ((member.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && member.encryption_method != ZIP_EM_NONE) {
    return Unexpected{SheetError{"文件加了密码，读不出内容", "去掉密码，保存后再导入"}};
  }
  if (member.size > most_unpacked) return Unexpected{bomb()};
  if (member.size > ratio_matters_above &&
      member.size > most_ratio * std::max<zip_uint64_t>(member.comp_size, 1)) {
    return Unexpected{bomb()};
  }
  return {};
}

Result<void, SheetError> check_directory(zip_t* archive, long long size) {
  const auto members = static_cast<zip_uint64_t>(zip_get_num_entries(archive, 0));
  if (members > most_members) {
    return Unexpected{
        SheetError{"压缩包里的文件超过 1,000 个，不是普通表格，已拒绝", "确认文件来源"}};
  }
  zip_uint64_t unpacked = 0;
  zip_uint64_t packed = 0;
  for (zip_uint64_t i = 0; i < members; ++i) {
    zip_stat_t member;
    if (zip_stat_index(archive, i, 0, &member) != 0) return Unexpected{broken()};
    constexpr zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if ((member.valid & needed) != needed) return Unexpected{broken()};
    QIDI_CHECK(check_member(member));
    unpacked += member.size;
    packed += member.comp_size;
  }
  if (unpacked > most_unpacked) return Unexpected{bomb()};
  // Members that share the same bytes (the flat bomb) claim more than the file holds.
  if (packed > static_cast<zip_uint64_t>(size)) {
    return Unexpected{SheetError{"压缩包里的文件互相重叠，已拒绝", "确认文件来源"}};
  }
  return {};
}

}  // namespace

void ZipArchive::Close::operator()(struct zip* archive) const {
  zip_discard(archive);
}

Result<ZipArchive, SheetError> ZipArchive::open(FilePointer file, long long size) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_filep_create(file.get(), 0, -1, &error);
  if (source == nullptr) {
    zip_error_fini(&error);
    return Unexpected{broken()};
  }
  file.release();  // the source closes it
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    zip_source_free(source);
    return Unexpected{broken()};
  }
  ZipArchive opened(archive);
  QIDI_CHECK(check_directory(archive, size));
  return opened;
}

bool ZipArchive::has(const std::string& name) const {
  return zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

Result<void, SheetError> ZipArchive::read(const std::string& name, const ByteSink& sink,
                                          const Progress& progress) const {
  const auto index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
  zip_stat_t entry;
  if (index < 0 ||
      zip_stat_index(archive_.get(), static_cast<zip_uint64_t>(index), 0, &entry) != 0) {
    return Unexpected{SheetError{"文件损坏：缺少 " + name, broken().mend}};
  }
  std::unique_ptr<zip_file_t, CloseMember> member(
      zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
  if (!member) return Unexpected{broken()};
  std::vector<char> chunk(1 << 16);
  zip_uint64_t done = 0;
  while (true) {
    const auto n = zip_fread(member.get(), chunk.data(), chunk.size());
    if (n < 0) return Unexpected{broken()};
    if (n == 0) break;
    done += static_cast<zip_uint64_t>(n);
    if (done > entry.size) return Unexpected{bomb()};
    QIDI_TRY(more, sink(std::string_view(chunk.data(), static_cast<std::size_t>(n))));
    if (!more) return {};
    if (progress) progress(static_cast<long long>(done), static_cast<long long>(entry.size));
  }
  if (done != entry.size) return Unexpected{broken()};
  return {};
}

Result<std::string, SheetError> ZipArchive::text(const std::string& name, std::size_t most) const {
  std::string whole;
  QIDI_CHECK(read(name, [&](std::string_view piece) -> Result<bool, SheetError> {
    if (whole.size() + piece.size() > most) return Unexpected{bomb()};
    whole.append(piece);
    return true;
  }));
  return whole;
}

}  // namespace qidi::sheets
