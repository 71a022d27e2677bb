// The acts that a stored case's page offers: what is told open the office then does, what is told
// closed it refuses for the same reason, and out of reach there is no case at all.
// office/possible_acts.h; domain.md 3, 10.
#include "office/possible_acts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "cites.h"
#include "contract/made_events.h"
#include "law/law_data.h"
#include "office/handle_command.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using namespace domain;

class SetClock : public office::Clock {
 public:
  Instant now() override { return now_; }
  void move_to(std::string_view day) { now_ = start_of(*parse_day(day)) + std::chrono::hours{9}; }

 private:
  Instant now_{};
};

const Actor the_clerk{"c1", "张三", Role::clerk, "住建局", "150100"};
const Actor the_head{"h1", "李四", Role::head, "住建局", "150100"};
const Actor the_unit{"u1", "某公司", Role::project_unit, "", ""};
constexpr std::string_view unit_code = "91150100MA0000001X";

class OfferedActs : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (std::string(GetParam()) == "sqlite") {
      auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
      ASSERT_TRUE(opened);
      store_ = std::move(*opened);
    } else {
      store_ = std::make_unique<store::MemoryStore>();
    }
    clock_.move_to("2022-10-10");
    auto rules = office::open_rule_book(store_->log(), {law::calendar_years(), law::catalogue()},
                                        clock_.now());
    ASSERT_TRUE(rules);
    rules_.emplace(std::move(*rules));
  }

  /// The refusal's name; "" when it was done.
  std::string act(const Actor& actor, CommandBody body, std::optional<Reach> reach = {},
                  std::string id = "A-1") {
    Command command;
    command.command_id = "command-" + std::to_string(++commands_);
    command.case_id = std::move(id);
    command.actor = actor;
    command.body = std::move(body);
    command.reach = std::move(reach);
    const auto answer = office::handle_command(store_->log(), *rules_, clock_, command);
    EXPECT_TRUE(answer);
    EXPECT_TRUE(store_->log().sync());
    const auto* refusal = std::get_if<Refusal>(&*answer);
    if (refusal == nullptr) return "";
    last_detail_ = refusal->detail;
    return std::string(name_of(refusal->code));
  }

  File filing(std::string code = std::string(unit_code)) {
    File file;
    file.external_id = "外-7";
    file.project_code = "2207-150100-04-01-123456";
    file.project_name = "某项目";
    file.unit_code = std::move(code);
    file.matter = "construction_permit";
    file.region = "150100";
    file.department = "住建局";
    for (const auto* matter : rules_->matters.all()) {
      if (matter->matter != file.matter) continue;
      for (const auto& paper : matter->papers) file.papers.push_back(paper.code);
    }
    return file;
  }

  std::optional<office::PossibleActs> offered(const Actor& actor, std::optional<Reach> reach = {},
                                              const std::string& id = "A-1") {
    auto found =
        office::possible_acts(store_->reader(), *rules_, id, actor, reach, day_of(clock_.now()));
    EXPECT_TRUE(found);
    return *found;
  }

  /// The reason against one act; "" when it is open, "not offered" when it is not told at all.
  std::string against(const Actor& actor, std::string_view act) {
    const auto found = offered(actor);
    if (!found) return "no case";
    for (const auto& possible : found->acts) {
      if (possible.act != act) continue;
      return possible.refusal ? std::string(name_of(possible.refusal->code)) : "";
    }
    return "not offered";
  }

  Folder folder_;
  std::unique_ptr<office::Store> store_;
  SetClock clock_;
  std::optional<office::RuleBook> rules_;
  int commands_ = 0;
  std::string last_detail_;
};

TEST_P(OfferedActs, FollowTheCaseFromDayToDay) {
  cites("notice-4.3.1@606b", "licensing-law-32.4@7d02");
  ASSERT_EQ(act(the_unit, filing()), "");
  EXPECT_EQ(against(the_clerk, "accept"), "");
  EXPECT_EQ(against(the_clerk, "return_once"), "");
  EXPECT_EQ(against(the_clerk, "issue"), "not_granted");
  EXPECT_EQ(against(the_clerk, "decide"), "not offered");
  EXPECT_EQ(against(the_head, "decide"), "not_deciding");
  EXPECT_EQ(against(the_unit, "file"), "not offered");
  EXPECT_EQ(against(the_unit, "withdraw"), "");
  // Five working days of silence, nothing recorded since: time is settled before it is told.
  clock_.move_to("2022-10-18");
  EXPECT_EQ(against(the_clerk, "return_once"), "silence_accepted");
  EXPECT_EQ(act(the_clerk, ReturnOnce{{{"a", "b", "c"}}, "d"}), "silence_accepted");
  EXPECT_EQ(against(the_head, "decide"), "not_proposed");
  ASSERT_EQ(act(the_clerk, Propose{"grant", ""}), "");
  EXPECT_EQ(against(the_head, "decide"), "");
  auto same = the_head;
  same.id = the_clerk.id;
  EXPECT_EQ(against(same, "decide"), "needs_two_people");
  ASSERT_EQ(act(the_head, Decide{"grant", "", "", ""}), "");
  EXPECT_EQ(against(the_clerk, "issue"), "");
  const auto found = offered(the_clerk);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->version, 4U);
}

TEST_P(OfferedActs, TellTheClauseAndTheChineseReasonOfWhatIsClosed) {
  ASSERT_EQ(act(the_unit, filing()), "");
  const auto found = offered(the_clerk, std::nullopt, "外-7");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->case_id, "A-1");
  int closed = 0;
  for (const auto& possible : found->acts) {
    EXPECT_GT(static_cast<unsigned char>(possible.chinese.front()), 0x7f);
    if (!possible.refusal) continue;
    ++closed;
    EXPECT_EQ(possible.clause, domain::text_of(possible.refusal->code).clause) << possible.act;
    EXPECT_GT(static_cast<unsigned char>(possible.refusal->detail.front()), 0x7f);
  }
  EXPECT_GT(closed, 5);
}

TEST_P(OfferedActs, AreNoneOutOfReachAndTheActIsRefusedAsIfTheCaseWereNotThere) {
  cites("notice-4.3.1@606b");
  ASSERT_EQ(act(the_unit, filing()), "");
  const auto far = reach_of(Role::clerk, "150200", "住建局", {});
  const auto near = reach_of(Role::clerk, "150100", "住建局", {});
  EXPECT_FALSE(offered(the_clerk, far));
  EXPECT_TRUE(offered(the_clerk, near));
  EXPECT_FALSE(offered(the_clerk, near, "no such case"));
  EXPECT_EQ(act(the_clerk, Accept{"1"}, far, "外-7"), "unknown_case");
  const auto out_of_reach = last_detail_;
  EXPECT_EQ(act(the_clerk, Accept{"1"}, far, "no such case"), "unknown_case");
  EXPECT_EQ(last_detail_, out_of_reach) << "the answer tells that the case is there";
  EXPECT_EQ(act(the_clerk, Accept{"1"}, near), "");
}

TEST_P(OfferedActs, LetAUnitFileUnderItsOwnCodeOnly) {
  const auto own = reach_of(Role::project_unit, {}, {}, unit_code);
  EXPECT_EQ(act(the_unit, filing("91150100MA0000002X"), own), "not_permitted");
  EXPECT_EQ(act(the_unit, filing(""), own), "not_permitted");
  EXPECT_EQ(act(the_unit, filing(), Reach{}), "not_permitted");
  EXPECT_EQ(act(the_unit, filing(), own), "");
  const Actor window{"w1", "窗口", Role::window_clerk, "", "150200"};
  EXPECT_EQ(act(window, filing(), reach_of(Role::window_clerk, "150200", {}, {}), "A-2"),
            "not_permitted");
  EXPECT_EQ(act(window, filing(), reach_of(Role::window_clerk, "150000", {}, {}), "A-2"), "");
}

TEST_P(OfferedActs, LetADepartmentAdoptRowsOfItsOwnOnly) {
  const Actor importer{"i1", "导入", Role::importer, "", ""};
  AdoptFromLedger adopt;
  adopt.row.external_id = "1";
  adopt.row.project_name = "某项目";
  adopt.row.holder = {"150102", "住建局"};
  adopt.row.received = make_day(2022, 8, 1);
  const auto other_line = reach_of(Role::clerk, "150100", "水利局", {});
  const auto own_line = reach_of(Role::clerk, "150100", "住建局", {});
  EXPECT_EQ(act(importer, adopt, other_line, "L-1"), "not_permitted");
  EXPECT_EQ(act(importer, adopt, own_line, "L-1"), "");
  EXPECT_EQ(act(importer, adopt, other_line, "L-1"), "unknown_case");
}

INSTANTIATE_TEST_SUITE_P(Stores, OfferedActs, ::testing::Values("memory", "sqlite"));

}  // namespace
}  // namespace qidi::tests
