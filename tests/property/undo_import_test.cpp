// An undone import against the plainest oracle: the same story in which the import never was.
#include "random_acts.h"
#include "simulate/invariants.h"

namespace qidi::given {
namespace {

constexpr std::chrono::days one{1};

LedgerFacts random_row(Chance& chance, Day today) {
  auto row = ledger_row("2022-06-01");
  row.received = today - std::chrono::days{chance.below(200)};
  if (chance.one_in(2)) row.accepted = row.received + std::chrono::days{chance.below(5)};
  if (chance.one_in(2)) row.promised_days = 5 + chance.below(20);
  if (chance.one_in(3)) row.due_given = row.received + std::chrono::days{chance.below(60)};
  if (chance.one_in(3)) {
    row.state = CaseState::finished;
    row.ended = std::min(today, std::max(row.received, row.accepted.value_or(row.received)) +
                                    std::chrono::days{chance.below(90)});
    if (row.accepted && *row.ended < *row.accepted) row.accepted.reset();
  }
  static const std::vector<std::string> officers{"", "张三", "李四"};
  row.officer = chance.of(officers);
  if (chance.one_in(2)) row.remark = "备注" + std::to_string(chance.below(3));
  return row;
}

/// The rows without what only tells that there was something to undo.
CaseRows plain(CaseRows rows) {
  if (rows.facts.flags == "import_undone") rows.facts = {};
  rows.facts.case_id.clear();
  return rows;
}

/// One import: some acts of it on the row, their sequences noted.
std::vector<long long> an_import(Chance& chance, Story& story, Day& today) {
  std::vector<long long> sequences;
  for (int i = 1 + chance.below(3); i > 0; --i, today += one) {
    const auto before = story.events().size();
    story.tried(today, today, AdoptFromLedger{random_row(chance, today), "表1:2", true});
    if (story.events().size() > before) sequences.push_back(static_cast<long long>(before) + 1);
  }
  return sequences;
}

TEST(UndoneImportProperty, IsAsIfTheImportHadNeverBeen) {
  cites("notice-4.3.2@aa37");
  int undone = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    Chance chance(seed);
    Story story(random_matter(chance));
    Day today = day("2023-01-01");
    for (int round = 0; round < 5; ++round, today += one) {
      const auto before = plain(story.rows());
      const auto sequences = an_import(chance, story, today);
      if (sequences.empty() || chance.one_in(3)) continue;
      const auto events = story.events().size();
      ASSERT_TRUE(story.tried(today, today, UndoImport{"i", sequences, "错"})) << "seed " << seed;
      ASSERT_EQ(story.events().size(), events + 1);
      ++undone;
      auto after = plain(story.rows());
      // An adoption that was undone long ago shows itself; that it does is no difference.
      ASSERT_EQ(after, before) << "seed " << seed << ": " << story.kinds();
      const auto wrong = simulate::against_rows(story.rows());
      ASSERT_FALSE(wrong) << "seed " << seed << ": " << *wrong;
    }
  }
  EXPECT_GT(undone, 500);
}

TEST(UndoneImportProperty, ARowThatWasUndoneIsWorkedOnAsANewOne) {
  cites("notice-4.3.1@606b");
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Chance chance(seed);
    const auto version = random_matter(chance);
    Story with(version);
    Story without(version);
    Day today = day("2023-01-01");
    const auto sequences = an_import(chance, with, today);
    if (sequences.empty()) continue;
    with.on(to_text(today), UndoImport{"i", sequences, "错"});
    const auto row = random_row(chance, today);
    for (auto* story : {&with, &without}) story->on(to_text(today), AdoptFromLedger{row, "", true});
    for (int i = 0; i < 30; ++i) {
      today += std::chrono::days{chance.below(9)};
      const auto current = without.as_of(today, today);
      const auto act = random_act(chance, current, today);
      const auto actor = random_actor(chance, act, current, version.joint);
      ASSERT_EQ(with.tried(today, today, act, actor), without.tried(today, today, act, actor))
          << "seed " << seed << ", " << act_name(act);
      ASSERT_EQ(with.rows(), without.rows()) << "seed " << seed << ": " << with.kinds();
    }
  }
}

}  // namespace
}  // namespace qidi::given
