// Only events that speak of files are opened: most do not.
#include "files/attached_check.h"

#include "domain/files/upload_limits.h"
#include "record/files_of_event.h"

namespace qidi::files {

void AttachedCheck::event(const record::SealedEvent& event) {
  const auto& envelope = event.envelope;
  for (const auto& file : record::files_of_event(envelope)) {
    const auto found = [&](const char* kind, const std::string& what) {
      findings_.push_back(
          {envelope.stream, envelope.sequence, kind, file.name + "（" + file.file + "）" + what});
    };
    const auto size = Shelf::is_id(file.file) ? shelf_.size(file.file) : std::nullopt;
    if (!size) {
      found("file_missing", "不在存放处");
    } else if (*size != file.size) {
      found("file_altered", "大小与记录不符：" + domain::shown_size(*size) + "，应为 " +
                                domain::shown_size(file.size));
    } else if (const auto hash = shelf_.hash(file.file); !hash || *hash != file.hash) {
      found("file_altered", "内容与记录的摘要不符");
    }
  }
}

}  // namespace qidi::files
