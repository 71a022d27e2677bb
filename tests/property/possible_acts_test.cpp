// An act is told open or closed before it is filled in: over random casework, what is told closed
// is refused however it is filled in, and what a filling gets done was told open. Empty and full
// bodies of every act, by every role, in every state. domain/casework/rules.h, standing_objection.
#include "domain/casework/act_fields.h"
#include "domain/casework/case_reach.h"
#include "domain/people/rights.h"
#include "random_acts.h"

namespace qidi::given {
namespace {

constexpr std::array roles{Role::project_unit,
                           Role::help_agent,
                           Role::window_clerk,
                           Role::clerk,
                           Role::head,
                           Role::government_leader,
                           Role::region_government,
                           Role::office,
                           Role::superior,
                           Role::job,
                           Role::importer,
                           Role::system_admin,
                           Role::security_admin,
                           Role::audit_admin};

/// Any act, filled in somehow: mostly as the case asks for, some fields spoilt by the draw.
std::vector<CommandBody> fillings(Chance& chance, const ApprovalCase& current, Day today) {
  std::vector<CommandBody> bodies;
  for (int i = 0; i < 12; ++i) bodies.push_back(any_act(chance, current, today));
  for (int i = 0; i < 4; ++i) bodies.push_back(fitting_act(chance, current, today));
  bodies.emplace_back(Accept{"n"});
  bodies.emplace_back(NotAccept{"false_papers", "假", ""});
  bodies.emplace_back(NotAccept{"not_our_power", "非本局职权", "盟发改委"});
  bodies.emplace_back(going_up());
  bodies.emplace_back(a_return("map"));
  bodies.emplace_back(random_refiling(chance, current));
  bodies.emplace_back(Prolong{"n", 1 + chance.below(600)});
  bodies.emplace_back(Correct{1 + chance.below(20), "unit_name", "某", "笔误", "head-2"});
  bodies.emplace_back(CloseUnanswered{"条例第九条"});
  bodies.emplace_back(UndoImport{"import-1", current.row_events, "误导入"});
  bodies.emplace_back(AdoptFromLedger{ledger_row("2022-07-01"), "a.xlsx", chance.one_in(2)});
  bodies.emplace_back(Restore{"有误"});
  bodies.emplace_back(Resume{});
  bodies.emplace_back(Issue{"1号", ""});
  bodies.emplace_back(RefuseExtension{"可在期限内办结"});
  bodies.emplace_back(SendBackProposal{"理由不足"});
  bodies.emplace_back(TakeBackProposal{});
  bodies.emplace_back(Take{});
  return bodies;
}

CommandBody emptied(const CommandBody& body) {
  return every_act()[body.index()];
}

struct Tally {
  long long open = 0;
  long long closed = 0;
  long long done = 0;
};

/// One actor at one moment of one case.
void look(Chance& chance, const ApprovalCase& current, const Facts& facts, const Actor& actor,
          const std::optional<Reach>& reach, Tally& tally) {
  Command command;
  command.case_id = "case-1";
  command.actor = actor;
  command.reach = reach;
  for (auto& body : fillings(chance, current, facts.today)) {
    const auto act = act_name(body);
    command.body = emptied(body);
    const auto told = standing_objection(current, command, facts);
    // An empty body may be refused, too; it must never bring the rules down.
    (void)decide(current, command, facts);
    command.body = std::move(body);
    const auto told_full = standing_objection(current, command, facts);
    const auto decided = decide(current, command, facts);
    ASSERT_EQ(told.has_value(), told_full.has_value()) << act;
    if (told) {
      ++tally.closed;
      EXPECT_EQ(told->code, told_full->code) << act << ": " << name_of(told->code);
      EXPECT_FALSE(text_of(told->code).about_content) << act << ": " << name_of(told->code);
      ASSERT_FALSE(decided) << act << " by " << name_of(actor.role) << " in "
                            << name_of(current.state) << " though " << name_of(told->code);
      // What is told first by the act itself may lie in its content; never after what stands.
      EXPECT_LE(decided.error().code, told->code) << act;
    } else {
      ++tally.open;
      if (decided) ++tally.done;
    }
    if (reach && !reaches(*reach, reached_case(current)) && current.exists && act != "file") {
      ASSERT_TRUE(told && told->code == RefusalCode::unknown_case) << act;
      Command elsewhere = command;
      const ApprovalCase none;
      const auto nothing = decide(none, elsewhere, facts);
      if (act != "adopt_from_ledger") {
        ASSERT_FALSE(nothing);
        EXPECT_EQ(nothing.error().code, decided.error().code);
        EXPECT_EQ(nothing.error().detail, decided.error().detail) << act;
      }
    }
  }
}

std::optional<Reach> drawn_reach(Chance& chance, Role role) {
  if (chance.one_in(3)) return std::nullopt;
  static const std::vector<std::string> regions{"150000", "150100", "150122", "150200"};
  static const std::vector<std::string> departments{"energy", "development"};
  return reach_of(role, chance.of(regions), chance.of(departments), "91150100MA0000001X");
}

TEST(PossibleActs, AreNeverToldClosedAndDoneNorFailOnAnEmptyBody) {
  cites("notice-4.2.2@e878");
  Tally tally;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Chance chance(seed);
    Story story(random_matter(chance));
    Day today = make_day(2022, 8, 1);
    for (int step = 0; step < 25; ++step, today += std::chrono::days{chance.below(9)}) {
      auto current = story.as_of(today, today);
      current.version = story.events().size();
      const auto facts = story.facts(today);
      for (const auto role : roles) {
        const auto& organ = chance.one_in(4) ? neighbour : current.holder;
        auto actor = person(role, organ);
        if (chance.one_in(10)) actor.id = current.proposed_by;
        look(chance, current, facts, actor, drawn_reach(chance, role), tally);
        if (::testing::Test::HasFatalFailure()) return;
      }
      auto act = random_act(chance, current, today);
      auto actor = random_actor(chance, act, current, false);
      (void)story.tried(today, today, std::move(act), std::move(actor));
    }
  }
  EXPECT_GT(tally.done, 800);
  EXPECT_GT(tally.open, 5000);
  EXPECT_GT(tally.closed, 40000);
  RecordProperty("done", static_cast<int>(tally.done));
}

TEST(PossibleActs, OnALedgersRowAreToldTheSameWay) {
  Tally tally;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Chance chance(seed);
    Story story(matter(10, 20));
    auto row = ledger_row("2022-08-01");
    row.state = std::vector{CaseState::in_review, CaseState::deciding, CaseState::paused,
                            CaseState::waiting_for_unit}[static_cast<std::size_t>(chance.below(4))];
    if (row.state != CaseState::in_review) row.accepted = day("2022-08-03");
    story.on("2022-08-10", AdoptFromLedger{row, "a.xlsx", false});
    const auto today = day("2022-08-10") + std::chrono::days{chance.below(60)};
    auto current = story.as_of(today, today);
    current.version = story.events().size();
    for (const auto role : roles) {
      look(chance, current, story.facts(today), person(role, banner), std::nullopt, tally);
    }
  }
  EXPECT_GT(tally.done, 50);
}

TEST(PossibleActs, NeedTheFieldsThatTheirFormsMark) {
  Story story;
  story.on("2022-10-10", filing());
  const auto facts = story.facts(day("2022-10-11"));
  const auto current = story.at("2022-10-11");
  EXPECT_EQ(story.refused("2022-10-11", ReturnOnce{{}, "建议"}), "defects_missing");
  EXPECT_EQ(fields_of("return_once", current, facts).at(0).needed, Needed::yes);
  // The matter's papers are offered; of a refiled round only what may still be told.
  EXPECT_EQ(fields_of("return_once", current, facts).at(0).choices.size(), 2U);
  story.on("2022-10-11", a_return("map")).on("2022-10-12", a_refiling("map"));
  const auto again =
      fields_of("return_once", story.at("2022-10-13"), story.facts(day("2022-10-13")));
  ASSERT_EQ(again.at(0).choices.size(), 1U);
  EXPECT_EQ(again.at(0).choices.front().value, "map");
}

// The form offered 委托评审 under the title of the decree that it rests on.
TEST(PossibleActs, NameAGroundOfASpecialLawAsTheCatalogueDoes) {
  auto version = matter(10, 20);
  version.pause_grounds = {{"review_by_others", 0, "节能审查办法", "委托评审"}};
  Story story(version);
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  const auto today = day("2022-10-12");
  const auto choices = fields_of("pause", story.at("2022-10-12"), story.facts(today)).at(0).choices;
  EXPECT_EQ(choices.front().chinese, "委托评审");
  EXPECT_EQ(choices.front().basis, "节能审查办法");
}

TEST(PossibleActs, TellTheCapsOfTheLawWithTheFieldsOfDays) {
  cites("licensing-law-42.1@d43c", "licensing-law-45@a78b");
  auto version = matter(10, 20);
  version.pause_grounds = {{"field_survey", 7, "林地查验"}};
  Story story(version);
  story.on("2022-10-10", filing()).on("2022-10-11", Accept{"1"});
  const auto on = [&](std::string_view when, std::string_view act) {
    return fields_of(act, story.at(when), story.facts(day(when)));
  };
  EXPECT_EQ(on("2022-10-12", "ask_extension").at(0).most, 10);
  const auto grounds = on("2022-10-12", "pause").at(0).choices;
  ASSERT_EQ(grounds.size(), 9U);
  EXPECT_EQ(grounds.front().value, "field_survey");
  EXPECT_EQ(grounds.front().most, 7);
  EXPECT_EQ(grounds.front().basis, "林地查验");
  for (const auto& ground : grounds) {
    EXPECT_EQ(story.refused("2022-10-12", Pause{ground.value, "n", 7}), "") << ground.value;
    const auto over = story.refused("2022-10-12", Pause{ground.value, "n", 8});
    EXPECT_EQ(over, ground.most ? "days_over_cap" : "") << ground.value;
  }
  story.on("2022-10-12", AskExtension{6, "情况复杂"});
  EXPECT_EQ(on("2022-10-13", "extend").at(0).most, 6);
  EXPECT_EQ(story.refused("2022-10-13", Extend{7, "情况复杂"}), "days_over_cap");
  story.on("2022-10-13", Pause{"field_survey", "n", 3});
  EXPECT_EQ(on("2022-10-14", "prolong").at(1).least, 4);
  EXPECT_EQ(on("2022-10-14", "prolong").at(1).most, 7);
}

}  // namespace
}  // namespace qidi::given
