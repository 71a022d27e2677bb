// What a version of a matter must be before it is published, by whom it is published, and that a
// running case keeps the version of its filing. domain.md 4.4, 4.6; decision 0015.
#include "domain/matters/matter_draft.h"
#include "given.h"

namespace qidi::given {
namespace {

constexpr auto promised_kind = CountdownKind::promised;

/// A version that may be published on 2022-10-10.
ProposedVersion sound(int promised = 10, int statutory = 20) {
  ProposedVersion proposed;
  proposed.version = matter(promised, statutory);
  proposed.version.matter = "test_matter";
  proposed.version.valid_from = day("2022-10-20");
  proposed.version.statutory_basis = {"行政许可法 第四十二条第一款", Confidence::certain, ""};
  proposed.version.promised_basis = {"部门公布的承诺", Confidence::likely, ""};
  proposed.version.extension_basis = {"行政许可法 第四十二条第一款", Confidence::certain, ""};
  proposed.reason = "缩短时限";
  return proposed;
}

/// The first objection on 2022-10-10 against a version that was changed; "" for none.
template <class Change>
std::string told(Change change, const MatterCatalogue& matters = {}) {
  auto proposed = sound();
  change(proposed);
  const auto found = objections_to(proposed, {matters, day("2022-10-10"), ""});
  return found.empty() ? "" : std::string(name_of(found.front().code)) + " " + found.front().field;
}

MatterCatalogue with_first_version() {
  auto first = sound().version;
  first.valid_from = day("2022-01-01");
  MatterCatalogue matters;
  matters.add(first);
  return matters;
}

TEST(MatterRules, NoPromiseIsLongerThanTheLawWhateverUnitsTheyAreIn) {
  cites("notice-4.2.3@49dc", "licensing-law-42.1@d43c");
  using enum LimitUnit;
  const auto fits = [](Limit promise, Limit law) {
    return told(
        [&](ProposedVersion& p) { p.version.promised = promise, p.version.statutory = law; });
  };
  EXPECT_EQ(fits({working_days, 20}, {working_days, 20}), "");
  EXPECT_EQ(fits({working_days, 21}, {working_days, 20}), "promise_over_statutory promised");
  // Seven calendar days hold five working days at least, eight hold no more for certain.
  EXPECT_EQ(fits({working_days, 5}, {calendar_days, 7}), "");
  EXPECT_EQ(fits({working_days, 6}, {calendar_days, 8}), "promise_over_statutory promised");
  EXPECT_EQ(fits({calendar_days, 7}, {working_days, 6}), "");
  EXPECT_EQ(fits({calendar_days, 9}, {working_days, 6}), "promise_over_statutory promised");
  EXPECT_EQ(fits({at_once, 0}, {at_once, 0}), "");
  EXPECT_EQ(fits({working_days, 1}, {at_once, 0}), "promise_over_statutory promised");
}

TEST(MatterRules, EveryLimitIsPositiveAndHasItsBasis) {
  cites("licensing-law-42.1@d43c", "licensing-law-45@a78b");
  EXPECT_EQ(told([](ProposedVersion&) {}), "");
  EXPECT_EQ(told([](auto& p) { p.version.statutory.count = 0; }), "limit_invalid statutory");
  EXPECT_EQ(told([](auto& p) { p.version.promised.count = -1; }), "limit_invalid promised");
  EXPECT_EQ(told([](auto& p) { p.version.extension_cap = -1; }), "limit_invalid extension_cap");
  EXPECT_EQ(told([](auto& p) { p.version.promised_basis = {}; }), "basis_missing promised_basis");
  EXPECT_EQ(told([](auto& p) { p.version.extension_basis = {}; }), "basis_missing extension_basis");
  EXPECT_EQ(told([](auto& p) { p.version.pause_grounds = {{"hearing", 0, ""}}; }), "");
  EXPECT_EQ(told([](auto& p) {
              p.version.pause_grounds = {{"survey", 0, "", "勘探"}};
            }),
            "basis_missing pause_grounds/0/basis");
  EXPECT_EQ(told([](auto& p) {
              p.version.tiers = {{7, "", {}, {}, {"某法"}}};
            }),
            "field_invalid tiers/0/level");
}

TEST(MatterRules, PapersAndNamesStandForOneThingEach) {
  cites("licensing-law-32.4@7d02");
  EXPECT_EQ(told([](auto& p) {
              p.version.papers.push_back({"report", "又一份", true});
            }),
            "codes_repeated papers/2/code");
  EXPECT_EQ(told([](auto& p) { p.version.papers.front().code = "报告"; }),
            "matter_code_invalid papers/0/code");
  EXPECT_EQ(told([](auto& p) { p.version.papers.front().name.clear(); }),
            "matter_incomplete papers/0/name");
  EXPECT_EQ(told([](auto& p) { p.version.papers.front().reuses = "no_such_matter"; }),
            "unknown_matter papers/0/reuses");
  auto other = sound().version;
  other.matter = "other_matter";
  other.name = "另一事项";
  MatterCatalogue matters;
  matters.add(other);
  EXPECT_EQ(told([](auto& p) { p.aliases = {"另一事项"}; }, matters), "codes_repeated aliases");
}

TEST(MatterRules, AVersionBeginsAfterThoseThatHaveBegunAndInThePastOnlyWithItsReason) {
  cites("licensing-law-42.1@d43c");
  EXPECT_EQ(told([](auto& p) { p.version.valid_from = day("2022-10-09"); }),
            "valid_from_too_early backdated_reason");
  EXPECT_EQ(told([](auto& p) {
              p.version.valid_from = day("2022-10-09");
              p.backdated_reason = "自治区文件自该日起施行";
            }),
            "");
  const auto matters = with_first_version();
  EXPECT_EQ(told(
                [](auto& p) {
                  p.version.promised.count = 8;
                  p.version.valid_from = day("2021-12-31");
                  p.backdated_reason = "早于上一版";
                },
                matters),
            "valid_from_too_early valid_from");
  EXPECT_EQ(told([](auto&) {}, matters), "nothing_changed ");
  EXPECT_EQ(told([](auto& p) { p.version.promised.count = 8; }, matters), "");
  auto first = sound().version;
  first.valid_from = day("2022-01-01");
  first.valid_to = day("2022-06-30");
  MatterCatalogue over;
  over.add(first);
  EXPECT_EQ(told(
                [](auto& p) {
                  p.version.valid_from = day("2021-12-31");
                  p.backdated_reason = "补一段已经过去的日子";
                },
                over),
            "valid_from_too_early valid_from")
      << "also of a matter that has ended";
}

/// A draft driven by hand.
struct Drafting {
  MatterDraft draft;
  MatterCatalogue matters;

  std::string act(DraftCommandBody body, Role role, const std::string& who) {
    DraftCommand command;
    command.matter = "test_matter";
    command.actor = person(role, banner, who);
    command.expected_version = draft.version;
    command.body = std::move(body);
    const auto outcome = decide_draft(draft, command, {matters, day("2022-10-10"), ""});
    if (!outcome) return std::string(name_of(outcome.error().code));
    std::string kinds;
    for (const auto& event : *outcome) {
      kinds += kind_of(event);
      evolve(draft, {event, command.actor, {}});
    }
    return kinds;
  }
};

TEST(MatterDraft, OnePreparesAndAnotherPublishes) {
  cites("notice-4.2.3@49dc");
  constexpr auto admin = Role::system_admin;
  Drafting given;
  given.draft.matter = "test_matter";
  EXPECT_EQ(given.act(SubmitDraft{}, admin, "a"), "unknown_draft");
  EXPECT_EQ(given.act(SaveDraft{sound()}, Role::office, "o"), "not_permitted");
  EXPECT_EQ(given.act(SaveDraft{sound()}, admin, "a"), "matter_draft_saved");
  EXPECT_EQ(given.act(SaveDraft{sound()}, admin, "a"), "") << "nothing new to record";
  EXPECT_EQ(given.act(PublishDraft{}, Role::office, "o"), "draft_not_submitted");
  EXPECT_EQ(given.act(SubmitDraft{}, admin, "b"), "matter_draft_submitted");
  EXPECT_EQ(given.act(SaveDraft{sound(9)}, admin, "a"), "draft_not_open");
  EXPECT_EQ(given.act(ReturnDraft{""}, Role::office, "o"), "reasons_missing");
  EXPECT_EQ(given.act(ReturnDraft{"依据不足"}, Role::office, "o"), "matter_draft_returned");
  EXPECT_EQ(given.act(SaveDraft{sound(9)}, admin, "a"), "matter_draft_saved");
  EXPECT_EQ(given.act(SubmitDraft{}, admin, "a"), "matter_draft_submitted");
  EXPECT_EQ(given.act(PublishDraft{}, admin, "c"), "not_permitted");
  // Whoever wrote it, or sent it on, has since become an approver: still not he.
  EXPECT_EQ(given.act(PublishDraft{}, Role::security_admin, "a"), "needs_two_people");
  EXPECT_EQ(given.act(PublishDraft{}, Role::security_admin, "b"), "needs_two_people");
  EXPECT_EQ(given.act(PublishDraft{}, Role::security_admin, "s"), "matter_draft_published");
  EXPECT_EQ(name_of(given.draft.state), "none");
  EXPECT_TRUE(given.draft.writers.empty()) << "the next draft begins with nobody";
}

TEST(MatterDraft, WhatHasMeanwhileBecomeWrongIsNotPublished) {
  Drafting given;
  given.draft.matter = "test_matter";
  given.act(SaveDraft{sound()}, Role::system_admin, "a");
  given.act(SubmitDraft{}, Role::system_admin, "a");
  auto other = sound().version;
  other.matter = "other_matter";
  given.matters.add(other);
  EXPECT_EQ(given.act(PublishDraft{}, Role::office, "o"), "codes_repeated") << "of the same name";
}

// With a decree's version published for next year, what holds until then could not be mended: no
// version was taken that began before it.
TEST(MatterVersions, OneMayBeginBeforeAnotherThatIsPublishedForLater) {
  cites("notice-4.2.3@49dc");
  auto matters = with_first_version();
  auto decree = sound(5).version;
  decree.version = 2;
  decree.valid_from = day("2023-06-01");
  matters.publish(decree);
  const auto between = [](ProposedVersion& p) { p.version.promised.count = 8; };
  EXPECT_EQ(told(between, matters), "");
  EXPECT_EQ(told([](auto&) {}, matters), "nothing_changed ") << "of what holds on its first day";
  auto third = sound(8).version;
  third.version = 3;
  matters.publish(third);
  const auto holds = [&](const char* when) {
    return matters.in_force("test_matter", day(when))->version;
  };
  EXPECT_EQ(holds("2022-10-19"), 1);
  EXPECT_EQ(holds("2022-10-20"), 3);
  EXPECT_EQ(holds("2023-05-31"), 3);
  EXPECT_EQ(holds("2023-06-01"), 2);
  // The decree comes earlier than it was published for: what it said before never holds.
  auto fourth = decree;
  fourth.version = 4;
  fourth.valid_from = day("2023-06-01");
  matters.publish(fourth);
  EXPECT_EQ(holds("2023-06-01"), 4);
  auto fifth = third;
  fifth.version = 5;
  fifth.valid_from = day("2023-01-01");
  matters.publish(fifth);
  EXPECT_EQ(holds("2022-12-31"), 3);
  EXPECT_EQ(holds("2023-05-31"), 5);
  EXPECT_EQ(holds("2023-06-01"), 4);
}

TEST(MatterVersions, ARunningCaseKeepsTheVersionOfItsFiling) {
  cites("notice-4.2.3@49dc");
  MatterCatalogue matters;
  matters.add(matter(10, 20));
  std::vector<Event> events;
  const auto act = [&](std::string_view when, CommandBody body, Role role) {
    const Facts facts{day(when), published(), matters};
    const auto current = Story::folded(events);
    Command command;
    command.case_id = "case-1";
    command.actor = person(role, banner);
    command.body = std::move(body);
    const auto outcome = decide(current, command, facts);
    ASSERT_TRUE(outcome) << name_of(outcome.error().code);
    for (auto event : *outcome) {
      event.sequence = static_cast<long long>(events.size()) + 1;
      events.push_back(event);
    }
  };
  act("2022-10-10", filing(), Role::project_unit);

  auto second = matter(3, 20);
  second.version = 2;
  second.valid_from = day("2022-10-11");
  matters.publish(second);
  EXPECT_EQ(matters.in_force("test-matter", day("2022-10-10"))->version, 1);
  EXPECT_EQ(matters.in_force("test-matter", day("2022-10-11"))->version, 2);
  EXPECT_EQ(matters.version("test-matter", 1)->valid_to, day("2022-10-10"));

  // Accepted under the new version's reign, promised what stood when it was filed: 10 days.
  act("2022-10-12", Accept{"1"}, Role::clerk);
  const auto current = Story::folded(events);
  EXPECT_EQ(current.facts.matter_version, 1);
  const auto* promise = running_of(current, promised_kind);
  ASSERT_NE(promise, nullptr);
  EXPECT_EQ(promise->limit.count, 10);
}

/// A form that takes one text and nothing else.
class OneText : public Form {
 public:
  Result<std::string, FormFault> read(std::string_view values) const override {
    if (values == "wrong") return Unexpected{FormFault{"rows/0/depth", "应为数字"}};
    return std::string(values) + "!";
  }
  std::vector<FormLine> lines(std::string_view values) const override {
    return {{"text", std::string(values)}};
  }
};

TEST(MatterForm, AFilingBringsWhatItsVersionsFormTakes) {
  cites("licensing-law-32.4@7d02");
  const auto tried = [](const MatterCatalogue& matters, std::string form) {
    auto file = filing();
    file.form = std::move(form);
    Command command;
    command.case_id = "case-1";
    command.actor = person(Role::project_unit, banner);
    command.body = file;
    return decide({}, command, {day("2022-10-10"), published(), matters});
  };
  MatterCatalogue without;
  without.add(matter(10, 20));
  EXPECT_TRUE(tried(without, ""));
  EXPECT_EQ(name_of(tried(without, R"({"a":1})").error().code), "form_invalid");

  auto version = matter(10, 20);
  version.form = "{}";
  MatterCatalogue with;
  with.add(version);
  EXPECT_EQ(name_of(tried(with, "").error().code), "form_invalid") << "nobody can read the form";
  with.set_form("test-matter", 1, std::make_shared<OneText>());
  const auto refused = tried(with, "wrong");
  EXPECT_EQ(refused.error().field, "form/rows/0/depth");
  const auto filed = tried(with, "values");
  ASSERT_TRUE(filed);
  EXPECT_EQ(std::get<Filed>(filed->front().body).form, "values!") << "as the form gave it back";
}

/// 19 of the 29 matters had no form, so that what decides them came in free words. Only a filing
/// for the record demands fields: it stands at once when its information is whole, while an
/// application is received as it comes and put right by one notice (行政许可法 32).
TEST(MatterForm, EveryMatterHasAFormAndOnlyAFilingForTheRecordDemandsAnything) {
  cites("licensing-law-32.4@7d02");
  const auto catalogue = law::catalogue();
  for (const auto* version : catalogue.every_version()) {
    ASSERT_FALSE(version->form.empty()) << version->matter;
    EXPECT_FALSE(version->papers.empty()) << version->matter;
    const auto* form = catalogue.form_of(*version);
    ASSERT_NE(form, nullptr) << version->matter;
    EXPECT_EQ(static_cast<bool>(form->read("")), version->kind != "filing") << version->matter;
  }
}

}  // namespace
}  // namespace qidi::given
