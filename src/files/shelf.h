// The shelf on which files lie that people brought: `uploads/` of the data directory. A file's name
// there is its random id and nothing else; a note beside it stands for an upload that is not handed
// in yet. The note is written before the file and removed after it, so a file without a note is
// named by the record, or the record is the poorer: nothing else can leave one.
// reliability.md R23, R25, R28, R75; docs/decisions/0011.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/result.h"

namespace qidi::files {

/// Why the disk did not do it.
enum class ShelfFault { full, failed, missing };
template <class T>
using OnShelf = Result<T, ShelfFault>;

class Shelf {
 public:
  explicit Shelf(std::string folder) : folder_(std::move(folder)) {}

  /// Random, 32 characters of hex.
  static std::string new_id();
  /// Whether a text is one of these ids: only such a text is ever made part of a path.
  static bool is_id(std::string_view text);

  /// Puts the bytes of another file behind the first `offset` bytes; what lay there is let go.
  OnShelf<void> append(const std::string& id, long long offset, const std::string& from) const;
  /// Durable from here on, whatever happens to the machine.
  OnShelf<void> sync(const std::string& id) const;
  /// In bytes; nothing when there is no such file.
  std::optional<long long> size(const std::string& id) const;
  /// Up to `length` bytes from `offset` on; fewer only at the end or when the disk fails.
  std::string read(const std::string& id, long long offset, long long length) const;
  /// Reads it from end to end; false from `take` stops early.
  OnShelf<void> each_piece(const std::string& id,
                           const std::function<bool(std::string_view)>& take) const;
  /// SM3 of its bytes, hex.
  OnShelf<std::string> hash(const std::string& id) const;
  /// Durable, so that whatever is let go after it cannot be gone without it.
  void remove(const std::string& id) const;
  /// Where it lies, for whoever sends it.
  std::string path(const std::string& id) const { return path_of(id); }

  /// Written whole or not at all, and durable.
  OnShelf<void> keep_note(const std::string& id, const std::string& text) const;
  void drop_note(const std::string& id) const;
  /// Every note: id and text.
  std::vector<std::pair<std::string, std::string>> notes() const;

  /// What the disk has left for us, in bytes.
  long long free_bytes() const;

 private:
  std::string folder_of(const std::string& id) const { return folder_ + "/" + id.substr(0, 2); }
  std::string path_of(const std::string& id) const { return folder_of(id) + "/" + id; }
  std::string notes_folder() const { return folder_ + "/notes"; }

  std::string folder_;
};

}  // namespace qidi::files
