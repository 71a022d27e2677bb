// A disk under SQLite that remembers what was only written and what was synced, and can say at any
// step what a power cut would leave: of the unsynced writes some are lost, some torn, whatever
// their order. kill -9 can't test this, because the kernel keeps unsynced pages. reliability.md
// R25.
#pragma once

#include <sqlite3.h>

#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace qidi::tests {

/// SQLite's default file layer while it lives.
class PowerCut {
 public:
  /// What lies on the disk after a cut: contents by path.
  using Disk = std::map<std::string, std::string>;

  explicit PowerCut(unsigned seed);
  ~PowerCut();
  PowerCut(const PowerCut&) = delete;
  PowerCut& operator=(const PowerCut&) = delete;

  /// Called before every write, truncation, sync and deletion: the places where a cut can fall.
  std::function<void()> before_step;
  /// A disk that says "synced" and isn't: what synchronous=OFF amounts to.
  bool lies = false;

  /// What a cut now would leave, drawn at random.
  Disk cut();

 private:
  struct Change {
    sqlite3_int64 offset = 0;
    std::string bytes;
    bool truncates = false;
  };
  struct File {
    std::string durable;
    bool is_durable = false;
    std::vector<Change> unsynced;
  };
  struct Methods {
    const sqlite3_io_methods* real = nullptr;
    sqlite3_io_methods ours{};
  };

  static void apply(std::string& content, const Change& change);
  static const sqlite3_io_methods* real_of(sqlite3_file* file);
  static File& file_of(sqlite3_file* file);
  static void step();

  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* given);
  static int remove(sqlite3_vfs*, const char* name, int sync_folder);
  static int close(sqlite3_file* file);
  static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset);
  static int truncate(sqlite3_file* file, sqlite3_int64 size);
  static int sync(sqlite3_file* file, int flags);

  static PowerCut* current_;

  std::mt19937 random_;
  sqlite3_vfs* real_ = nullptr;
  sqlite3_vfs layer_{};
  std::map<const sqlite3_io_methods*, Methods> methods_;
  std::map<sqlite3_file*, std::string> open_;
  std::map<std::string, File> files_;
  Disk removed_;  ///< a removal may be lost, too
};

}  // namespace qidi::tests
