// 好差评: one rating at each finished step, a bad one is answered by the head (N20; N15).
#include "domain/people/phone.h"
#include "given.h"

namespace qidi::given {
namespace {

RateService a_rating(std::string grade) {
  return {std::move(grade), {"slow"}, "等了很久", "13800000000"};
}
CallBack a_call() {
  return {"材料一次未告知清楚", "已向经办人交代一次性告知", "认可"};
}
/// Withdrawn on 2022-10-13, a Thursday: a case can be rated however it ended.
Story ended() {
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-13", Withdraw{""});
  return story;
}

TEST(Rating, IsGivenOncePerStepAndIsNeverGivenAgain) {
  cites("notice-2@b0bb");
  Story story;
  story.on("2022-10-10", filing());
  story.on("2022-10-10", a_rating("satisfied"));
  EXPECT_EQ(story.refused("2022-10-11", a_rating("very_dissatisfied")), "already_rated");
  story.on("2022-10-13", Withdraw{""});
  story.on("2022-10-14", a_rating("fair"));
  EXPECT_EQ(story.refused("2022-10-14", a_rating("fair")), "already_rated");
  const auto ratings = story.at("2022-10-14").ratings;
  ASSERT_EQ(ratings.size(), 2u);
  EXPECT_EQ(ratings[0].step, RatingStep::filing);
  EXPECT_EQ(ratings[1].step, RatingStep::ending);
  EXPECT_EQ(ratings[1].grade, RatingGrade::fair);
  EXPECT_EQ(ratings[1].organ, banner);
  EXPECT_EQ(ratings[1].officer, "张三");
}

TEST(Rating, MayBeSupplementedOnce) {
  cites("notice-2@b0bb");
  auto story = ended();
  EXPECT_EQ(story.refused("2022-10-14", SupplementRating{"还有"}), "not_rated");
  story.on("2022-10-14", a_rating("satisfied")).on("2022-10-15", SupplementRating{"还有"});
  EXPECT_EQ(story.refused("2022-10-17", SupplementRating{"还有"}), "already_supplemented");
}

TEST(Rating, IsOpenForThirtyDaysAfterTheStep) {
  cites("notice-2@b0bb");
  auto story = ended();
  EXPECT_EQ(story.refused("2022-11-12", a_rating("fair")), "");
  EXPECT_EQ(story.refused("2022-11-13", a_rating("fair")), "rating_closed");
}

TEST(Rating, TakesAKnownGradeKnownTagsAndATelephoneNumber) {
  cites("notice-2@b0bb");
  const auto story = ended();
  EXPECT_EQ(story.refused("2022-10-14", a_rating("")), "field_missing");
  EXPECT_EQ(story.refused("2022-10-14", a_rating("good")), "field_invalid");
  EXPECT_EQ(story.refused("2022-10-14", RateService{"fair", {"none-such"}, "", ""}),
            "field_invalid");
  EXPECT_EQ(story.refused("2022-10-14", RateService{"fair", {}, "", "打我手机"}), "field_invalid");
  EXPECT_EQ(story.refused("2022-10-14", a_rating("fair"), person(Role::clerk, banner)),
            "not_permitted");
}

TEST(BadRating, IsCalledBackByTheHeadWithinOneWorkingDayAndColoursNoLight) {
  cites("notice-2@b0bb");
  auto story = ended();
  story.on("2022-10-14", a_rating("dissatisfied"));  // a Friday: the next working day is Monday
  EXPECT_EQ(story.due(CountdownKind::call_back, "2022-10-14"), "2022-10-17");
  EXPECT_EQ(story.standing("2022-10-20").red_from, end_of_days);
  const auto tasks = head_tasks(story.at("2022-10-14"));
  ASSERT_EQ(tasks.size(), 1u);
  EXPECT_EQ(tasks[0].kind, HeadTaskKind::call_back);
  EXPECT_EQ(tasks[0].organ, banner);
  EXPECT_EQ(story.refused("2022-10-17", a_call(), person(Role::head, league)), "not_the_holder");
  EXPECT_EQ(story.refused("2022-10-17", a_call(), person(Role::clerk, banner)), "not_permitted");
  EXPECT_EQ(story.refused("2022-10-17", CallBack{"核实", "", "认可"}), "field_missing");
  story.on("2022-10-17", a_call());
  EXPECT_TRUE(story.at("2022-10-17").ratings.front().called_back);
  EXPECT_TRUE(head_tasks(story.at("2022-10-17")).empty());
  EXPECT_EQ(story.refused("2022-10-18", a_call()), "no_call_back");
}

TEST(BadRating, IsNotAnsweredByWhomItRates) {
  cites("notice-2@b0bb");
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-11", Assign{"head"});
  story.on("2022-10-13", Withdraw{""}).on("2022-10-14", a_rating("very_dissatisfied"));
  EXPECT_EQ(story.refused("2022-10-17", a_call()), "needs_two_people");
  EXPECT_EQ(story.refused("2022-10-17", a_call(), person(Role::head, banner, "another")), "");
}

TEST(BadRating, OfTheFilingIsStillOwedItsCallAfterTheCaseHasEnded) {
  cites("notice-2@b0bb");
  Story story;
  story.on("2022-10-10", filing()).on("2022-10-10", a_rating("dissatisfied"));
  story.on("2022-10-11", Withdraw{""});
  EXPECT_EQ(story.due(CountdownKind::call_back, "2022-10-12"), "2022-10-11");
  // Another bad word does not put off what is owed already.
  story.on("2022-10-12", a_rating("dissatisfied"));
  EXPECT_EQ(story.due(CountdownKind::call_back, "2022-10-12"), "2022-10-11");
}

TEST(Rating, TakesNoImportedRowUp) {
  cites("notice-2@b0bb");
  Story story;
  story.on("2022-10-10", AdoptFromLedger{ledger_row("2022-09-01"), "表1", false});
  EXPECT_EQ(story.refused("2022-10-11", a_rating("fair")), "nothing_to_rate");
}

TEST(PersonalData, IsShownWithItsMiddleHidden) {
  cites("notice-4.3.1@606b");
  EXPECT_EQ(masked_phone("13812345678"), "138****5678");
  EXPECT_EQ(masked_phone("138 1234 5678"), "138****5678");
  EXPECT_EQ(masked_phone("4861234"), "*****34");
  EXPECT_EQ(masked_phone(""), "");
  EXPECT_EQ(masked_name("张三丰"), "张**");
  EXPECT_EQ(masked_name("Wang"), "W**");
  EXPECT_EQ(masked_name(""), "");
  EXPECT_TRUE(is_phone("0471-4861234"));
  EXPECT_FALSE(is_phone("123"));
  EXPECT_FALSE(is_phone("1381234567x"));
}

}  // namespace
}  // namespace qidi::given
