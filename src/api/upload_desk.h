// The desk where files are handed in: each upload is begun with its name and size, grows chunk by
// chunk from wherever it stopped, and is looked through when it is whole. It then waits for an act
// of its owner that names it; what no act names within the hour after its owner's last sign (what
// belongs to a draft: upload_keeping.h) is removed. Safe from any thread. reliability.md R23, R25,
// R28; docs/decisions/0011.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "api/parameters.h"
#include "api/upload_doors.h"
#include "domain/casework/attached_file.h"
#include "domain/time/day.h"
#include "files/shelf.h"

namespace qidi::api {

struct Upload {
  std::string id;
  std::string owner;  ///< the account's id, or the token's
  std::string key;    ///< the Idempotency-Key that began it
  std::string name;
  domain::FileKind kind{};
  long long size = 0;
  long long received = 0;  ///< bytes, from the first on
  bool draft = false;      ///< brought for a draft that is kept: once whole it waits for days
  bool whole = false;      ///< all there, looked through, durable
  std::string hash;        ///< SM3, hex, once whole
  domain::Instant touched{};
  std::string claim;     ///< the command that names it, written down before that is sent
  std::string last_key;  ///< of the last chunk taken
  bool busy = false;     ///< a chunk is being taken
  bool taken = false;    ///< the record names it: nobody may hand it in again
};

class UploadDesk {
 public:
  /// Whether the record holds that command and it handed in that file.
  using IsAttached = std::function<Result<bool, office::Fault>(const std::string& command,
                                                               const std::string& file)>;

  UploadDesk(UploadDoors doors, std::function<domain::Instant()> now, IsAttached is_attached);
  UploadDesk(const UploadDesk&) = delete;
  UploadDesk& operator=(const UploadDesk&) = delete;

  const UploadDoors& doors() const { return doors_; }
  /// Whether files are looked through by a scanner, as of now.
  bool scans() const;
  const files::Shelf& shelf() const { return shelf_; }

  Read<Upload> begin(const std::string& owner, const std::string& key, const std::string& name,
                     long long size, bool draft);
  /// What waits, oldest first. Looking is a sign of the owner.
  std::vector<Upload> waiting_of(const std::string& owner);
  Read<Upload> find(const std::string& owner, const std::string& id);
  /// The same key as the last chunk's gives the same answer again.
  struct Chunk {
    std::string key;
    long long offset = 0;
    std::string file;  ///< where its bytes lie; empty: none
    long long size = 0;
  };
  Read<Upload> take(const std::string& owner, const std::string& id, const Chunk& chunk);
  Read<void> remove(const std::string& owner, const std::string& id);

  /// What is known of the files that a command names. Those that are ready are the command's from
  /// here on, until `settle`.
  Read<std::vector<domain::BroughtFile>> claim(const std::string& owner, const std::string& command,
                                               const std::vector<domain::FileOfPaper>& files);
  enum class Outcome {
    done,
    refused,
    unknown,  ///< the store failed: the record will say it
  };
  void settle(const std::string& command, Outcome outcome);

  /// Removes what waited too long.
  void sweep();

 private:
  void load();
  Upload* own(const std::string& owner, const std::string& id);
  Read<void> room_for(const std::string& owner, long long size) const;
  Read<Upload> store(Upload upload, const Chunk& chunk) const;
  Read<Upload> finish(Upload upload) const;
  Read<void> scanned(const Upload& upload) const;
  /// Whether its claim was carried out; then it is taken.
  Read<bool> was_handed_in(Upload& upload);
  void forget(const std::string& id);

  const UploadDoors doors_;
  const std::function<domain::Instant()> now_;
  const IsAttached is_attached_;
  const files::Shelf shelf_;
  mutable std::atomic<bool> scanner_seen_{false};
  mutable std::mutex mutex_;
  std::map<std::string, Upload> uploads_;
  std::set<std::string> under_way_;  ///< commands whose outcome is not known yet
};

/// The JSON that is kept of an upload, and back.
std::string upload_note(const Upload& upload);
std::optional<Upload> upload_from_note(const std::string& id, const std::string& note);

}  // namespace qidi::api
