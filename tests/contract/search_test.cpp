// Search by parts of words: what the gram index finds is what looking at every text finds.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "contract/made_events.h"
#include "store/memory/memory_store.h"
#include "store/search_text.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using office::LedgerPageQuery;

TEST(FoldedText, DropsCaseWidthAndPunctuation) {
  EXPECT_EQ(store::folded("ABC Ａ１－（二期）"), "abca1二期");
  EXPECT_EQ(store::folded("2207-150100-04"), "220715010004");
  EXPECT_EQ(store::folded("　 \t!"), "");
  EXPECT_EQ(store::folded("～"), "");
  EXPECT_EQ(store::folded("｡"), "｡") << "beyond the full-width forms of ASCII nothing is changed";
  EXPECT_EQ(store::folded("\xE5\x85"), "") << "half a character is no character";
  EXPECT_EQ(store::words_of("光伏　 Ａ1 - "), (std::vector<std::string>{"光伏", "a1"}));
}

TEST(Grams, OfAWordAreGramsOfEveryTextAroundIt) {
  std::mt19937 random{7};
  const std::vector<std::string> pieces{"光", "伏", "a", "1", "2", "期", "𠀀", "é", "b", "0"};
  const auto text = [&](int length) {
    std::string made;
    for (int i = 0; i < length; ++i) made += pieces[random() % pieces.size()];
    return made;
  };
  for (int i = 0; i < 5000; ++i) {
    const auto word = text(1 + static_cast<int>(random() % 9));
    domain::CaseFacts facts;
    facts.project_name =
        text(static_cast<int>(random() % 4)) + word + text(static_cast<int>(random() % 4));
    const auto list = store::grams_of(facts);
    const std::set<std::string> grams(list.begin(), list.end());
    const auto asked = store::grams_asked(word);
    for (const auto& gram : asked.whole) {
      EXPECT_TRUE(grams.contains(gram)) << word << " in " << facts.project_name << ": " << gram;
    }
    EXPECT_EQ(asked.whole.empty(), !asked.beginning.empty());
    if (!asked.beginning.empty()) {
      const auto found = grams.lower_bound(asked.beginning);
      EXPECT_TRUE(found != grams.end() && found->starts_with(asked.beginning)) << word;
    }
  }
}

class Search : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
    ASSERT_TRUE(opened);
    sqlite_ = std::move(*opened);
  }
  void put(const std::string& id, const std::string& name, const std::string& unit = "",
           const std::string& code = "", const std::string& external = "") {
    auto rows = made_rows(id, 3);
    rows.facts.project_name = name;
    rows.facts.unit_name = unit;
    rows.facts.project_code = code;
    rows.facts.external_id = external;
    put(rows);
  }
  void put(const domain::CaseRows& rows) {
    ASSERT_TRUE(memory_.rows().put(rows));
    ASSERT_TRUE(sqlite_->rows().put(rows));
    facts_[rows.facts.case_id] = rows.facts;
  }
  std::set<std::string> found(office::Store& store, const std::string& words, int limit = 200) {
    LedgerPageQuery query;
    query.as_of = domain::make_day(2022, 9, 20);
    query.list = LedgerPageQuery::List::all;
    query.words = words;
    query.limit = limit;
    std::set<std::string> ids;
    while (true) {
      const auto page = store.view().page(query);
      EXPECT_TRUE(page) << page.error().message;
      if (!page) return ids;
      for (const auto& line : page->lines) ids.insert(line.facts.case_id);
      if (!page->next) break;
      query.after = page->next;
    }
    EXPECT_EQ(*store.view().count(query), static_cast<long long>(ids.size())) << words;
    return ids;
  }
  std::set<std::string> found(const std::string& words) {
    auto ids = found(*sqlite_, words);
    EXPECT_EQ(ids, found(memory_, words)) << words;
    return ids;
  }
  using Ids = std::set<std::string>;

  Folder folder_;
  store::MemoryStore memory_;
  std::unique_ptr<office::Store> sqlite_;
  std::map<std::string, domain::CaseFacts> facts_;
};

TEST_F(Search, FindsByAnyPartOfNameUnitCodeAndOuterId) {
  put("aa11bb22cc33", "蒙源光伏发电项目", "演示蒙源546号有限公司", "2207-150100-04-01-123456",
      "外-77");
  put("dd44ee55ff66", "草原风电（二期）", "ＡＢＣ公司", "2208-150200-04-01-654321");
  for (const auto* words : {"光伏", "源光", "发电项目", "光", "546号", "123456", "150100-04",
                            "外77", "外-77", "蒙源 123456", "aa11bb", "AA11BB22"}) {
    EXPECT_EQ(found(words), Ids{"aa11bb22cc33"}) << words;
  }
  for (const auto* words : {"风电二期", "abc", "BC公", "6543 风", "二", "dd44ee55ff66"}) {
    EXPECT_EQ(found(words), Ids{"dd44ee55ff66"}) << words;
  }
  for (const auto* words : {"", " ", "-", "项 04", "0401", "司"}) {
    EXPECT_EQ(found(words).size(), std::string_view(words) == "项 04" ? 1U : 2U) << words;
  }
  for (const auto* words : {"光电", "aa11", "bb22cc", "蒙源 风电", "\"", "*", "光\" OR \"风"}) {
    EXPECT_TRUE(found(words).empty() || std::string_view(words).size() == 1) << words;
  }
}

TEST_F(Search, FollowsATextThatChangesAndForgetsTheOldOne) {
  put("c1", "旧名光伏");
  ASSERT_TRUE(sqlite_->log().sync());
  EXPECT_EQ(found("旧名"), Ids{"c1"});
  put("c1", "新名光伏");
  EXPECT_EQ(found("新名"), Ids{"c1"}) << "also before the commit";
  EXPECT_TRUE(found("旧名").empty());
  ASSERT_TRUE(sqlite_->log().sync());
  EXPECT_TRUE(found("旧名").empty());
  EXPECT_EQ(found("光伏"), Ids{"c1"});
}

TEST_F(Search, AgreesWithLookingAtEveryTextForWordsDrawnAtRandom) {
  std::mt19937 random{20221126};
  const std::vector<std::string> pieces{"光", "伏", "风", "电", "a", "B",
                                        "1",  "2",  "-",  "期", "Ａ"};
  const auto text = [&](int most) {
    std::string made;
    const auto length = static_cast<int>(random() % static_cast<unsigned>(most));
    for (int i = 0; i < length; ++i) made += pieces[random() % pieces.size()];
    return made;
  };
  for (int i = 0; i < 500; ++i) {
    put("id" + std::to_string(100000 + i % 450), text(10), text(8), text(6), text(3));
  }
  std::size_t all = 0;
  for (int i = 0; i < 600; ++i) {
    const auto words = text(6) + (random() % 3 == 0 ? " " + text(4) : "");
    Ids expected;
    const auto asked = store::words_of(words);
    for (const auto& [id, facts] : facts_) {
      if (store::matches(facts, asked)) expected.insert(id);
    }
    EXPECT_EQ(found(words), expected) << words;
    all += expected.size();
  }
  EXPECT_GT(all, 5000U);
}

TEST_F(Search, FindsAPageWhenAWordIsCommonAndTheListIsNot) {
  // More cases bear the word than the index is read for at first; a page's own filter leaves few.
  constexpr int many = 42'000;
  for (int i = 0; i < many; ++i) {
    domain::CaseRows rows;
    rows.facts.case_id = "n" + std::to_string(i);
    rows.facts.project_name = i % 9000 == 17 ? "常见光伏罕见" : "常见光伏";
    rows.facts.matter = "m1";
    rows.facts.received = domain::make_day(2022, 8, 1);
    domain::Standing s;
    s.from = rows.facts.received;
    s.state = i % 10000 == 9999 ? domain::CaseState::paused : domain::CaseState::deciding;
    s.holder = {"150100", "住建局"};
    s.due = s.from + std::chrono::days{i % 90};
    rows.standings.push_back(s);
    ASSERT_TRUE(sqlite_->rows().put(rows));
  }
  ASSERT_TRUE(sqlite_->log().sync());
  LedgerPageQuery query;
  query.as_of = domain::make_day(2022, 9, 20);
  query.words = "见光伏";
  query.limit = 50;
  auto page = *sqlite_->view().page(query);
  EXPECT_EQ(page.lines.size(), 50U);
  EXPECT_TRUE(page.next);
  EXPECT_EQ(*sqlite_->view().count(query), many);
  query.states = {domain::CaseState::paused};
  page = *sqlite_->view().page(query);
  EXPECT_EQ(page.lines.size(), 4U);
  EXPECT_FALSE(page.next);
  query.states.clear();
  query.words = "见光伏 罕见";
  EXPECT_EQ(sqlite_->view().page(query)->lines.size(), 5U);
  EXPECT_EQ(*sqlite_->view().count(query), 5);
  // Brief digits are looked for in the rows first; in vain, then in the index.
  query.words = "12";
  EXPECT_TRUE(sqlite_->view().page(query)->lines.empty());
}

TEST_F(Search, GivesCasesByTheirIdsAndProjectCode) {
  put("c1", "甲", "", "2207-1", "外1");
  put("c2", "乙", "", "2207-1", "外2");
  put("c3", "丙", "", "", "2207-1");
  for (auto* store : {static_cast<office::Store*>(&memory_), sqlite_.get()}) {
    auto& view = store->view();
    using List = std::vector<std::string>;
    EXPECT_EQ(*view.find_cases("2207-1"), (List{"c1", "c2", "c3"}));
    EXPECT_EQ(*view.find_cases("外2"), List{"c2"});
    EXPECT_EQ(*view.find_cases("c3"), List{"c3"});
    EXPECT_TRUE(view.find_cases("")->empty());
    EXPECT_TRUE(view.find_cases("2207")->empty());
  }
}

}  // namespace
}  // namespace qidi::tests
