// The list under the mutex; bytes are written and looked through outside it.
#include "api/upload_desk.h"

#include <algorithm>

#include "api/problems.h"
#include "api/upload_problems.h"
#include "domain/files/file_name.h"
#include "domain/files/upload_keeping.h"

namespace qidi::api {

UploadDesk::UploadDesk(UploadDoors doors, std::function<domain::Instant()> now,
                       IsAttached is_attached)
    : doors_(std::move(doors)),
      now_(std::move(now)),
      is_attached_(std::move(is_attached)),
      shelf_(doors_.folder) {
  if (!doors_.folder.empty()) load();
  (void)scans();
}

void UploadDesk::load() {
  for (const auto& [id, note] : shelf_.notes()) {
    auto upload = upload_from_note(id, note);
    if (!upload) continue;
    // What is on the disk counts: a kill may have come between a chunk and its answer.
    upload->received = std::min(shelf_.size(id).value_or(0), upload->size);
    upload->whole = upload->whole && upload->received == upload->size;
    uploads_[id] = std::move(*upload);
  }
}

/// Another's upload is not there.
Upload* UploadDesk::own(const std::string& owner, const std::string& id) {
  const auto found = uploads_.find(id);
  if (found == uploads_.end() || found->second.owner != owner) return nullptr;
  return &found->second;
}

Read<void> UploadDesk::room_for(const std::string& owner, long long size) const {
  domain::UploadsWaiting waiting;
  long long still_to_come = 0;
  for (const auto& [id, upload] : uploads_) {
    if (upload.taken) continue;
    waiting.all_bytes += upload.size;
    still_to_come += upload.size - upload.received;
    if (upload.owner != owner) continue;
    waiting.account_bytes += upload.size;
    ++waiting.account_files;
  }
  waiting.free_bytes = shelf_.free_bytes() - still_to_come;
  if (auto objection = domain::objection_to_size(doors_.limits, waiting, size)) {
    return Unexpected{problem_of(*objection)};
  }
  return {};
}

Read<Upload> UploadDesk::begin(const std::string& owner, const std::string& key,
                               const std::string& name, long long size, bool draft) {
  const auto shown = domain::shown_file_name(name);
  const auto kind = domain::file_kind_of_name(shown);
  if (!kind) return Unexpected{problem_of(domain::objection_to_name(shown))};
  const std::lock_guard guard(mutex_);
  for (auto& [id, upload] : uploads_) {
    if (upload.owner != owner || upload.key != key) continue;
    if (upload.name != shown || upload.size != size) return Unexpected{key_reused()};
    return upload;
  }
  QIDI_CHECK(room_for(owner, size));
  Upload upload;
  upload.id = files::Shelf::new_id();
  upload.owner = owner;
  upload.key = key;
  upload.name = shown;
  upload.kind = *kind;
  upload.size = size;
  upload.draft = draft;
  upload.touched = now_();
  if (const auto kept = shelf_.keep_note(upload.id, upload_note(upload)); !kept) {
    return Unexpected{problem_of(kept.error())};
  }
  uploads_[upload.id] = upload;
  return upload;
}

std::vector<Upload> UploadDesk::waiting_of(const std::string& owner) {
  const std::lock_guard guard(mutex_);
  std::vector<Upload> list;
  for (auto& [id, upload] : uploads_) {
    if (upload.owner != owner || upload.taken || !upload.claim.empty()) continue;
    upload.touched = now_();
    list.push_back(upload);
  }
  std::stable_sort(list.begin(), list.end(), [](const Upload& a, const Upload& b) {
    return std::tie(a.name, a.id) < std::tie(b.name, b.id);
  });
  return list;
}

Read<Upload> UploadDesk::find(const std::string& owner, const std::string& id) {
  const std::lock_guard guard(mutex_);
  auto* upload = own(owner, id);
  if (upload == nullptr || upload->taken) return Unexpected{no_such_upload()};
  upload->touched = now_();
  return *upload;
}

Read<Upload> UploadDesk::take(const std::string& owner, const std::string& id, const Chunk& chunk) {
  Upload before;
  {
    const std::lock_guard guard(mutex_);
    auto* upload = own(owner, id);
    if (upload == nullptr || upload->taken) return Unexpected{no_such_upload()};
    upload->touched = now_();
    if (upload->last_key == chunk.key) return *upload;
    if (upload->busy) return Unexpected{upload_busy()};
    if (!upload->claim.empty()) return Unexpected{upload_claimed()};
    if (chunk.offset != upload->received) return Unexpected{offset_differs(upload->received)};
    if (chunk.size > upload->size - upload->received) {
      return Unexpected{too_many_bytes(upload->size)};
    }
    if (upload->whole) return *upload;
    upload->busy = true;
    before = *upload;
  }
  auto stored = store(before, chunk);
  const std::lock_guard guard(mutex_);
  auto& upload = uploads_.at(id);
  upload.busy = false;
  if (!stored) {
    // What the disk took is kept, so that only the looking through has to be tried again.
    upload.received = std::min(shelf_.size(id).value_or(0), upload.size);
    if (is_final(stored.error())) forget(id);
    return Unexpected{std::move(stored).error()};
  }
  upload.received = stored->received;
  upload.whole = stored->whole;
  upload.hash = stored->hash;
  upload.last_key = chunk.key;
  return upload;
}

Read<void> UploadDesk::remove(const std::string& owner, const std::string& id) {
  const std::lock_guard guard(mutex_);
  const auto* upload = own(owner, id);
  if (upload == nullptr) return {};  // gone already
  if (upload->taken || !upload->claim.empty()) return Unexpected{upload_claimed()};
  if (upload->busy) return Unexpected{upload_busy()};
  forget(id);
  return {};
}

void UploadDesk::forget(const std::string& id) {
  shelf_.remove(id);
  shelf_.drop_note(id);
  uploads_.erase(id);
}

Read<bool> UploadDesk::was_handed_in(Upload& upload) {
  auto attached = is_attached_(upload.claim, upload.id);
  if (!attached) return Unexpected{store_failed()};
  if (*attached) {
    upload.taken = true;
    shelf_.drop_note(upload.id);
  } else {
    upload.claim.clear();
  }
  return *attached;
}

Read<std::vector<domain::BroughtFile>> UploadDesk::claim(
    const std::string& owner, const std::string& command,
    const std::vector<domain::FileOfPaper>& files) {
  using State = domain::BroughtFile::State;
  const std::lock_guard guard(mutex_);
  std::vector<domain::BroughtFile> brought;
  for (const auto& named : files) {
    auto* upload = own(owner, named.file);
    if (upload == nullptr) continue;
    domain::BroughtFile known;
    known.facts = {upload->id,
                   "",
                   upload->name,
                   upload->size,
                   std::string(domain::facts_of(upload->kind).name),
                   upload->hash};
    if (!upload->taken && !upload->claim.empty() && upload->claim != command &&
        !under_way_.contains(upload->claim)) {
      QIDI_CHECK(was_handed_in(*upload));
    }
    if (!upload->claim.empty() && upload->claim != command) {
      known.state = State::taken;
    } else if (!upload->whole || upload->busy) {
      known.state = State::unfinished;
    } else if (upload->claim.empty()) {
      upload->claim = command;
      upload->touched = now_();
      // Before the command is sent: after a kill the record is asked what became of it.
      if (const auto kept = shelf_.keep_note(upload->id, upload_note(*upload)); !kept) {
        upload->claim.clear();
        return Unexpected{problem_of(kept.error())};
      }
    }
    brought.push_back(std::move(known));
  }
  under_way_.insert(command);
  return brought;
}

void UploadDesk::settle(const std::string& command, Outcome outcome) {
  const std::lock_guard guard(mutex_);
  under_way_.erase(command);
  if (outcome == Outcome::unknown) return;
  for (auto& [id, upload] : uploads_) {
    if (upload.claim != command || upload.taken) continue;
    if (outcome == Outcome::done) {
      upload.taken = true;
      shelf_.drop_note(id);
      continue;
    }
    upload.claim.clear();
    // Should the note not be kept, the record is asked later on, and says the same.
    (void)shelf_.keep_note(id, upload_note(upload));
  }
}

void UploadDesk::sweep() {
  const std::lock_guard guard(mutex_);
  std::vector<std::string> gone;
  const auto& limits = doors_.limits;
  long long bytes = 0;
  for (const auto& [id, upload] : uploads_) bytes += upload.taken ? 0 : upload.size;
  const bool crowded = domain::is_crowded(limits, bytes);
  for (auto& [id, upload] : uploads_) {
    if (upload.busy || under_way_.contains(upload.claim)) continue;
    const bool stays = upload.draft && upload.whole && !upload.taken;
    if (now_() - upload.touched < domain::waits_for(limits, stays, crowded)) continue;
    if (!upload.taken && !upload.claim.empty() && !was_handed_in(upload)) continue;
    gone.push_back(id);
  }
  for (const auto& id : gone) {
    if (uploads_.at(id).taken) {
      uploads_.erase(id);  // the record names it now
    } else {
      forget(id);
    }
  }
}

}  // namespace qidi::api
