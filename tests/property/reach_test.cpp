// How far each role reaches, at each level of regions: the league's city, the banner, the region.
// Clauses N1, N8; domain.md 10; domain/people/reach.h.
#include "domain/people/reach.h"

#include <gtest/gtest.h>

#include "cites.h"
#include "domain/people/line.h"

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

// Real names carry their region. A superior's reach went by equal names, so that a league's
// department saw nothing of its banners'.
const Organ league{"152500", "锡林郭勒盟发展和改革委员会"};
const Organ banner{"152501", "二连浩特市发展和改革委员会"};

std::vector<NamedRegion> regions_above(std::string_view code) {
  std::vector<NamedRegion> chain;
  if (code == "152501") chain.push_back({"152501", "二连浩特市"});
  if (code == "152522") chain.push_back({"152522", "阿巴嘎旗"});
  if (code == "150102") chain.push_back({"150102", "新城区"});
  if (code.starts_with("1525")) chain.push_back({"152500", "锡林郭勒盟"});
  if (code.starts_with("1501")) chain.push_back({"150100", "呼和浩特市"});
  chain.push_back({"150000", "内蒙古自治区"});
  return chain;
}

Line line_of(const Organ& top, const std::vector<OrganEntry>& registered = {}) {
  OrganRegister known;
  for (const auto& entry : registered) evolve(known, OrganAdded{entry});
  return {top, known, regions_above};
}

OrganEntry entry(const Organ& organ, std::string line, std::string superior = {}) {
  OrganEntry made;
  static_cast<Organ&>(made) = organ;
  made.line = std::move(line);
  made.superior = std::move(superior);
  return made;
}

TEST(Line, OfNamesThatTheRegisterDoesNotKnowIsTheNameWithoutItsRegion) {
  cites("notice-4.1@606e");
  const auto line = line_of(league);
  EXPECT_TRUE(line.has(league));
  EXPECT_TRUE(line.has(banner));
  EXPECT_TRUE(line.has({"152501", "发展和改革委员会"}));
  EXPECT_TRUE(line.has({"152501", "锡林郭勒盟二连浩特市发展和改革委员会"}));
  EXPECT_FALSE(line.has({"152501", "二连浩特市水利局"}));
  EXPECT_FALSE(line.has({"152501", "二连浩特市粮食和发展和改革委员会"})) << "an ending is no name";
  EXPECT_FALSE(line.has({"150102", "新城区发展和改革委员会"})) << "another league's";
  EXPECT_FALSE(line.has({"150000", "内蒙古自治区发展和改革委员会"})) << "above";
  EXPECT_FALSE(line_of(banner).has(league));
  EXPECT_FALSE(line_of(banner).has({"152522", "阿巴嘎旗发展和改革委员会"})) << "beside";
  // 水利厅 above is 水利局 below.
  EXPECT_TRUE(line_of({"150000", "内蒙古自治区水利厅"}).has({"152501", "二连浩特市水利局"}));
  EXPECT_FALSE(line_of({"152500", "锡林郭勒盟"}).has({"152501", "二连浩特市"}));
}

TEST(Line, OfRegisteredOrgansIsWhatTheRegisterSays) {
  const Organ water{"152500", "锡林郭勒盟水利局"};
  const Organ survey{"152500", "锡林郭勒盟水文中心"};
  const Organ affairs{"152501", "二连浩特市水务局"};
  const Organ service{"152522", "阿巴嘎旗行政审批局"};
  const auto of = [&](const Organ& top) {
    return line_of(top, {entry(water, "水利"), entry(survey, "水利"), entry(affairs, "水利"),
                         entry(service, "政务", water.department),
                         entry({"152522", "阿巴嘎旗水利局"}, "水利", survey.department)});
  };
  EXPECT_TRUE(of(water).has(affairs)) << "the same line below, under another name";
  EXPECT_TRUE(of(water).has(service)) << "its superior is named";
  EXPECT_FALSE(of(water).has(survey)) << "on the same level nobody is anybody's superior";
  EXPECT_FALSE(of(water).has({"152522", "阿巴嘎旗水利局"})) << "another superior is named";
  EXPECT_TRUE(of(survey).has({"152522", "阿巴嘎旗水利局"}));
  EXPECT_FALSE(of(survey).has(service));
  EXPECT_FALSE(of(league).has(affairs));
  // From the autonomous region down: by the superior's superior, by the line, by the name.
  const Organ top{"150000", "内蒙古自治区水利厅"};
  const auto line = line_of(top, {entry(water, "水利", top.department), entry(top, "水利"),
                                  entry(affairs, "", water.department)});
  EXPECT_TRUE(line.has(affairs));
  EXPECT_TRUE(line.has({"150102", "新城区水利局"}));
  EXPECT_FALSE(line.has(service));
}

TEST(Line, EndsWhereTheRegisterGoesInACircle) {
  const Organ one{"152501", "甲局"};
  const Organ other{"152501", "乙局"};
  const auto line = line_of(league, {entry(one, "", "乙局"), entry(other, "", "甲局")});
  EXPECT_FALSE(line.has(one));
  EXPECT_FALSE(line.has(other));
}

TEST(Reach, OfASuperiorIsHisLineAndNothingElse) {
  auto reach = reach_of(Role::superior, league.region, league.department, {});
  EXPECT_FALSE(reaches(reach, banner)) << "by equal names, as it was";
  reach.line = std::make_shared<const Line>(line_of(league));
  EXPECT_TRUE(reaches(reach, banner));
  EXPECT_TRUE(reaches(reach, held_by(banner.region, banner.department)));
  EXPECT_FALSE(reaches(reach, held_by("150102", "新城区发展和改革委员会")));
  auto moved = held_by("150100", "呼和浩特市发展和改革委员会");
  moved.earlier_holders = {banner};
  EXPECT_TRUE(reaches(reach, moved)) << "what his line held it stays able to see";
}

}  // namespace
}  // namespace qidi::domain
