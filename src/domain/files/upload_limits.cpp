// The first limit that is passed is told, the file's own before the account's before the disk's.
#include "domain/files/upload_limits.h"

namespace qidi::domain {

std::string shown_size(long long bytes) {
  const auto tenths_of = [&](long long unit, const char* name) {
    const auto tenths = (bytes * 10 + unit / 2) / unit;
    auto text = std::to_string(tenths / 10);
    if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
    return text + " " + name;
  };
  if (bytes >= 1LL << 30) return tenths_of(1LL << 30, "GB");
  if (bytes >= 1LL << 20) return tenths_of(1LL << 20, "MB");
  if (bytes >= 1LL << 10) return tenths_of(1LL << 10, "KB");
  return std::to_string(bytes) + " 字节";
}

std::optional<FileObjection> objection_to_size(const UploadLimits& limits,
                                               const UploadsWaiting& waiting, long long size) {
  if (size <= 0) {
    return FileObjection{"file_empty", "文件是空的；请打开检查后再传"};
  }
  if (size > limits.file) {
    return FileObjection{"file_too_large", "文件 " + shown_size(size) + "，超过每个文件 " +
                                               shown_size(limits.file) +
                                               " 的上限；请降低扫描分辨率，或拆成几个文件再传"};
  }
  if (waiting.account_files >= limits.account_files ||
      waiting.account_bytes + size > limits.account) {
    return FileObjection{"upload_quota_spent", "已上传而未提交的文件达到上限（" +
                                                   std::to_string(limits.account_files) + " 个、" +
                                                   shown_size(limits.account) +
                                                   "）；请先提交，或移去不需要的文件"};
  }
  if (waiting.all_bytes + size > limits.everybody ||
      waiting.free_bytes - size < limits.free_space) {
    return FileObjection{"storage_full", "存储空间不足，暂时不能上传；请稍后再试，或联系管理员"};
  }
  return std::nullopt;
}

}  // namespace qidi::domain
