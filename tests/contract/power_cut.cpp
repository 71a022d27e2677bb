// The real layer does the work; this one takes notes.
#include "contract/power_cut.h"

#include <algorithm>

namespace qidi::tests {

PowerCut* PowerCut::current_ = nullptr;

PowerCut::PowerCut(unsigned seed) : random_(seed), real_(sqlite3_vfs_find(nullptr)) {
  current_ = this;
  layer_ = *real_;
  layer_.zName = "power_cut";
  layer_.xOpen = open;
  layer_.xDelete = remove;
  sqlite3_vfs_register(&layer_, 1);
}

PowerCut::~PowerCut() {
  sqlite3_vfs_unregister(&layer_);
  sqlite3_vfs_register(real_, 1);
  current_ = nullptr;
}

void PowerCut::apply(std::string& content, const Change& change) {
  const auto offset = static_cast<std::size_t>(change.offset);
  if (change.truncates) {
    content.resize(offset);
    return;
  }
  if (content.size() < offset + change.bytes.size()) content.resize(offset + change.bytes.size());
  content.replace(offset, change.bytes.size(), change.bytes);
}

PowerCut::Disk PowerCut::cut() {
  static constexpr unsigned kept_in_ten[] = {0, 3, 7, 10};
  const auto kept = kept_in_ten[random_() % 4];
  Disk disk;
  for (const auto& [name, file] : files_) {
    auto content = file.durable;
    bool is_there = file.is_durable;
    for (const auto& change : file.unsynced) {
      if (random_() % 10 >= kept) continue;
      auto torn = change;
      // A sector is written or not; a write of several may end after any of them.
      if (random_() % 4 == 0) {
        torn.bytes.resize(std::min(torn.bytes.size(), 512 * (random_() % 9)));
      }
      apply(content, torn);
      is_there = true;
    }
    if (is_there) disk[name] = content;
  }
  for (const auto& [name, content] : removed_) {
    if (!disk.contains(name) && random_() % 2 == 0) disk[name] = content;
  }
  return disk;
}

const sqlite3_io_methods* PowerCut::real_of(sqlite3_file* file) {
  for (const auto& [real, methods] : current_->methods_) {
    if (&methods.ours == file->pMethods) return real;
  }
  return nullptr;
}

PowerCut::File& PowerCut::file_of(sqlite3_file* file) {
  return current_->files_[current_->open_[file]];
}

void PowerCut::step() {
  if (current_->before_step) current_->before_step();
}

int PowerCut::open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* given) {
  auto& self = *current_;
  const int code = self.real_->xOpen(self.real_, name, file, flags, given);
  if (code != SQLITE_OK || file->pMethods == nullptr || name == nullptr) return code;
  auto& methods = self.methods_[file->pMethods];
  methods.real = file->pMethods;
  methods.ours = *file->pMethods;
  methods.ours.xClose = close;
  methods.ours.xWrite = write;
  methods.ours.xTruncate = truncate;
  methods.ours.xSync = sync;
  file->pMethods = &methods.ours;
  self.open_[file] = name;
  self.removed_.erase(name);
  return code;
}

int PowerCut::remove(sqlite3_vfs*, const char* name, int sync_folder) {
  step();
  auto& self = *current_;
  if (const auto found = self.files_.find(name); found != self.files_.end()) {
    if (found->second.is_durable && sync_folder == 0) self.removed_[name] = found->second.durable;
    self.files_.erase(found);
  }
  return self.real_->xDelete(self.real_, name, sync_folder);
}

int PowerCut::close(sqlite3_file* file) {
  const auto* real = real_of(file);
  current_->open_.erase(file);
  return real->xClose(file);
}

int PowerCut::write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  step();
  file_of(file).unsynced.push_back(
      {offset, std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)),
       false});
  return real_of(file)->xWrite(file, bytes, size, offset);
}

int PowerCut::truncate(sqlite3_file* file, sqlite3_int64 size) {
  step();
  file_of(file).unsynced.push_back({size, {}, true});
  return real_of(file)->xTruncate(file, size);
}

int PowerCut::sync(sqlite3_file* file, int) {
  step();
  if (current_->lies) return SQLITE_OK;
  auto& kept = file_of(file);
  // SQLite's layer syncs the folder with the first sync of a new journal or WAL: from then on what
  // was removed before stays removed.
  const auto& name = current_->open_[file];
  if (!kept.is_durable && (name.ends_with("-wal") || name.ends_with("-journal"))) {
    current_->removed_.clear();
  }
  for (const auto& change : kept.unsynced) apply(kept.durable, change);
  kept.unsynced.clear();
  kept.is_durable = true;
  return SQLITE_OK;
}

}  // namespace qidi::tests
