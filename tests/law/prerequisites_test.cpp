// What must come first is told and bars nothing; who decides follows from the catalogue's tiers and
// the place (docs/decisions/0015).
#include "domain/casework/prerequisites.h"

#include "domain/matters/deciding_tiers.h"
#include "given.h"

namespace qidi::given {
namespace {

ProjectCase case_of(std::string matter, CaseState state) {
  ProjectCase one;
  one.facts.matter = std::move(matter);
  one.facts.case_id = std::string(name_of(state));
  one.state = state;
  return one;
}

TEST(Prerequisites, AreShownByTheBestOfTheProjectsCases) {
  cites("licensing-law-32.4@7d02");
  auto permit = matter(10, 20);
  permit.prerequisites = {{"land", {}}, {"planning", {}}};
  const auto standing = [&](std::vector<ProjectCase> cases) {
    const auto found = prerequisites_found(permit, cases);
    EXPECT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].standing, PrerequisiteStanding::absent) << "nobody filed for it";
    return std::string(name_of(found[0].standing)) + " " + found[0].by.facts.case_id;
  };
  EXPECT_EQ(standing({}), "absent ");
  EXPECT_EQ(standing({case_of("land", CaseState::refused)}), "absent ");
  EXPECT_EQ(standing({case_of("land", CaseState::paused)}), "under_way paused");
  EXPECT_EQ(standing({case_of("land", CaseState::finished), case_of("land", CaseState::paused)}),
            "unclear finished");
  EXPECT_EQ(standing({case_of("land", CaseState::paused), case_of("land", CaseState::granted),
                      case_of("land", CaseState::withdrawn)}),
            "there granted");

  // The law gives no power to refuse to receive: the filing is taken all the same.
  Story story(permit);
  EXPECT_EQ(story.refused("2022-10-10", filing()), "");
}

TEST(DecidingTiers, AreThoseOfThePlaceAndNameTheRegionThatDecides) {
  cites("notice-4.2.3@49dc");
  auto permit = matter(10, 20);
  permit.tiers = {{0, "国家立项", {}, {}, {}},
                  {1, "草原 70 公顷以上", {}, {"150600"}, {}},
                  {2, "草原 70 公顷以上", {"150600"}, {}, {}},
                  {3, "", {}, {}, {}}};
  const std::vector<RegionStep> banner_of_ordos{{"150622", 3}, {"150600", 2}, {"150000", 1}};
  const std::vector<RegionStep> hohhot{{"150100", 2}, {"150000", 1}};
  const auto told = [&](const std::vector<RegionStep>& trail) {
    std::string all;
    for (const auto& tier : tiers_for(permit, trail)) {
      all += std::to_string(tier.level) + ":" + deciding_region(tier, trail) + " ";
    }
    return all;
  };
  EXPECT_EQ(told(banner_of_ordos), "0: 2:150600 3:150622 ");
  EXPECT_EQ(told(hohhot), "0: 1:150000 3:150100 ") << "a city's own project has no banner";
  EXPECT_EQ(told({}), "0: 1: 3: ");
}

// A filing with 12,000 tonnes of standard coal went to the league without a word, though its own
// form said that the autonomous region decides.
TEST(DecidingTiers, AboveTheOrganAreToldByTheFormsFigures) {
  cites("notice-4.2.3@49dc");
  const std::vector<MatterTier> tiers{{0, "国家名录", {}, {}, {}, {}},
                                      {1, "10000 吨以上", {}, {}, {}, "over"},
                                      {2, "", {}, {}, {}, {}}};
  const auto above = [&](int level, bool met) {
    const auto* tier = tier_above(tiers, level, [&](const std::string&) { return met; });
    return tier == nullptr ? -1 : tier->level;
  };
  EXPECT_EQ(above(2, true), 1);
  EXPECT_EQ(above(3, true), 1);
  EXPECT_EQ(above(1, true), -1) << "it is decided there already";
  EXPECT_EQ(above(2, false), -1) << "a tier without a condition tells nothing";
}

}  // namespace
}  // namespace qidi::given
