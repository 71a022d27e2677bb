// What waits for whoever decides, the same from both stores: of each kind the first and how many
// there are, each person's own and nobody else's. office/head_desk.h.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "contract/made_events.h"
#include "law/law_data.h"
#include "office/head_desk.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using domain::HeadTaskKind;
using domain::Organ;
using domain::Role;

const Organ bureau{"150100", "住建局"};
const Organ government{"150100", ""};
const domain::Day today = domain::make_day(2022, 11, 1);

domain::CaseRows waiting_case(int number, domain::HeadTask task) {
  domain::CaseRows rows;
  rows.facts.case_id = "c" + std::to_string(number);
  rows.facts.received = domain::make_day(2022, 9, 1);
  domain::Standing standing;
  standing.from = rows.facts.received;
  standing.state = domain::CaseState::deciding;
  standing.holder = bureau;
  rows.standings.push_back(standing);
  rows.tasks.push_back(std::move(task));
  return rows;
}

class HeadTasks : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
    ASSERT_TRUE(opened) << opened.error().message;
    sqlite_ = std::move(*opened);
    // Seventy that are red, one a day; two of them will be so only tomorrow and the day after.
    for (int number = 0; number < 70; ++number) {
      const auto since = today + std::chrono::days{2 - number};
      put(waiting_case(number,
                       {HeadTaskKind::explain, bureau, since, since + std::chrono::days{2}}));
    }
    put(waiting_case(100, {HeadTaskKind::decide, bureau, today, std::nullopt}));
    put(waiting_case(101, {HeadTaskKind::extend, bureau, today, std::nullopt}));
    put(waiting_case(102, {HeadTaskKind::extend, government, today, std::nullopt}));
    put(waiting_case(103, {HeadTaskKind::agree, government, today, std::nullopt}));
    ASSERT_TRUE(sqlite_->log().sync());
  }
  void put(const domain::CaseRows& rows) {
    ASSERT_TRUE(memory_.rows().put(rows));
    ASSERT_TRUE(sqlite_->rows().put(rows));
  }
  office::Waiting waiting(office::LedgerView& view, Role role, const Organ& organ) {
    domain::Actor person;
    person.role = role;
    person.region = organ.region;
    person.department = organ.department;
    const auto found = office::waiting_for(view, rules_, person, today);
    EXPECT_TRUE(found);
    return found ? *found : office::Waiting{};
  }
  std::vector<office::LedgerView*> views() { return {&memory_.view(), &sqlite_->view()}; }

  Folder folder_;
  store::MemoryStore memory_;
  std::unique_ptr<office::Store> sqlite_;
  office::RuleBook rules_{law::published_calendar(), {}};
};

std::string ids(const office::Waiting& waiting) {
  std::string text;
  for (const auto& task : waiting.tasks) text += task.line.facts.case_id + " ";
  return text;
}

// The board read every red case that owed a reason, one by one: thousands of a department.
TEST_F(HeadTasks, OfEachKindTheLongestWaitingAreToldAndHowManyThereAre) {
  for (auto* view : views()) {
    const auto found = waiting(*view, Role::head, bureau);
    EXPECT_EQ(found.tasks.size(), 52U);
    EXPECT_EQ(found.tasks.front().line.facts.case_id, "c69") << "red the longest";
    EXPECT_EQ(found.tasks[49].line.facts.case_id, "c20");
    EXPECT_EQ(found.tasks[49].days_left, -12) << "working days";
    const std::map<HeadTaskKind, long long> all{
        {HeadTaskKind::explain, 68}, {HeadTaskKind::decide, 1}, {HeadTaskKind::extend, 1}};
    EXPECT_EQ(found.counts, all) << "not those that are red tomorrow";
  }
}

// A head was asked for what only the government's leader may give, who was told nothing.
TEST_F(HeadTasks, OfAGovernmentAreItsLeadersAndItsPeoplesEachTheirOwn) {
  for (auto* view : views()) {
    EXPECT_EQ(ids(waiting(*view, Role::government_leader, {"150100", "市人民政府"})), "c102 ");
    EXPECT_EQ(ids(waiting(*view, Role::region_government, {"150100", "市人民政府"})), "c103 ");
    EXPECT_EQ(ids(waiting(*view, Role::government_leader, {"150000", "自治区人民政府"})), "");
    EXPECT_EQ(ids(waiting(*view, Role::clerk, bureau)), "");
    EXPECT_EQ(ids(waiting(*view, Role::head, {"150100", "水利局"})), "");
  }
}

// A directory from before has the requests of joint handling with the heads of their holders.
TEST(HeadTasksOfBefore, AreHandedOverToTheLeadersGovernment) {
  const Folder folder;
  const Organ county{"150105", "住建局"};
  {
    auto store = store::SqliteStore::open_for_writing(folder.path, "");
    ASSERT_TRUE(store);
    for (const int number : {1, 2}) {
      auto rows = waiting_case(number, {HeadTaskKind::extend, county, today, std::nullopt});
      auto event = made_event("case/" + rows.facts.case_id, 1, {}).envelope;
      if (number == 1) {
        event.kind = "joint_joined";
        event.body = R"({"group":"g","lead":{"department":"发改委","region":"150100"}})";
      }
      office::StreamAppend append;
      append.stream = event.stream;
      append.events.push_back(record::seal(std::move(event)));
      append.rows = std::move(rows);
      ASSERT_TRUE((*store)->log().commit({&append, 1}, std::nullopt));
    }
    ASSERT_TRUE((*store)->log().sync());
  }
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((folder.path + "/qidi.sqlite").c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db,
                         "DROP INDEX head_task_waiting;"
                         "CREATE INDEX head_task_by_organ ON head_task (region, department);"
                         "UPDATE meta SET value = '7' WHERE key = 'schema'",
                         nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(db);
  auto store = store::SqliteStore::open_for_writing(folder.path, "");
  ASSERT_TRUE(store);
  const auto of = [&](const Organ& organ) {
    const auto found = (*store)->view().head_tasks({organ, HeadTaskKind::extend, today}, 9);
    return found && found->size() == 1 ? found->front().case_id : std::string("none, or many");
  };
  EXPECT_EQ(of(government), "c1");
  EXPECT_EQ(of(county), "c2") << "not handled jointly";
}

}  // namespace
}  // namespace qidi::tests
