// The desk where sheets are handed in: it keeps each import's file and state in a folder of its
// own, so that a restart forgets none, and runs one import after the other in the background.
// interface.md, imports; reliability.md R21, R40.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "api/import_run.h"
#include "api/import_state.h"
#include "api/parameters.h"
#include "api/service.h"

namespace qidi::api {

class ImportDesk {
 public:
  explicit ImportDesk(Service& service);
  ImportDesk(const ImportDesk&) = delete;
  ImportDesk& operator=(const ImportDesk&) = delete;

  /// Newest first.
  std::vector<Import> all();
  Read<Import> find(const std::string& id);

  /// Takes over the file that the request brought and looks at it. A file that is no sheet is an
  /// import, too: it says why.
  Read<Import> upload(const http::Request& request, const std::string& key);
  Read<Import> map(const std::string& id, const office::LedgerMap& mapping, const AnsweredKey& key);
  Read<Import> start(const std::string& id, bool update, bool dry_run, const AnsweredKey& key);
  Read<Import> undo(const std::string& id, const std::string& reason, const AnsweredKey& key);

  /// An import's own folder.
  std::string folder_of(const std::string& id) const;

 private:
  struct Job {
    std::string id;
    bool undoes = false;
    std::string reason;
  };
  void load();  ///< once, before anything else; under the mutex
  Import* known(const std::string& id);
  /// The answer to a key that was used before; nothing when it is new.
  std::optional<Read<Import>> answered(const AnsweredKey& key);
  void keep(const Import& import);
  void tell(const Import& import);
  void forget_the_never_started();
  void work(const std::stop_token& stop);
  void run(const Job& job, const std::stop_token& stop);
  void undo_now(const Job& job, const std::stop_token& stop);
  void note_progress(const std::string& id, long long rows, std::optional<long long> total);

  Service& service_;
  std::mutex mutex_;
  bool loaded_ = false;
  std::map<std::string, Import> imports_;
  std::deque<Job> jobs_;
  std::chrono::steady_clock::time_point told_{};
  std::condition_variable_any wake_;
  std::jthread worker_;  ///< last: starts when everything else is there
};

}  // namespace qidi::api
