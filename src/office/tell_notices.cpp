// Events first, then the day; who holds the posts decides only what also goes by mail.
#include "office/tell_notices.h"

#include <algorithm>
#include <set>

#include "domain/supervision/opinion_notices.h"
#include "record/event_codec.h"

namespace qidi::office {

namespace {

using domain::NoticeGroup;

constexpr std::string_view case_stream = "case/";

/// Accounts by the posts that they hold, and what leaves the house for a notice.
class Addresses {
 public:
  static Result<Addresses, Fault> read(NoticeBook& book, const TellingFacts& facts) {
    Addresses made(facts);
    QIDI_TRY(choices, book.all_choices());
    for (const auto& choice : choices) made.choices_[choice.account] = choice;
    QIDI_TRY(webhooks, book.all_webhooks());
    made.webhooks_ = std::move(webhooks);
    AccountFilter enabled;
    enabled.enabled = true;
    for (const auto* account : facts.people.list(enabled)) {
      for (auto& audience : audiences_of(*account)) {
        if (audience.starts_with("officer/")) made.officers_.insert(audience);
        if (!account->email.empty()) made.holders_[audience].push_back(account);
      }
    }
    return made;
  }

  domain::OfficerKnown known() const {
    return [this](const domain::Organ& organ, const std::string& officer) {
      return officers_.contains("officer/" + organ.region + "/" + organ.department + "/" + officer);
    };
  }

  NewNotice addressed(domain::Notice notice) const {
    NewNotice made;
    const auto group = group_of(notice.kind);
    const bool waits_for_hours = group == NoticeGroup::deadline || group == NoticeGroup::escalation;
    const auto from = waits_for_hours
                          ? in_office_hours(facts_.now, facts_.rules.calendar.in(notice.region))
                          : facts_.now;
    std::set<std::string> accounts;
    for (const auto& audience : notice.audiences) {
      const auto holders = holders_.find(audience);
      if (holders == holders_.end()) continue;
      for (const auto* account : holders->second) {
        if (!wants_mail(account->id, group) || !accounts.insert(account->id).second) continue;
        made.deliveries.push_back({Channel::mail, account->id, from});
      }
    }
    for (const auto& webhook : webhooks_) {
      if (!notice.region.starts_with(webhook.region_prefix)) continue;
      made.deliveries.push_back({Channel::webhook, webhook.id, facts_.now});
    }
    made.notice = std::move(notice);
    return made;
  }

 private:
  explicit Addresses(const TellingFacts& facts) : facts_(facts) {}
  bool wants_mail(const std::string& account, NoticeGroup group) const {
    const auto found = choices_.find(account);
    if (found == choices_.end()) return true;
    return (found->second.groups_without_mail >> static_cast<unsigned>(group) & 1U) == 0;
  }

  const TellingFacts& facts_;
  std::map<std::string, NoticeChoice> choices_;
  std::vector<Webhook> webhooks_;
  std::map<std::string, std::vector<const domain::Account*>> holders_;
  std::set<std::string> officers_;
};

/// The rows of cases, each read once.
class RowsRead {
 public:
  explicit RowsRead(LedgerView& view) : view_(view) {}
  Result<const domain::CaseRows*, Fault> of(const std::string& case_id) {
    auto found = rows_.find(case_id);
    if (found == rows_.end()) {
      QIDI_TRY(rows, view_.case_rows(case_id));
      found = rows_.emplace(case_id, std::move(rows)).first;
    }
    return found->second ? &*found->second : static_cast<const domain::CaseRows*>(nullptr);
  }

 private:
  LedgerView& view_;
  std::map<std::string, std::optional<domain::CaseRows>> rows_;
};

Result<std::optional<NoticeBatch>, Fault> batch_of_events(Store& store, const TellingFacts& facts,
                                                          const NoticeCursor& cursor,
                                                          const Addresses& addresses) {
  std::vector<record::SealedEvent> events;
  QIDI_CHECK(store.reader().each_from(cursor.position, told_at_once,
                                      [&](const record::SealedEvent& event) -> Result<void, Fault> {
                                        events.push_back(event);
                                        return {};
                                      }));
  if (events.empty()) return std::optional<NoticeBatch>{};
  const auto today = domain::day_of(facts.now);
  const auto known = addresses.known();
  NoticeBatch batch;
  batch.made = facts.now;
  RowsRead read(store.view());
  std::set<std::string> cases;
  for (const auto& sealed : events) {
    batch.cursor.position = sealed.global_index + 1;
    const auto& stream = sealed.envelope.stream;
    if (!stream.starts_with(case_stream)) continue;
    const auto case_id = stream.substr(case_stream.size());
    // Before the first round of a day every case alight is still to come.
    if (cursor.day) cases.insert(case_id);
    if (sealed.envelope.recorded + news_lasts < facts.now) continue;
    auto event = record::open_event(sealed.envelope);
    if (!event) return Unexpected{Fault{FaultKind::unreadable, event.error()}};
    QIDI_TRY(rows, read.of(case_id));
    if (rows == nullptr) continue;
    for (auto& notice : act_notices(*event, *rows, known)) {
      batch.notices.push_back(addresses.addressed(std::move(notice)));
    }
    for (auto& notice : opinion_notices(*event, *rows, known)) {
      batch.notices.push_back(addresses.addressed(std::move(notice)));
    }
  }
  // An act can bring steps at once: a due day moved to the past, an overdue row taken in.
  for (const auto& case_id : cases) {
    QIDI_TRY(rows, read.of(case_id));
    if (rows == nullptr) continue;
    for (auto& notice : ladder_notices(*rows, {}, today, facts.rules.calendar, known)) {
      batch.notices.push_back(addresses.addressed(std::move(notice)));
    }
    for (auto& notice : opinion_reminders(*rows, {}, today)) {
      batch.notices.push_back(addresses.addressed(std::move(notice)));
    }
  }
  return std::optional(std::move(batch));
}

Result<std::vector<std::string>, Fault> cases_alight(LedgerView& view, domain::Day today) {
  std::vector<std::string> cases;
  for (const auto light : {LedgerQuery::LightIs::yellow, LedgerQuery::LightIs::red}) {
    LedgerQuery query;
    query.as_of = today;
    query.list = LedgerQuery::List::all;
    query.light = light;
    QIDI_CHECK(view.each_line(query, [&](const LedgerLine& line) {
      cases.push_back(line.facts.case_id);
      return true;
    }));
  }
  return cases;
}

/// The day's round: of every case alight the steps that came after the day last told.
Result<std::vector<NoticeBatch>, Fault> batches_of_day(Store& store, const TellingFacts& facts,
                                                       const NoticeCursor& cursor,
                                                       const Addresses& addresses) {
  const auto today = domain::day_of(facts.now);
  const auto known = addresses.known();
  QIDI_TRY(cases, cases_alight(store.view(), today));
  NoticeBatch empty;
  empty.made = facts.now;
  empty.cursor.position = cursor.position;
  std::vector<NoticeBatch> batches{empty};
  for (const auto& case_id : cases) {
    QIDI_TRY(rows, store.view().case_rows(case_id));
    if (!rows) continue;
    if (batches.back().notices.size() >= told_at_once) batches.push_back(empty);
    for (auto& notice : ladder_notices(*rows, cursor.day, today, facts.rules.calendar, known)) {
      batches.back().notices.push_back(addresses.addressed(std::move(notice)));
    }
  }
  QIDI_TRY(waiting, store.view().cases_to_remind(cursor.day, today));
  for (const auto& case_id : waiting) {
    QIDI_TRY(rows, store.view().case_rows(case_id));
    if (!rows) continue;
    if (batches.back().notices.size() >= told_at_once) batches.push_back(empty);
    for (auto& notice : opinion_reminders(*rows, cursor.day, today)) {
      batches.back().notices.push_back(addresses.addressed(std::move(notice)));
    }
  }
  batches.back().cursor.day = today;
  return batches;
}

}  // namespace

domain::Instant in_office_hours(domain::Instant now, const domain::WorkCalendar& calendar) {
  using std::chrono::hours;
  constexpr hours opens{9};
  constexpr hours closes{17};
  const auto today = domain::day_of(now);
  const auto first = calendar.roll(today);
  if (first != today) return domain::start_of(first) + opens;
  if (now < domain::start_of(today) + opens) return domain::start_of(today) + opens;
  if (now < domain::start_of(today) + closes) return now;
  return domain::start_of(calendar.after(today, domain::WorkingDays{1}).day) + opens;
}

Result<std::vector<NoticeBatch>, Fault> next_notices(Store& store, const TellingFacts& facts,
                                                     const NoticeCursor& cursor) {
  const auto today = domain::day_of(facts.now);
  QIDI_TRY(size, store.reader().log_size());
  const bool day_is_told = cursor.day && *cursor.day >= today;
  if (cursor.position >= size && day_is_told) return std::vector<NoticeBatch>{};
  QIDI_TRY(addresses, Addresses::read(store.notices(), facts));
  if (cursor.position < size) {
    QIDI_TRY(batch, batch_of_events(store, facts, cursor, addresses));
    if (!batch) return std::vector<NoticeBatch>{};
    return std::vector<NoticeBatch>{std::move(*batch)};
  }
  return batches_of_day(store, facts, cursor, addresses);
}

}  // namespace qidi::office
