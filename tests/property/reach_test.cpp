// How far each role reaches, at each level of regions: the league's city, the banner, the region.
// Clauses N1, N8; domain.md 10; domain/people/reach.h.
#include "domain/people/reach.h"

#include <gtest/gtest.h>

#include "cites.h"

namespace qidi::domain {
namespace {

constexpr std::string_view unit_code = "91150100MA0000001X";

ReachedCase held_by(std::string region, std::string department = "land") {
  ReachedCase reached;
  reached.project_region = region;
  reached.holder = {std::move(region), std::move(department)};
  reached.unit_code = unit_code;
  return reached;
}

const std::vector<std::string> places{"150000", "150100", "150102", "150103", "150200", "152921"};
const std::vector<std::string> levels{"150000", "150100", "150102"};

/// What lies in a region or below it, written out.
bool is_inside(const std::string& region, const std::string& place) {
  if (region == "150000") return true;
  if (region == "150100") return place == "150100" || place == "150102" || place == "150103";
  return place == region;
}

TEST(Reach, DropsTrailingPairsOfNoughtsAndNoSingleOne) {
  EXPECT_EQ(region_prefix_of("150000"), "15");
  EXPECT_EQ(region_prefix_of("150100"), "1501");
  EXPECT_EQ(region_prefix_of("150102"), "150102");
  EXPECT_EQ(region_prefix_of("151000"), "1510");
  EXPECT_EQ(region_prefix_of("150120"), "150120");
  EXPECT_EQ(region_prefix_of("somewhere00"), "somewhere00");
  EXPECT_EQ(region_prefix_of("1501"), "1501");
  EXPECT_EQ(region_prefix_of("000000"), "");
  EXPECT_EQ(region_prefix_of(""), "");
}

TEST(Reach, OfOfficesGovernmentsAndWindowsIsTheirRegionWhateverTheDepartment) {
  cites("notice-4.1@606e");
  for (const auto role : {Role::office, Role::region_government, Role::government_leader,
                          Role::window_clerk, Role::help_agent}) {
    for (const auto& level : levels) {
      const auto reach = reach_of(role, level, "environment", unit_code);
      EXPECT_EQ(reach.kind, Reach::Kind::region);
      for (const auto& place : places) {
        EXPECT_EQ(reaches(reach, held_by(place)), is_inside(level, place))
            << name_of(role) << " of " << level << " and " << place;
        EXPECT_EQ(reaches(reach, Organ{place, "land"}), is_inside(level, place));
      }
    }
  }
}

TEST(Reach, OfADepartmentIsItsOwnLineInItsRegionAndBelow) {
  for (const auto role : {Role::clerk, Role::head, Role::superior}) {
    for (const auto& level : levels) {
      const auto reach = reach_of(role, level, "land", {});
      EXPECT_EQ(reach.kind, Reach::Kind::organ);
      for (const auto& place : places) {
        EXPECT_EQ(reaches(reach, held_by(place)), is_inside(level, place))
            << name_of(role) << " of " << level << " and " << place;
        EXPECT_FALSE(reaches(reach, held_by(place, "forest")));
        EXPECT_EQ(reaches(reach, Organ{place, "land"}), is_inside(level, place));
        EXPECT_FALSE(reaches(reach, Organ{place, "forest"}));
      }
    }
  }
}

TEST(Reach, OfAUnitIsItsOwnCasesWhereverTheyLie) {
  for (const auto& level : levels) {
    const auto own = reach_of(Role::project_unit, level, "land", unit_code);
    const auto other = reach_of(Role::project_unit, level, "land", "91150100MA0000002X");
    for (const auto& place : places) {
      EXPECT_TRUE(reaches(own, held_by(place)));
      EXPECT_FALSE(reaches(other, held_by(place)));
    }
  }
  auto nameless = held_by("150100");
  nameless.unit_code.clear();
  EXPECT_FALSE(reaches(reach_of(Role::project_unit, "150100", "land", {}), nameless));
}

TEST(Reach, OfJobsAndImportsIsEverything) {
  for (const auto role : {Role::job, Role::importer}) {
    EXPECT_EQ(reach_of(role, {}, {}, {}).kind, Reach::Kind::everything);
    EXPECT_TRUE(reaches(reach_of(role, {}, {}, {}), held_by("640000")));
  }
}

TEST(Reach, OfNobodyInParticularIsNothing) {
  EXPECT_FALSE(reaches(Reach{}, held_by("150100")));
  EXPECT_FALSE(reaches(Reach{}, Organ{"150100", "land"}));
  for (const auto role :
       {Role::office, Role::region_government, Role::government_leader, Role::window_clerk,
        Role::help_agent, Role::clerk, Role::head, Role::superior, Role::project_unit}) {
    EXPECT_EQ(reach_of(role, {}, "land", {}), Reach{}) << name_of(role);
    EXPECT_EQ(reach_of(role, "000000", "land", {}), Reach{}) << name_of(role);
  }
  EXPECT_EQ(reach_of(Role::clerk, "150100", {}, {}), Reach{});
  for (const auto role : {Role::system_admin, Role::security_admin, Role::audit_admin}) {
    EXPECT_EQ(reach_of(role, "150000", "land", unit_code), Reach{}) << name_of(role);
  }
}

TEST(Reach, StaysWithWhoHeldTheCaseBefore) {
  auto moved = held_by("150000");
  moved.project_region = "150200";
  EXPECT_FALSE(reaches(reach_of(Role::clerk, "150102", "land", {}), moved));
  moved.earlier_holders = {{"150102", "land"}};
  EXPECT_TRUE(reaches(reach_of(Role::clerk, "150102", "land", {}), moved));
  EXPECT_TRUE(reaches(reach_of(Role::superior, "150100", "land", {}), moved));
  EXPECT_FALSE(reaches(reach_of(Role::clerk, "150103", "land", {}), moved));
  EXPECT_FALSE(reaches(reach_of(Role::clerk, "150102", "forest", {}), moved));
}

TEST(Reach, OfARegionHoldsItsProjectsWhoeverDecidesThem) {
  auto above = held_by("150000");
  above.project_region = "150102";
  EXPECT_TRUE(reaches(reach_of(Role::region_government, "150100", {}, {}), above));
  EXPECT_TRUE(reaches(reach_of(Role::window_clerk, "150102", {}, {}), above));
  EXPECT_FALSE(reaches(reach_of(Role::window_clerk, "150103", {}, {}), above));
  EXPECT_FALSE(reaches(reach_of(Role::clerk, "150102", "land", {}), above));
}

}  // namespace
}  // namespace qidi::domain
