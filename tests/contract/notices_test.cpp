// Notices in every store: each once for ever, however late, often or badly the round is run; what
// a batch says is kept whole or not at all; reading, choices and deliveries. Against the same work
// told by a round that ran every day. reliability.md R39, invariants 23 and 35; schema V005.
#include "office/notice_book.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <random>

#include "cites.h"
#include "contract/made_events.h"
#include "law/law_data.h"
#include "office/outgoing.h"
#include "office/pass_time.h"
#include "office/tell_notices.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using domain::Day;
using Key = std::string;

const domain::Organ organ{"150100", "住建局"};
const domain::Organ water{"150122", "水务局"};

class ManualClock : public office::Clock {
 public:
  domain::Instant now() override { return now_; }
  void move_to(domain::Instant instant) { now_ = instant; }

 private:
  domain::Instant now_{};
};

/// Everybody who is told: an officer, his head, a leader, an office, a unit; all with an address.
office::People::Known people_in(office::Store& store, office::Clock& clock) {
  const auto open = [&](const char* id, domain::Role role, const char* name, const auto& of) {
    domain::AccountCommand command;
    command.command_id = std::string("open-") + id;
    command.account_id = id;
    command.actor = domain::console_actor();
    command.salt = "chance of a test";
    domain::OpenAccount person;
    person.login = id;
    person.name = name;
    person.role = role;
    person.region = of.region;
    person.department = of.department;
    person.email = std::string(id) + "@example.test";
    if (role == domain::Role::project_unit) person.unit_code = "91150100MA0N000018";
    command.body = person;
    const auto done = office::perform_account_act(store.log(), clock, command);
    EXPECT_TRUE(done && std::holds_alternative<office::AccountReceipt>(*done)) << id;
  };
  open("clerk", domain::Role::clerk, "某经办", organ);
  open("head", domain::Role::head, "某负责人", organ);
  open("leader", domain::Role::government_leader, "某领导", organ);
  open("office", domain::Role::office, "某专班", organ);
  open("water", domain::Role::clerk, "水务经办", water);
  auto people = office::People::read(store.reader());
  EXPECT_TRUE(people);
  return *people;
}

/// One office over one store, with a clock that is moved by hand.
class Office {
 public:
  Office(bool on_disk, std::string folder) : folder_(std::move(folder)), on_disk_(on_disk) {
    clock_.move_to(domain::start_of(domain::make_day(2022, 8, 1)) + std::chrono::hours{10});
    open();
    auto rules = office::open_rule_book(store_->log(), {law::calendar_years(), law::catalogue()},
                                        clock_.now());
    EXPECT_TRUE(rules);
    rules_.emplace(std::move(*rules));
    people_ = people_in(*store_, clock_);
    EXPECT_TRUE(store_->log().sync());
  }

  void act(const std::string& id, const std::string& case_id, domain::Role role,
           domain::CommandBody body, const domain::Organ& by = organ) {
    domain::Command command;
    command.command_id = id;
    command.case_id = case_id;
    command.actor = {std::string(name_of(role)), "某人", role, by.department, by.region};
    command.body = std::move(body);
    const auto answer = office::handle_command(store_->log(), *rules_, clock_, command);
    ASSERT_TRUE(answer);
    ASSERT_TRUE(std::holds_alternative<office::Receipt>(*answer))
        << id << " " << std::get<domain::Refusal>(*answer).detail;
    ASSERT_TRUE(store_->log().sync());
  }

  /// Ten cases, each begun on its own day; every second one is accepted, the others are by silence.
  void open_cases() {
    for (int i = 0; i < 10; ++i) {
      const auto id = "case-" + std::to_string(i);
      domain::File file;
      file.project_code = "2207-150100-04-01-123456";
      file.project_name = "项目" + std::to_string(i);
      file.unit_name = "某单位";
      file.matter = "construction_permit";
      file.region = organ.region;
      file.department = organ.department;
      file.officer = "某经办";
      file.papers = {"application", "land_paper",    "planning_permit",     "site_progress",
                     "contract",    "funds_promise", "drawing_certificate", "safety_measures"};
      act("file-" + id, id, domain::Role::window_clerk, file);
      if (i % 2 == 0) act("accept-" + id, id, domain::Role::clerk, domain::Accept{});
      clock_.move_to(clock_.now() + std::chrono::hours{1});
    }
  }

  /// Four of them ask another organ; one answer comes at once, and one question is taken back.
  void open_asking_cases() {
    open_cases();
    for (int i = 0; i < 8; i += 2) {
      const auto id = "case-" + std::to_string(i);
      act("ask-" + id, id, domain::Role::clerk,
          domain::AskOpinion{water.region, water.department, "是否可行", "水法", "", 3 + i, ""});
    }
    act("give", "case-4", domain::Role::head, domain::GiveOpinion{0, "agree", "", ""}, water);
    act("back", "case-6", domain::Role::head, domain::WithdrawOpinion{"", "问错"});
  }

  void pass_to(domain::Instant instant) {
    clock_.move_to(instant);
    EXPECT_TRUE(office::pass_time(store_->log(), store_->view(), *rules_, clock_, {}));
    EXPECT_TRUE(store_->log().sync());
  }

  std::vector<office::NoticeBatch> next() {
    auto cursor = store_->notices().notice_cursor();
    EXPECT_TRUE(cursor);
    auto batches = office::next_notices(*store_, {*rules_, *people_, clock_.now()}, *cursor);
    EXPECT_TRUE(batches) << batches.error().message;
    return std::move(*batches);
  }
  int keep(const office::NoticeBatch& batch) {
    auto kept = store_->notices().keep_notices(batch);
    EXPECT_TRUE(kept);
    return *kept;
  }
  void tell_all() {
    for (auto batches = next(); !batches.empty(); batches = next()) {
      for (const auto& batch : batches) keep(batch);
      EXPECT_TRUE(store_->log().sync());
    }
  }
  /// As a process that is killed: what was not synced is gone.
  void die() {
    if (on_disk_) open();
  }

  std::multiset<Key> told() {
    std::multiset<Key> keys;
    office::NoticeQuery query;
    query.account = "anybody";
    query.audiences = all_posts();
    query.limit = 100'000;
    auto list = store_->notices().notices(query);
    EXPECT_TRUE(list);
    for (const auto& notice : *list) keys.insert(notice.key);
    return keys;
  }
  std::vector<std::string> all_posts() {
    std::set<std::string> posts;
    for (const auto* account : people_->list({})) {
      for (auto& post : audiences_of(*account)) posts.insert(post);
    }
    return {posts.begin(), posts.end()};
  }

  office::Store& store() { return *store_; }
  ManualClock& clock() { return clock_; }
  const office::RuleBook& rules() { return *rules_; }

 private:
  void open() {
    store_.reset();
    if (!on_disk_) {
      store_ = std::make_unique<store::MemoryStore>();
      return;
    }
    auto opened = store::SqliteStore::open_for_writing(folder_, "");
    ASSERT_TRUE(opened) << opened.error().message;
    store_ = std::move(*opened);
  }

  std::string folder_;
  bool on_disk_;
  ManualClock clock_;
  std::unique_ptr<office::Store> store_;
  std::optional<office::RuleBook> rules_;
  office::People::Known people_;
};

class NoticeContract : public ::testing::TestWithParam<std::string> {
 protected:
  bool on_disk() const { return GetParam() == "sqlite"; }
  Folder folder_;
};

INSTANTIATE_TEST_SUITE_P(Stores, NoticeContract, ::testing::Values("memory", "sqlite"),
                         [](const auto& store) { return store.param; });

const auto the_end = domain::start_of(domain::make_day(2022, 10, 31)) + std::chrono::hours{10};

/// What a round that never fails tells, run each morning.
std::multiset<Key> told_by_a_daily_round() {
  Office office(false, "");
  office.open_asking_cases();
  office.tell_all();
  while (office.clock().now() < the_end) {
    office.pass_to(std::min(the_end, office.clock().now() + std::chrono::hours{24}));
    office.tell_all();
  }
  return office.told();
}

/// Without the first review's yellow: silence ends that countdown, and a round that comes after it
/// tells of the promise that runs since, not of what is over.
std::multiset<Key> lasting(std::multiset<Key> keys) {
  std::erase_if(keys, [](const Key& key) { return key.find("/initial_review/") != Key::npos; });
  return keys;
}

TEST_P(NoticeContract, EachIsToldOnceHoweverLateOftenOrBadlyTheRoundRuns) {
  cites("notice-4.3.3@73df");
  const auto expected = told_by_a_daily_round();
  EXPECT_EQ(std::set<Key>(expected.begin(), expected.end()).size(), expected.size());
  EXPECT_GT(expected.size(), 60U);
  std::string of_opinions;
  for (const auto& key : expected) {
    if (key.starts_with("opinion/")) of_opinions += key.substr(8) + " ";
  }
  EXPECT_EQ(of_opinions,
            "case-0/1/asked case-0/1/due_soon case-0/1/overdue case-2/1/asked case-2/1/due_soon "
            "case-2/1/overdue case-4/1/asked case-4/1/given case-6/1/asked case-6/1/withdrawn ");

  std::mt19937 chance(54);
  for (int run = 0; run < (on_disk() ? 3 : 8); ++run) {
    Folder folder;
    Office office(on_disk(), folder.path);
    office.open_asking_cases();
    auto all_told = office.clock().now();
    while (office.clock().now() < the_end) {
      // Late by days, as after an outage, but never by a week: older news is history.
      const std::chrono::hours step{1 + chance() % 50};
      office.pass_to(std::min(the_end, office.clock().now() + step));
      if (office.clock().now() - all_told > std::chrono::hours{50}) {
        office.tell_all();
        all_told = office.clock().now();
      }
      for (int turn = static_cast<int>(chance() % 4); turn > 0; --turn) {
        const auto mine = office.next();
        const auto theirs = office.next();  // another process, from the same cursor
        if (mine.empty()) break;
        const auto kept = chance() % (mine.size() + 1);
        for (std::size_t i = 0; i < kept; ++i) office.keep(mine[i]);
        if (chance() % 3 == 0) {
          office.die();  // between the writing and the sync
          continue;
        }
        for (const auto& batch : theirs) office.keep(batch);
        ASSERT_TRUE(office.store().log().sync());
      }
    }
    office.tell_all();
    const auto told = office.told();
    ASSERT_EQ(lasting(told), lasting(expected)) << "run " << run;
    ASSERT_TRUE(std::includes(expected.begin(), expected.end(), told.begin(), told.end()));
    office.tell_all();
    ASSERT_EQ(office.told(), told) << "again";
  }
}

TEST(SqliteOpinions, OfAnOlderDirectoryAreTakenOverFromTheRecord) {
  const Folder folder;
  const auto dumped = [](office::Store& store) {
    std::string text;
    EXPECT_TRUE(store.rows().dump([&](const std::string& line) { text += line + "\n"; }));
    return text;
  };
  std::string before;
  {
    Office office(true, folder.path);
    office.open_asking_cases();
    before = dumped(office.store());
  }
  EXPECT_NE(before.find("case-6\topinion"), std::string::npos);
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((folder.path + "/qidi.sqlite").c_str(), &db), SQLITE_OK);
  const auto* older = "DROP TABLE opinion; UPDATE meta SET value = '6' WHERE key = 'schema'";
  ASSERT_EQ(sqlite3_exec(db, older, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  auto migrated = store::SqliteStore::open_for_writing(folder.path, "");
  ASSERT_TRUE(migrated);
  EXPECT_EQ(dumped(**migrated), before);
}

TEST_P(NoticeContract, DeliveriesComeWithTheirNoticeOnceAndAreTriedUntilTheyAreGivenUp) {
  cites("notice-4.3.3@73df");
  Office office(on_disk(), folder_.path);
  auto& book = office.store().notices();
  ASSERT_TRUE(book.put_webhook({"w1", "省平台", "https://x.example/", "geheim", "15", {}}));
  ASSERT_TRUE(book.put_webhook({"w2", "别处", "https://y.example/", "geheim", "1507", {}}));
  ASSERT_TRUE(book.put_choice({"head", 1U << unsigned(domain::NoticeGroup::work), ""}));
  office.open_cases();
  office.tell_all();
  office.tell_all();
  auto waiting = book.waiting(office.clock().now(), 1000);
  ASSERT_TRUE(waiting);
  std::map<std::string, int> by_target;
  for (const auto& one : *waiting) ++by_target[one.target];
  // Ten filings, named for the clerk; the unit has no account; five acceptances tell nobody here.
  EXPECT_EQ(by_target, (std::map<std::string, int>{{"clerk", 10}, {"w1", 10}}));

  const auto messages = office::messages_of(*waiting);
  ASSERT_EQ(messages.size(), 11U) << "ten calls, and one mail instead of ten";
  std::set<std::string> ids;
  for (const auto& message : messages) ids.insert(office::message_id_of(message));
  EXPECT_EQ(ids.size(), 11U);
  for (const auto& message : messages) {
    for (const auto& part : message) ASSERT_TRUE(book.note_delivery(part));
  }
  auto planned = book.waiting(office.clock().now(), 1000);
  std::set<std::string> again;
  for (const auto& message : office::messages_of(*planned)) {
    again.insert(office::message_id_of(message));
  }
  EXPECT_EQ(again, ids) << "a plan is kept, and so is a message's id";

  auto failing = planned->front();
  auto now = office.clock().now();
  const auto begun = now;
  while (failing.state == office::DeliveryState::waiting) {
    failing = office::after_try(failing, "连接失败", now, 0.5);
    ASSERT_TRUE(book.note_delivery(failing));
    EXPECT_GE(failing.from, begun);
    now = std::max(now, failing.from);
  }
  EXPECT_EQ(failing.state, office::DeliveryState::given_up);
  EXPECT_NEAR(std::chrono::duration<double>(now - begun).count() / 3600, 24, 3);
  auto shown = book.failing(10);
  ASSERT_EQ(shown->size(), 1U);
  EXPECT_EQ(shown->front().error, "连接失败");
  ASSERT_TRUE(book.remove_webhook("w1"));
  EXPECT_EQ(book.waiting(now, 1000)->size(), planned->front().target == "w1" ? 10U : 9U);
}

TEST_P(NoticeContract, ReadingIsEachAccountsOwn) {
  cites("notice-4.3.3@73df");
  Office office(on_disk(), folder_.path);
  office.open_cases();
  office.tell_all();
  auto& book = office.store().notices();
  const auto posts = office.all_posts();
  EXPECT_EQ(*book.count_unread("a", posts, 100), 10);
  EXPECT_EQ(*book.count_unread("a", posts, 7), 7);
  office::NoticeQuery query{"a", posts, {}, false, {}, 4};
  const auto first = *book.notices(query);
  ASSERT_EQ(first.size(), 4U);
  ASSERT_TRUE(book.mark_read("a", first[1].number));
  ASSERT_TRUE(book.mark_read("a", first[1].number));
  EXPECT_EQ(*book.count_unread("a", posts, 100), 9);
  EXPECT_EQ(*book.count_unread("b", posts, 100), 10);
  query.unread_only = true;
  query.before = first[0].number;
  EXPECT_EQ(book.notices(query)->front().number, first[2].number);
  ASSERT_TRUE(book.mark_all_read("a", first[0].number));
  EXPECT_EQ(*book.count_unread("a", posts, 100), 0);
  ASSERT_TRUE(book.mark_all_read("a", 1));
  EXPECT_EQ(*book.count_unread("a", posts, 100), 0) << "reading never goes back";
  query = {"b", posts, domain::NoticeGroup::deadline, false, {}, 50};
  EXPECT_TRUE(book.notices(query)->empty());
  EXPECT_EQ(*book.count_unread("b", {"head/150100/别处"}, 100), 0);
}

TEST_P(NoticeContract, MailsOfDeadlinesLeaveInOfficeHours) {
  const auto calendar = law::published_calendar();
  const auto at = [](const char* text) { return *domain::parse_instant(text); };
  // Friday 2022-09-30 is worked, 1 to 7 October are days off, Saturday 8 is a make-up day.
  const std::vector<std::pair<const char*, const char*>> cases{
      {"2022-09-30T00:00:00+08:00", "2022-09-30T09:00:00+08:00"},
      {"2022-09-30T09:00:00+08:00", "2022-09-30T09:00:00+08:00"},
      {"2022-09-30T16:59:59+08:00", "2022-09-30T16:59:59+08:00"},
      {"2022-09-30T17:00:00+08:00", "2022-10-08T09:00:00+08:00"},
      {"2022-10-03T12:00:00+08:00", "2022-10-08T09:00:00+08:00"}};
  for (const auto& [now, leaves] : cases) {
    EXPECT_EQ(office::in_office_hours(at(now), calendar), at(leaves)) << now;
  }
}

}  // namespace
}  // namespace qidi::tests
