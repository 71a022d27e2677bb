// What all routes share: readers, the record's position, kept answers, the path of an act to the
// writer, and the notices that tell open pages what changed. architecture.md, the main path.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "answers/ledger_json.h"
#include "api/answer_cache.h"
#include "api/doors.h"
#include "api/identities.h"
#include "http/routes.h"
#include "identity/query_code.h"
#include "office/handle_command.h"
#include "office/lines.h"
#include "office/sign_in_notes.h"

namespace qidi::api {

/// Where the log ends.
struct LogEnd {
  std::uint64_t size = 0;
  std::string root;  ///< hex
};

class UploadDesk;

class Service {
 public:
  explicit Service(Doors doors);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  const Doors& doors() const { return doors_; }
  answers::Names names() const { return {doors_.rules, doors_.regions}; }
  /// The rule book of now. It may be held for as long as one answer takes, and no longer.
  const office::RuleBook& rules() const { return doors_.rules.now(); }
  /// From here on this one; told on the writer's thread when it is durable.
  void replace_rules(office::RuleBook next);
  /// The register against which acts are held from here on; told when it is durable.
  void replace_organs(domain::OrganRegister next) const;
  domain::Instant now() const { return doors_.clock.now(); }
  domain::Day today() const { return domain::day_of(now()); }

  /// A reader lent to one request; it goes back, with its snapshot let go, when the lease ends.
  class Lease {
   public:
    Lease(Service& service, std::unique_ptr<office::Store> store)
        : service_(&service), store_(std::move(store)) {}
    Lease(Lease&&) noexcept = default;
    ~Lease();
    office::Store& operator*() { return *store_; }
    office::Store* operator->() { return store_.get(); }

   private:
    Service* service_;
    std::unique_ptr<office::Store> store_;
  };
  Result<Lease, office::Fault> reader();

  /// Where the log ends now, durable.
  Result<LogEnd, office::Fault> read_log_end();
  /// Empty while acts can be kept; else why not, in Chinese.
  std::string read_only_reason() const;

  Identities& identities() { return identities_; }
  /// Signing in and out, on its way into the record.
  office::SignInNotes& sign_in_notes() { return sign_in_notes_; }
  /// What a unit asks for its case's progress with, without an account.
  const identity::QueryCodes& query_codes() const { return query_codes_; }
  UploadDesk& uploads() const { return *uploads_; }

  /// Kept answers about one case, by case id: forgotten when the case changes.
  AnswerCache& case_answers() { return case_answers_; }
  /// Kept answers about everything: forgotten whenever anything changes.
  AnswerCache& whole_answers() { return whole_answers_; }

  /// Sends a command down the main path. `answered` is called on the writer's thread, once, and
  /// only when the outcome is durable; an act that the queue has no room for gives false.
  using Answered =
      std::function<void(const Result<office::Answer, office::Fault>&, unsigned long long version)>;
  bool perform(domain::Command command, Answered answered);
  /// Other work for the writer (imports). After it, `changed` names the cases that it changed.
  bool write(std::function<void(office::EventLog&)> act,
             std::function<void(const Result<void, office::Fault>&)> durable);
  /// Told on the writer's thread when something is durable: the cases changed, the log's new end
  /// is read, kept answers are forgotten, open pages are told within a moment.
  void changed(const std::vector<std::string>& case_ids);

  /// What one reader of live events is told, as JSON; nothing: he is not told of this one.
  using ForReader = std::function<std::optional<std::string>(const Subject& reader)>;
  /// Where notices go (the server's live events): id, event, what each reader is told.
  using Tell = std::function<void(std::uint64_t, const std::string&, ForReader)>;
  /// `is_read`: whether any stream is open at all; else nothing is looked up for it.
  void tell_pages(Tell tell, std::function<bool()> is_read = {});
  /// A notice of its own, at once.
  void notify(const std::string& event, ForReader for_reader);

 private:
  /// Whether the record holds that command and it handed in that file.
  Result<bool, office::Fault> has_attached(const std::string& command, const std::string& file);
  void give_back(std::unique_ptr<office::Store> store);
  void tell_what_changed();
  /// Cases that changed, with what reach looks at in them; without where they have no rows.
  using ChangedCases = std::vector<std::pair<std::string, std::optional<domain::ReachedCase>>>;
  ChangedCases changed_cases(const std::set<std::string>& ids);
  void note_fault(const office::Fault& fault);
  /// While acts cannot be kept: tries a small write of its own, for the pages then offer none.
  void try_writing_again();

  Doors doors_;
  office::Lines lines_{doors_.rules, doors_.regions};
  Identities identities_{doors_.people,
                         [this](const domain::Organ& organ) { return lines_.below(organ); }};
  office::SignInNotes sign_in_notes_;
  identity::QueryCodes query_codes_{doors_.query_secret};
  std::unique_ptr<UploadDesk> uploads_;
  AnswerCache case_answers_{64U << 20};
  AnswerCache whole_answers_{64U << 20};

  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<office::Store>> idle_;
  std::string read_only_;
  std::set<std::string> changed_;
  bool log_moved_ = false;
  Tell tell_;
  std::function<bool()> is_read_;

  std::condition_variable_any wake_;
  std::jthread teller_;  ///< last: starts when everything else is there
};

}  // namespace qidi::api
