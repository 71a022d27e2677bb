// What becomes of a chunk's bytes: written behind those before, and looked through once all are
// there: the kind that the name says and no other, the scanner, the hash. See upload_desk.h.
#include <algorithm>
#include <filesystem>

#include "api/problems.h"
#include "api/upload_desk.h"
#include "api/upload_problems.h"
#include "files/scanner.h"

namespace qidi::api {

Read<Upload> UploadDesk::store(Upload upload, const Chunk& chunk) const {
  const auto looked_at = std::min(upload.size, domain::head_bytes);
  const bool saw_head = upload.received >= looked_at;
  if (chunk.size > 0) {
    const auto appended = shelf_.append(upload.id, chunk.offset, chunk.file);
    if (!appended) return Unexpected{problem_of(appended.error())};
    upload.received += chunk.size;
  }
  if (!saw_head && upload.received >= looked_at) {
    // Nobody should send fifty megabytes to learn that the first bytes were wrong.
    const auto head = shelf_.read(upload.id, 0, looked_at);
    if (auto objection = domain::objection_to_head(upload.kind, head)) {
      return Unexpected{problem_of(*objection)};
    }
  }
  if (upload.received < upload.size) return upload;
  return finish(std::move(upload));
}

bool UploadDesk::scans() const {
  if (doors_.scanner.empty()) return false;
  std::error_code failed;
  // Once it was there it is owed: a scanner that stopped must not open the door.
  if (!doors_.scanner_if_there || std::filesystem::exists(doors_.scanner, failed))
    scanner_seen_ = true;
  return scanner_seen_;
}

Read<void> UploadDesk::scanned(const Upload& upload) const {
  if (!scans()) return {};
  const auto result =
      files::scan(doors_.scanner, [&](const std::function<bool(std::string_view)>& take) {
        return shelf_.each_piece(upload.id, take).has_value();
      });
  switch (result.verdict) {
    case files::Scanned::Verdict::clean:
      return {};
    case files::Scanned::Verdict::infected:
      return Unexpected{infected(result.found)};
    case files::Scanned::Verdict::over_limit:
      return Unexpected{over_scanner_limit()};
    case files::Scanned::Verdict::unreachable:
      break;
  }
  return Unexpected{scanner_unreachable()};
}

Read<Upload> UploadDesk::finish(Upload upload) const {
  const auto bytes = [&](long long offset, long long length) {
    return shelf_.read(upload.id, offset, length);
  };
  if (auto objection = domain::objection_to_file(upload.kind, upload.size, bytes)) {
    return Unexpected{problem_of(*objection)};
  }
  QIDI_CHECK(scanned(upload));
  auto hash = shelf_.hash(upload.id);
  if (!hash) return Unexpected{problem_of(hash.error())};
  if (const auto synced = shelf_.sync(upload.id); !synced) {
    return Unexpected{problem_of(synced.error())};
  }
  upload.hash = std::move(*hash);
  upload.whole = true;
  if (const auto kept = shelf_.keep_note(upload.id, upload_note(upload)); !kept) {
    return Unexpected{problem_of(kept.error())};
  }
  return upload;
}

}  // namespace qidi::api
