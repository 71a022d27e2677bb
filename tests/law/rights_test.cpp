// The rights of domain.md 3, column "who", and 10: every act for every role, deny by default.
#include <map>
#include <set>

#include "domain/people/rights.h"
#include "given.h"

namespace qidi::given {
namespace {

using R = Role;

/// Written from domain.md 3 alone. Filing is the unit's, its agent's or the window's; a job and an
/// importer have acts of their own; the rest is what the table names.
const std::map<std::string, std::set<Role>>& who() {
  static const std::set<Role> unit{R::project_unit, R::help_agent, R::window_clerk};
  static const std::map<std::string, std::set<Role>> table{
      {"file", unit},
      {"refile", unit},
      {"withdraw", unit},
      {"accept", {R::clerk}},
      {"accept_on_promise", {R::clerk}},
      {"accept_with_gap", {R::clerk}},
      {"return_once", {R::clerk}},
      {"not_accept", {R::clerk}},
      {"forward", {R::clerk, R::head}},
      {"send_back", {R::clerk, R::head}},
      {"ask_more", {R::clerk}},
      {"pause", {R::clerk}},
      {"prolong", {R::clerk}},
      {"resume", {R::clerk}},
      {"ask_extension", {R::clerk}},
      {"extend", {R::head, R::government_leader}},
      {"check_site", {R::clerk}},
      {"propose", {R::clerk}},
      {"decide", {R::head}},
      {"issue", {R::clerk}},
      {"deliver", {R::clerk, R::head, R::window_clerk}},
      {"confirm_receipt", {R::project_unit}},
      {"close_unanswered", {R::clerk}},
      {"assign", {R::head}},
      {"hand_over", {R::head}},
      {"transfer", {R::head}},
      {"explain_overdue", {R::clerk, R::head}},
      {"fulfil_obligation", {R::project_unit, R::help_agent, R::window_clerk, R::clerk}},
      {"break_obligation", {R::clerk, R::head}},
      {"reopen", {R::superior, R::office}},
      {"remove", {R::region_government}},
      {"restore", {R::region_government}},
      {"correct", {R::clerk, R::head, R::window_clerk, R::office, R::project_unit}},
      {"recount", {R::job}},
      {"settle", {R::job}},
      {"adopt_from_ledger", {R::importer}},
      {"undo_import", {R::importer}},
      {"ask_opinion", {R::clerk}},
      {"give_opinion", {R::clerk, R::head}},
      {"withdraw_opinion", {R::clerk, R::head}},
      {"rate", {R::project_unit, R::help_agent}},
      {"supplement_rating", {R::project_unit, R::help_agent}},
      {"call_back", {R::head}},
      {"refuse_extension", {R::head, R::government_leader}},
      {"send_back_proposal", {R::head}},
      {"take_back_proposal", {R::clerk}},
      {"take", {R::clerk}},
      {"answer_more", {R::project_unit, R::help_agent, R::window_clerk}},
      {"ask_agreement",
       {R::clerk, R::head, R::window_clerk, R::office, R::project_unit, R::region_government}},
      {"agree", {R::head, R::region_government}},
      {"decline_agreement",
       {R::clerk, R::head, R::window_clerk, R::office, R::project_unit, R::region_government}},
  };
  return table;
}

constexpr int role_count = 11;

/// One command of each kind.
template <std::size_t... I>
std::vector<CommandBody> every_act(std::index_sequence<I...>) {
  return {std::variant_alternative_t<I, CommandBodyKinds>{}...};
}
std::vector<CommandBody> every_act() {
  return every_act(std::make_index_sequence<std::variant_size_v<CommandBodyKinds>>{});
}

TEST(Rights, EveryCellOfActsAndRolesIsAsDomainMdSays) {
  cites("notice-4.3.1@606b");
  int cells = 0;
  for (const auto& act : every_act()) {
    const std::string name(act_name(act));
    ASSERT_TRUE(who().contains(name)) << name << " has no row";
    for (int role = 0; role < role_count; ++role) {
      const bool allowed = who().at(name).contains(static_cast<Role>(role));
      EXPECT_EQ(may_do(static_cast<Role>(role), name), allowed)
          << name << " by " << name_of(static_cast<Role>(role));
      ++cells;
    }
  }
  EXPECT_EQ(cells, static_cast<int>(every_act().size()) * role_count);
  EXPECT_EQ(who().size(), every_act().size()) << "a row for an act that is not there";
}

TEST(Rights, AnActThatNobodyNamedIsNobodys) {
  for (int role = 0; role < role_count; ++role) {
    EXPECT_FALSE(may_do(static_cast<Role>(role), "delete"));
    EXPECT_FALSE(may_do(static_cast<Role>(role), ""));
  }
}

TEST(Rights, DecideRefusesEveryRoleThatTheTableDoesNotName) {
  cites("notice-4.3.1@606b");
  Story story;
  story.on("2022-10-10", filing());
  for (const auto& act : every_act()) {
    const std::string name(act_name(act));
    if (name == "file") continue;  // case_exists stands earlier in the list
    for (int r = 0; r < role_count; ++r) {
      const auto role = static_cast<Role>(r);
      const auto told = story.refused("2022-10-11", act, person(role, banner));
      // The leader says no in joint handling only (extending_test.cpp).
      if (name == "refuse_extension" && role == Role::government_leader) continue;
      if (who().at(name).contains(role)) {
        EXPECT_NE(told, "not_permitted") << name << " by " << name_of(role);
      } else {
        // A missing field is told before; nothing that is allowed may come out.
        EXPECT_TRUE(told == "not_permitted" || told == "field_missing" || told == "field_invalid" ||
                    told == "day_in_future")
            << name << " by " << name_of(role) << ": " << told;
      }
    }
  }
}

TEST(Rights, AClerkOrHeadOfAnotherOrganIsNotTheHolder) {
  cites("notice-4.1@606e");
  Story story;
  story.on("2022-10-10", filing());
  const Organ other_department{banner.region, "water"};
  const Organ same_name_elsewhere{"150123", banner.department};
  for (const auto& organ : {league, other_department, same_name_elsewhere}) {
    EXPECT_EQ(story.refused("2022-10-11", Accept{"1"}, person(R::clerk, organ)), "not_the_holder");
    EXPECT_EQ(story.refused("2022-10-11", Assign{"赵六"}, person(R::head, organ)),
              "not_the_holder");
  }
  story.on("2022-10-11", Accept{"1"}, person(R::clerk, banner));
}

TEST(Rights, AfterForwardingOnlyTheUpperOrganActs) {
  cites("notice-4.2.3@49dc");
  Story story;
  story.on("2022-10-10", filing("plain")).on("2022-10-11", going_up());
  EXPECT_EQ(story.refused("2022-10-12", Accept{"1"}, person(R::clerk, banner)), "not_the_holder");
  EXPECT_EQ(story.refused("2022-10-12", Accept{"1"}, person(R::clerk, league)), "");
}

TEST(Rights, AnActWithoutAPersonIsRefused) {
  cites("notice-4.3.1@606b");
  Story story;
  story.on("2022-10-10", filing());
  auto nobody = person(R::clerk, banner);
  nobody.id.clear();
  EXPECT_EQ(story.refused("2022-10-11", Accept{"1"}, nobody), "field_missing");
}

}  // namespace
}  // namespace qidi::given
