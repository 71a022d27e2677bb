// The diagram of domain.md 3: in each state, which acts are refused for the state's sake. Every act
// is tried in every state by the right person with everything it needs.
#include <map>

#include "given.h"

namespace qidi::given {
namespace {

/// A story that stands in each of the states on 2022-11-01.
std::map<std::string, Story> one_of_each() {
  auto version = matter(30, 40);
  version.correction = Limit{LimitUnit::working_days, 5};
  version.promise_allowed = version.gap_allowed = true;
  const Story base = [&] {
    Story story(version);
    story.on("2022-10-10", filing());
    return story;
  }();
  std::map<std::string, Story> all;
  const auto add = [&](const char* state, auto... acts) {
    Story story = base;
    int at = 11;
    (story.on("2022-10-" + std::to_string(at++), acts), ...);
    EXPECT_EQ(story.state("2022-11-01"), state);
    all.emplace(state, std::move(story));
  };
  Story fresh(version);
  fresh.on("2022-11-01", filing());
  all.emplace("in_review", std::move(fresh));
  add("waiting_for_unit", a_return());
  add("deciding", Accept{"1"});
  add("paused", Accept{"1"}, a_pause(30));
  add("granted", Accept{"1"}, Propose{"grant", ""}, granting());
  add("issued", Accept{"1"}, Propose{"grant", ""}, granting(), Issue{"1", "a"});
  add("refused", Accept{"1"}, Propose{"refuse", "不符"}, refusing());
  add("not_accepted", NotAccept{"no_licence_needed", "不需要", ""});
  add("withdrawn", Withdraw{""});
  add("removed", removing());
  Story lapsed = base;
  lapsed.on("2022-10-11", a_return()).on("2022-10-19", CloseUnanswered{"办法九条"});
  all.emplace("lapsed", std::move(lapsed));
  return all;
}

struct Row {
  const char* act;
  CommandBody body;
  const char* in;  ///< the states in which the diagram knows the act, joined by spaces
};

std::vector<Row> diagram() {
  const auto later = day("2022-12-01");
  const std::string undecided = "in_review waiting_for_unit deciding paused";
  return {
      {"accept", Accept{"1"}, "in_review"},
      {"accept_on_promise", AcceptOnPromise{"1", "某公司", later}, "in_review"},
      {"accept_with_gap", AcceptWithGap{"1", "某公司", {}, later}, "in_review"},
      {"return_once", a_return(), "in_review"},
      {"refile", a_refiling(), "waiting_for_unit"},
      {"not_accept", NotAccept{"no_licence_needed", "不需要", ""}, "in_review"},
      {"close_unanswered", CloseUnanswered{"办法九条"}, "waiting_for_unit"},
      {"ask_more", AskMore{{{"map", "不清", "重绘"}}, later}, "deciding paused"},
      {"pause", a_pause(5), "deciding"},
      {"prolong", Prolong{"2", 35}, "paused"},
      {"resume", Resume{}, "paused"},
      {"ask_extension", AskExtension{5, "复杂"}, "deciding paused"},
      {"check_site", CheckSite{{"张三", "李四"}, "属实"}, "in_review deciding paused"},
      {"propose", Propose{"grant", ""}, "deciding"},
      {"issue", Issue{"1", "a"}, "granted"},
      {"withdraw", Withdraw{""}, "in_review waiting_for_unit deciding paused"},
      {"remove", removing(), "in_review waiting_for_unit deciding paused"},
      {"restore", Restore{"有误"}, "removed"},
      {"assign", Assign{"赵六"}, "in_review waiting_for_unit deciding paused granted"},
      {"hand_over", HandOver{"赵六"}, "in_review waiting_for_unit deciding paused granted"},
      {"transfer", Transfer{"150122", "development", "王五", "head-2"},
       "in_review waiting_for_unit deciding paused granted"},
      {"reopen", Reopen{"decide_again", "违法", "复议", {}},
       "granted issued refused not_accepted withdrawn lapsed"},
  };
}

bool lists(const std::string& states, const std::string& state) {
  return (" " + states + " ").find(" " + state + " ") != std::string::npos;
}

TEST(States, EachActIsAllowedJustWhereTheDiagramShowsIt) {
  cites("notice-4.3.1@606b");
  const auto stories = one_of_each();
  ASSERT_EQ(stories.size(), 11u) << "every state but `finished`, which only a sheet knows";
  int cells = 0;
  for (const auto& row : diagram()) {
    for (const auto& [state, story] : stories) {
      const auto told = story.refused("2022-11-01", row.body);
      EXPECT_EQ(told.empty(), lists(row.in, state))
          << row.act << " in " << state << ": " << (told.empty() ? "allowed" : told);
      ++cells;
    }
  }
  EXPECT_EQ(cells, 22 * 11);
}

TEST(States, AFinalStateHearsThatTheCaseHasEnded) {
  cites("notice-4.3.1@606b");
  const auto stories = one_of_each();
  for (const auto* state :
       {"issued", "refused", "not_accepted", "withdrawn", "lapsed", "removed"}) {
    for (const auto& row : diagram()) {
      if (lists(row.in, state) || std::string(row.act) == "restore") continue;
      const auto told = stories.at(state).refused("2022-11-01", row.body);
      const bool reopening = std::string(row.act) == "reopen";
      EXPECT_EQ(told, reopening ? "not_ended" : "case_ended") << row.act << " in " << state;
    }
  }
}

TEST(States, LightsShowOnlyWhatTheHolderOwes) {
  cites("notice-4.3.3@73df");
  for (const auto& [state, story] : one_of_each()) {
    const auto light = story.light("2022-11-01");
    const bool ended_or_waiting =
        lists("issued refused not_accepted withdrawn removed lapsed waiting_for_unit", state);
    EXPECT_EQ(light == "none", ended_or_waiting) << state << " is " << light;
    if (state == "paused") {
      EXPECT_EQ(light, "paused");
    }
    if (ended_or_waiting) {
      EXPECT_EQ(story.light("2029-01-01"), "none") << state << ": never from today";
    }
  }
}

}  // namespace
}  // namespace qidi::given
