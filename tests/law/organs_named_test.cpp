// Departments that acts name, held against the register of organs. Clauses N1, N7;
// docs/decisions/0017.
#include "domain/casework/organs_named.h"

#include "given.h"

namespace qidi::given {
namespace {

const Organ water{"150122", "水利局"};

OrganRegister with(std::initializer_list<OrganEventBody> events) {
  OrganRegister known;
  for (const auto& event : events) evolve(known, event);
  return known;
}

OrganAdded added(const Organ& organ) {
  OrganAdded event;
  event.region = organ.region;
  event.department = organ.department;
  event.source = "三定规定";
  return event;
}

std::string against(const CommandBody& body, const OrganRegister& known,
                    std::string_view when = "2022-09-30") {
  const auto refusal = against_organs(body, known, day(when));
  return refusal ? std::string(name_of(refusal->code)) + ":" + refusal->field : std::string();
}

TEST(OrgansNamed, AreThoseOfTheRegisterOnceARegionHasEnteredItsOwn) {
  const Forward to_water{water.region, water.department, "", ""};
  const Forward to_nobody{water.region, "没有的局", "", ""};
  EXPECT_EQ(against(to_nobody, {}), "");
  // Another region's register binds that region alone.
  EXPECT_EQ(against(to_nobody, with({added({"150600", "水利局"})})), "");
  const auto known = with({added(water)});
  EXPECT_EQ(against(to_water, known), "");
  EXPECT_EQ(against(to_nobody, known), "unknown_organ:department");
  EXPECT_EQ(against(Transfer{water.region, "没有的局", "", ""}, known), "unknown_organ:department");
  AskOpinion ask;
  ask.region = water.region;
  ask.department = "没有的局";
  EXPECT_EQ(against(ask, known), "unknown_organ:department");
  auto file = filing();
  file.region = water.region;
  file.department = water.department;
  EXPECT_EQ(against(file, known), "");
  file.upper_region = water.region;
  file.upper_department = "没有的局";
  EXPECT_EQ(against(file, known), "unknown_organ:upper_department");
  // What is left out is not asked for: a forwarding goes where the filing said.
  EXPECT_EQ(against(Forward{}, known), "");
  EXPECT_EQ(against(Accept{"受1"}, known), "");
}

TEST(OrgansNamed, AreInForceOnTheDay) {
  auto entry = added(water);
  entry.from = day("2022-09-01");
  const auto known = with({entry, OrganClosed{water, "机构改革", day("2022-10-31")},
                           OrganMerged{{water.region, "水务局"}, water.department, "同一部门"}});
  const Forward to_water{water.region, water.department, "", ""};
  EXPECT_EQ(against(to_water, known, "2022-08-31"), "organ_closed:department");
  EXPECT_EQ(against(to_water, known, "2022-09-01"), "");
  EXPECT_EQ(against(to_water, known, "2022-10-31"), "");
  EXPECT_EQ(against(to_water, known, "2022-11-01"), "organ_closed:department");
  const auto merged =
      against_organ({water.region, "水务局"}, "department", known, day("2022-10-01"));
  ASSERT_TRUE(merged);
  EXPECT_NE(merged->detail.find("应为 水利局"), std::string::npos) << merged->detail;
}

}  // namespace
}  // namespace qidi::given
