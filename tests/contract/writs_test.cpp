// Writs of stored cases: numbers without gap or repetition however acts interleave, in both
// stores; papers that say what the record says or refuse by name; delivery, once and lawfully.
// office/writ_numbers.h, office/writs/; docs/decisions/0012.
#include <gtest/gtest.h>

#include <set>

#include "cites.h"
#include "contract/made_events.h"
#include "law/law_data.h"
#include "law/writ_templates.h"
#include "office/handle_command.h"
#include "office/writ_numbers.h"
#include "office/writs/case_writs.h"
#include "record/number_codec.h"
#include "store/memory/memory_store.h"
#include "store/sqlite/sqlite_store.h"

namespace qidi::tests {
namespace {

using namespace domain;

class WritClock : public office::Clock {
 public:
  Instant now() override { return now_; }
  void move_to(std::string_view day) { now_ = start_of(*parse_day(day)) + std::chrono::hours{9}; }

 private:
  Instant now_{};
};

const Organ the_organ{"150100", "住建局"};
const Actor the_clerk{"c1", "张三", Role::clerk, "住建局", "150100"};
const Actor the_head{"h1", "李四", Role::head, "住建局", "150100"};
const Actor another_clerk{"c2", "王五", Role::clerk, "水利局", "150100"};
const Actor the_unit{"u1", "某公司", Role::project_unit, "", ""};

class Writs : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (std::string(GetParam()) == "sqlite") {
      auto opened = store::SqliteStore::open_for_writing(folder_.path, "");
      ASSERT_TRUE(opened);
      store_ = std::move(*opened);
    } else {
      store_ = std::make_unique<store::MemoryStore>();
    }
    clock_.move_to("2022-10-10");
    auto rules = office::open_rule_book(store_->log(), {law::calendar_years(), law::catalogue()},
                                        clock_.now());
    ASSERT_TRUE(rules);
    rules_.emplace(std::move(*rules));
  }

  /// The refusal's name; "" when it was done.
  std::string act(const std::string& id, const Actor& actor, CommandBody body) {
    Command command;
    command.command_id = "command-" + std::to_string(++commands_);
    command.case_id = id;
    command.actor = actor;
    command.body = std::move(body);
    const auto answer = office::handle_command(store_->log(), *rules_, clock_, command);
    EXPECT_TRUE(answer);
    EXPECT_TRUE(store_->log().sync());
    const auto* refusal = std::get_if<Refusal>(&*answer);
    return refusal == nullptr ? "" : std::string(name_of(refusal->code));
  }

  void file(const std::string& id, std::string unit_name = "内蒙古某风电有限公司") {
    File filing;
    filing.project_code = "2207-150100-04-01-123456";
    filing.project_name = "某风电项目";
    filing.unit_name = std::move(unit_name);
    filing.matter = "construction_permit";
    filing.region = the_organ.region;
    filing.department = the_organ.department;
    filing.officer = "张三";
    for (const auto* matter : rules_->matters.all()) {
      if (matter->matter != filing.matter) continue;
      for (const auto& paper : matter->papers) filing.papers.push_back(paper.code);
    }
    ASSERT_EQ(act(id, the_unit, filing), "");
  }

  office::CaseWrits writs(const std::string& id) {
    auto found = office::writs_of(store_->reader(), id);
    EXPECT_TRUE(found);
    EXPECT_TRUE(*found);
    return std::move(**found);
  }
  /// The number of the case's last writ.
  std::string number(const std::string& id) { return writs(id).current.writs.back().number; }

  Result<office::WritText, office::MissingContent> written(const std::string& id,
                                                           std::size_t which) {
    const auto all = writs(id);
    return office::drawn_up_writ(all, all.current.writs.at(which), *rules_, regions_,
                                 law::writ_templates());
  }

  Folder folder_;
  std::unique_ptr<office::Store> store_;
  std::optional<office::RuleBook> rules_;
  WritClock clock_;
  office::Regions regions_{{{"150100", "呼和浩特市", 2, "150000", ""}}};
  int commands_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Stores, Writs, ::testing::Values("memory", "sqlite"),
                         [](const auto& store) { return std::string(store.param); });

TEST_P(Writs, TakeTheNextNumberOfTheirOrgansSeriesWithoutGap) {
  cites("notice-4.3.1@606b");
  file("A");
  file("B");
  EXPECT_EQ(number("A"), "住建局收字〔2022〕0001号");
  EXPECT_EQ(number("B"), "住建局收字〔2022〕0002号");
  EXPECT_EQ(act("A", the_clerk, Accept{}), "");
  // A refused act takes nothing: the next one's number follows without gap.
  EXPECT_EQ(act("A", the_clerk, Accept{}), "not_in_review");
  EXPECT_EQ(act("B", the_clerk, Accept{}), "");
  EXPECT_EQ(number("A"), "住建局受字〔2022〕0001号");
  EXPECT_EQ(number("B"), "住建局受字〔2022〕0002号");
  clock_.move_to("2023-01-03");
  file("C");
  EXPECT_EQ(number("C"), "住建局收字〔2023〕0001号") << "a new year begins anew";
}

TEST_P(Writs, TwoActsAtOnceNeverTakeTheSameNumber) {
  cites("notice-4.3.1@606b");
  file("A");
  const auto stream = office::stream_of_series(the_organ, 2022, WritKind::filing_receipt);
  auto last = store_->log().last_of(stream);
  ASSERT_TRUE(last);
  ASSERT_TRUE(*last);
  EXPECT_EQ((*last)->envelope.sequence, 1U);
  // Two that both read "the last number is 1" and commit one after the other.
  const auto taking = [&](const std::string& case_id) {
    record::Envelope envelope;
    envelope.stream = stream;
    envelope.sequence = 2;
    envelope.kind = record::writ_number_taken;
    envelope.body = record::encode(record::NumberTaken{"住建局收字〔2022〕0002号", case_id, 1});
    envelope.recorded = clock_.now();
    envelope.legal_day = day_of(clock_.now());
    envelope.previous_hash = (*last)->hash;
    office::StreamAppend append;
    append.stream = stream;
    append.expected_version = 1;
    append.events.push_back(record::seal(std::move(envelope)));
    return store_->log().commit({&append, 1}, std::nullopt);
  };
  EXPECT_TRUE(taking("X"));
  const auto second = taking("Y");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().kind, office::FaultKind::conflict);
  file("B");
  EXPECT_EQ(number("B"), "住建局收字〔2022〕0003号");
}

TEST_P(Writs, AClerksOwnNumberIsHisCasesAlone) {
  cites("notice-4.3.1@606b");
  file("A");
  file("B");
  EXPECT_EQ(act("A", the_clerk, Accept{"呼建受〔2022〕7号"}), "");
  EXPECT_EQ(number("A"), "呼建受〔2022〕7号");
  EXPECT_EQ(act("B", the_clerk, Accept{"呼建受〔2022〕7号"}), "writ_number_taken");
  EXPECT_EQ(writs("B").current.state, CaseState::in_review) << "nothing was written";
  // One written out of the series in advance is passed over when the series comes to it; one that
  // the series has given is taken.
  EXPECT_EQ(act("B", the_clerk, Accept{"住建局受字〔2022〕0001号"}), "");
  file("C");
  EXPECT_EQ(act("C", the_clerk, Accept{}), "");
  EXPECT_EQ(number("C"), "住建局受字〔2022〕0002号");
  file("D");
  EXPECT_EQ(act("D", the_clerk, Accept{"住建局受字〔2022〕0002号"}), "writ_number_taken");
  // A case may bear its own number again: the pause and its prolongation are one procedure.
  EXPECT_EQ(act("C", the_clerk, Pause{"hearing", "特1", 5}), "");
  EXPECT_EQ(act("C", the_clerk, Prolong{"特1", 8}), "");
}

TEST_P(Writs, SayWhatTheRecordSaysOnAnyLaterDay) {
  cites("notice-4.2.2@e878", "licensing-law-32.4@7d02");
  file("A");
  ReturnOnce once{{{"contract", "没有签字页", "补签字页"}}, "可先核对示范文本"};
  ASSERT_EQ(act("A", the_clerk, once), "");
  const auto before = written("A", 1);
  ASSERT_TRUE(before) << before.error().content;
  EXPECT_EQ(before->organ, "呼和浩特市住建局");
  EXPECT_EQ(before->title, "补正告知书");
  EXPECT_EQ(before->addressee, "内蒙古某风电有限公司");
  EXPECT_EQ(before->day_words, "2022年10月10日");
  std::string told;
  for (const auto& block : before->body) {
    told += block.text;
    for (const auto& row : block.table.rows) {
      for (const auto& cell : row) told += cell + "|";
    }
  }
  EXPECT_NE(told.find("没有签字页|补签字页|"), std::string::npos) << told;
  EXPECT_NE(told.find("可先核对示范文本"), std::string::npos);
  // What comes after changes nothing on it.
  ASSERT_EQ(act("A", the_unit, Refile{{{"contract", "已补", true}}, {"contract"}}), "");
  Correct correction{1, "unit_name", "另一家公司", "笔误", "h1"};
  ASSERT_EQ(act("A", the_unit, correction), "");
  const auto after = written("A", 1);
  ASSERT_TRUE(after);
  EXPECT_EQ(after->addressee, before->addressee);
  EXPECT_EQ(after->body.size(), before->body.size());
  EXPECT_EQ(writs("A").current.writs.at(0).standing, WritStanding::corrected);
  EXPECT_EQ(writs("A").current.writs.at(1).standing, WritStanding::stands);
}

TEST_P(Writs, LackingWhatTheLawAsksForRefuseByNameAndClause) {
  cites("licensing-law-32.4@7d02");
  file("A", "");
  const auto refused = written("A", 0);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(),
            (office::MissingContent{"unit_name", "受送达人", "行政许可法第二十九条"}));
}

TEST_P(Writs, AreDeliveredOnceInALawfulWayByTheirOrgan) {
  cites("notice-4.3.1@606b");
  file("A");
  EXPECT_EQ(act("A", another_clerk, Deliver{"1", "mail", {}, "赵六", "", "", {}, ""}),
            "no_such_writ");
  const auto deliver = [&](const char* way, const char* consent, const char* outcome,
                           std::vector<std::string> witnesses, std::optional<Day> on = {}) {
    return act("A", the_clerk,
               Deliver{"1", way, on, "赵六", consent, outcome, std::move(witnesses), ""});
  };
  EXPECT_EQ(deliver("by_pigeon", "", "", {}), "field_invalid");
  EXPECT_EQ(deliver("electronic", "", "", {}), "consent_missing");
  EXPECT_EQ(deliver("in_person", "", "refused", {"甲"}), "witnesses_missing");
  EXPECT_EQ(deliver("left_at_home", "", "", {}), "witnesses_missing");
  EXPECT_EQ(deliver("mail", "", "", {}, parse_day("2022-10-11")), "day_in_future");
  EXPECT_EQ(deliver("mail", "", "", {}, parse_day("2022-10-09")), "field_invalid");
  EXPECT_EQ(act("A", the_clerk, Deliver{"9", "mail", {}, "赵六", "", "", {}, ""}), "no_such_writ");
  EXPECT_EQ(deliver("in_person", "", "refused", {"甲", "乙"}), "");
  const auto after = writs("A").current.writs;
  ASSERT_EQ(after.size(), 2U);
  ASSERT_TRUE(after[0].delivered);
  EXPECT_TRUE(after[0].delivered->refused);
  EXPECT_EQ(after[1].kind, WritKind::delivery_receipt);
  EXPECT_EQ(after[1].number, after[0].number) << "the proof bears the number of what it proves";
  EXPECT_EQ(deliver("mail", "", "", {}), "nothing_to_deliver");
  EXPECT_EQ(act("A", the_unit, ConfirmReceipt{"1"}), "nothing_to_deliver");
  const auto proof = written("A", 1);
  ASSERT_TRUE(proof) << proof.error().name;
  const auto& rows = proof->body.front().table.rows;
  const std::set<std::vector<std::string>> told(rows.begin(), rows.end());
  EXPECT_TRUE(told.contains({"收件人", "赵六（拒绝签收）"}));
  EXPECT_TRUE(told.contains({"见证人", "甲、乙"}));
}

TEST_P(Writs, OvertakenByLaterEventsAreToldSo) {
  cites("notice-6.4@1450");
  file("A");
  ASSERT_EQ(act("A", the_clerk, Accept{}), "");
  ASSERT_EQ(act("A", the_clerk, Propose{"refuse", "不符合规划"}), "");
  ASSERT_EQ(act("A", the_head, Decide{"refuse", "不符合规划", "可以复议或者诉讼", ""}), "");
  EXPECT_EQ(writs("A").current.writs.back().standing, WritStanding::stands);
  const Actor office{"o1", "某办", Role::office, "", "150000"};
  ASSERT_EQ(act("A", office, Reopen{"decide_again", "依据有误", "复议", {}}), "");
  EXPECT_EQ(writs("A").current.writs.back().standing, WritStanding::set_aside);
  ASSERT_EQ(act("A", the_unit, Withdraw{"不再办理"}), "");
  const auto all = writs("A").current.writs;
  EXPECT_EQ(all.back().kind, WritKind::termination);
  EXPECT_EQ(all.back().standing, WritStanding::stands);
  EXPECT_EQ(all.front().standing, WritStanding::ended);
}

/// The root that stands on the paper can be counted again from the log's leaves.
TEST_P(Writs, StandUnderARootThatNeverChangesAgain) {
  cites("notice-4.3.1@606b");
  file("A");
  const auto all = writs("A");
  const auto first = office::proof_of_writ(store_->reader(), all, all.current.writs.at(0));
  ASSERT_TRUE(first);
  file("B");
  const auto later = office::proof_of_writ(store_->reader(), all, all.current.writs.at(0));
  ASSERT_TRUE(later);
  EXPECT_EQ(first->root_then, later->root_then);
  EXPECT_NE(first->root_now, later->root_now);
  record::MerkleFrontier frontier;
  std::uint64_t size = 0;
  ASSERT_TRUE(store_->reader().each_leaf(
      [&](std::uint64_t at, const record::Digest& hash) -> Result<void, office::Fault> {
        if (at <= first->index) frontier.append(hash);
        size = at + 1;
        return {};
      }));
  EXPECT_EQ(frontier.root(), first->root_then);
  EXPECT_TRUE(record::verify_inclusion(later->event_hash, later->index, size, later->path,
                                       later->root_now));
}

TEST(WritTemplates, HaveEachKindAndNameAClauseForEveryHole) {
  cites("notice-4.2.2@e878");
  const auto templates = law::writ_templates();
  for (std::size_t i = 0; i < writ_kind_count; ++i) {
    const auto kind = static_cast<WritKind>(i);
    const auto* form = office::template_for(templates, kind, *parse_day("2022-10-10"));
    ASSERT_NE(form, nullptr) << name_of(kind);
    EXPECT_EQ(form->title, chinese_of(kind));
    std::set<std::string> required;
    for (const auto& content : form->required) required.insert(content.content);
    required.insert("case_id");  // a case always has one
    for (const auto& part : form->body) {
      if (!part.when.empty()) required.insert(part.when);
      // A limit is told with its due day, never one without the other (writ_facts.cpp).
      for (const std::string limit : {"promised", "statutory"}) {
        if (part.when == limit + "_due") required.insert(limit + "_limit");
      }
      // Where the code is asked is told with the code (writ_facts.cpp).
      if (part.when == "query_code") required.insert("query_address");
      for (const auto& hole : office::holes_in(part.text)) {
        EXPECT_TRUE(required.contains(hole)) << name_of(kind) << ": {" << hole << "}";
      }
      if (!part.when.empty() && !std::any_of(form->required.begin(), form->required.end(),
                                             [&](const auto& c) { return c.content == part.when; }))
        required.erase(part.when);
    }
  }
}

TEST(WritTemplates, ThatCannotBeReadAreRefusedByWhatIsWrong) {
  const auto error = [](std::string_view json) {
    const auto read = law::read_writ_templates(json);
    return read ? std::string() : read.error();
  };
  EXPECT_EQ(error("[]"), "不是 JSON 对象");
  EXPECT_EQ(error(R"({"kind":"poem","versions":[]})"), "没有这种文书：poem");
  EXPECT_EQ(error(R"({"kind":"grant","versions":[]})"), "versions 是空的");
  EXPECT_EQ(error(R"({"kind":"grant","versions":[{"version":1,"valid_from":"2022-01-01",)"
                  R"("title":"t","source":"s","required":[],"body":[{"txt":"x"}]}]})"),
            "不认识的成员 txt");
}

TEST(WritTexts, AreNotLookedAtAgainOnceFilledIn) {
  cites("notice-4.2.2@e878");
  WritTemplate form;
  form.body = {{"", "理由：{reason}", "", "", "", "", ""}};
  office::WritFacts facts;
  facts.texts["reason"] = "花括号 {organ} 不是格式";
  const auto written = office::draw_up(form, facts);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->body.front().text, "理由：花括号 {organ} 不是格式");
}

TEST(MaskedNames, ShowNoMoreThanTheirEnds) {
  EXPECT_EQ(office::masked_name("内蒙古某风电有限公司"), "内蒙＊＊＊＊＊＊公司");
  EXPECT_EQ(office::masked_name("某公司"), "某＊＊");
  EXPECT_EQ(office::masked_name("某"), "某");
  EXPECT_EQ(office::masked_name(""), "");
}

}  // namespace
}  // namespace qidi::tests
