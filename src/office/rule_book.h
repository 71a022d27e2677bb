// The rule book a database carries: its calendar and catalogue, read from its own system stream. A
// new database takes in the law data it is given; replay then needs nothing else (rulings 14).
// Immutable once read; replaced whole when a revision has been recorded.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "domain/casework/matter.h"
#include "domain/casework/rules.h"
#include "domain/people/organ_register.h"
#include "domain/time/work_calendar.h"
#include "office/ports.h"

namespace qidi::office {

/// Who published a version, and why; the versions that came with the program have none.
struct MatterPublication {
  std::string matter;
  int version = 0;
  domain::Actor prepared_by;
  domain::Actor approved_by;
  domain::Instant recorded{};
  std::string reason;
  std::string backdated_reason;
};

/// The register of organs of now: replaced once a change of it is durable; anybody takes it.
class OrgansOfNow {
 public:
  using Known = std::shared_ptr<const domain::OrganRegister>;
  explicit OrgansOfNow(domain::OrganRegister first) { replace(std::move(first)); }
  Known get() const { return now_.load(); }
  void replace(domain::OrganRegister next) {
    now_.store(std::make_shared<const domain::OrganRegister>(std::move(next)));
  }

 private:
  std::atomic<Known> now_;
};

struct RuleBook {
  domain::WorkCalendar calendar;
  domain::MatterCatalogue matters;
  std::vector<MatterPublication> publications = {};  ///< in the order of the record
  /// Against which acts' departments are held; null: none are (imports' own verbs, demonstrations).
  std::shared_ptr<OrgansOfNow> organs = {};
  domain::Facts facts(domain::Day today) const { return {today, calendar, matters}; }
};

/// The rule book of now, for a server that runs on while versions are published: the writer
/// replaces it once a publication is durable, anybody reads it without waiting. Books that were
/// replaced stay until the server ends, because answers under way hold on to them; a publication
/// takes two people, so there are few. Copies share one book.
class RulesOfNow {
 public:
  RulesOfNow(RuleBook first);  // NOLINT: a rule book stands for itself until it is replaced
  const RuleBook& now() const { return *shared_->now.load(); }
  operator const RuleBook&() const { return now(); }  // NOLINT: read like the book it holds
  void replace(RuleBook next);

 private:
  struct Shared {
    std::mutex mutex;
    std::vector<std::unique_ptr<const RuleBook>> books;
    std::atomic<const RuleBook*> now = nullptr;
  };
  std::shared_ptr<Shared> shared_;
};

/// Law data as the build carries it, for a new database.
struct LawData {
  std::vector<domain::CalendarYear> years;
  domain::MatterCatalogue matters;
};

/// The rule book out of a system stream's events, or why it cannot be read.
Result<RuleBook, Fault> read_rule_book(const std::vector<record::SealedEvent>& system_events);

/// Reads the rule book; an empty system stream first takes in `law`, recorded at `now`.
Result<RuleBook, Fault> open_rule_book(EventLog& log, const LawData& law, domain::Instant now);

/// Records a calendar's revision: the given years replace those of the same number, of the region's
/// own days or, with no region, of the State Council's. Returns the new revision's number. The open
/// cases are then recounted by `recount_open_cases`.
Result<int, Fault> revise_calendar(EventLog& log, const RuleBook& current,
                                   std::vector<domain::CalendarYear> years, std::string region,
                                   domain::Instant now);

}  // namespace qidi::office
