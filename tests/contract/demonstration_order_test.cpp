// The demonstration was drawn in an order that the compiler chose: two draws stood among the
// arguments of one call, so the same seed gave other projects when clang had built it. These are
// the codes that the seed stands for, whoever compiles.
#include <gtest/gtest.h>

#include "law/law_data.h"
#include "office/demonstration/world.h"

namespace qidi::tests {
namespace {

TEST(Demonstration, DrawsTheSameProjectsOfASeedWhateverCompiledIt) {
  std::vector<office::Region> list;
  for (auto& d : law::divisions()) {
    list.push_back({d.code, d.name, d.level, d.parent, d.reporting_unit});
  }
  const office::Regions regions(std::move(list));
  const office::DemoWorld world(regions, domain::MatterCatalogue());
  office::Seeded chance(54);
  std::vector<std::string> codes;
  for (int number = 1; number <= 4; ++number) {
    codes.push_back(world.make_project(chance, number, domain::make_day(2022, 3, 1)).code);
  }
  EXPECT_EQ(codes,
            (std::vector<std::string>{"2018-150172-55-01-900001", "2018-152502-79-01-900002",
                                      "2203-150821-04-01-900003", "2019-152201-38-02-900004"}));
}

}  // namespace
}  // namespace qidi::tests
