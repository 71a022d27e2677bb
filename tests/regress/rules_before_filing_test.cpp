// Our own defect, found by throwing events together: a request for more papers whose day had been
// set before the filing made a case stand pending that nobody had filed.
#include "given.h"

namespace qidi::given {
namespace {

TEST(BeforeFiling, NoEventMakesACaseOutOfNothing) {
  cites("notice-4.3.1@606b");
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  story.on("2022-10-12", AskMore{{{"map", "不清", "重绘"}}, day("2022-10-20")});
  story.on("2022-10-13", Assign{"赵六"}).on("2022-10-14", CheckSite{{"张三", "李四"}, "属实"});
  story.on("2022-10-17", Propose{"grant", ""}).on("2022-10-18", granting());
  for (auto event : story.events()) {
    if (std::holds_alternative<Filed>(event.body)) continue;
    ApprovalCase nothing;
    evolve(nothing, event);
    EXPECT_FALSE(nothing.exists) << kind_of(event.body);
    EXPECT_TRUE(nothing.standings.empty()) << kind_of(event.body);
    EXPECT_EQ(nothing.flagged.size(), 1u) << kind_of(event.body);
  }
}

}  // namespace
}  // namespace qidi::given
