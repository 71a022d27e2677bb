// Sessions: how long they live, what ends them, and what many threads do to the book at once.
#include "identity/session_book.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "identity/secret_token.h"

namespace qidi::identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const domain::Instant morning{std::chrono::sys_days(std::chrono::year(2022) / 10 / 8)};

/// A book whose time stands still until the test moves it.
struct GivenBook {
  explicit GivenBook(SessionLimits limits = {}) : book([this] { return now; }, limits) {}
  SessionBook::Time now{hours(1000)};
  SessionBook book;
};

TEST(SessionBook, FindsWhatItOpened) {
  GivenBook given;
  const auto opened = given.book.open("7", "Firefox", morning);
  EXPECT_EQ(opened.token.size(), 43U);
  EXPECT_EQ(opened.csrf.size(), 43U);
  EXPECT_NE(opened.token, opened.csrf);
  const auto session = given.book.find(opened.token);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->account, "7");
  EXPECT_EQ(session->csrf, opened.csrf);
  EXPECT_EQ(session->client, "Firefox");
  EXPECT_EQ(session->begun, morning);
  EXPECT_FALSE(session->second_factor_passed);
  EXPECT_EQ(session->id.size(), 8U);
  EXPECT_EQ(opened.token.find(session->id), std::string::npos);
}

TEST(SessionBook, KnowsNoTokenButItsOwn) {
  GivenBook given;
  const auto opened = given.book.open("7", "", morning);
  EXPECT_FALSE(given.book.find(""));
  EXPECT_FALSE(given.book.find(opened.csrf));
  EXPECT_FALSE(given.book.find(token_hash(opened.token)));
  EXPECT_FALSE(given.book.find(opened.token.substr(0, 42)));
}

TEST(SessionBook, EndsThirtyMinutesAfterTheLastUse) {
  GivenBook given;
  const auto token = given.book.open("7", "", morning).token;
  given.now += minutes(30) - seconds(1);
  ASSERT_TRUE(given.book.find(token));
  given.now += minutes(30) - seconds(1);
  ASSERT_TRUE(given.book.find(token));
  given.now += minutes(30);
  EXPECT_FALSE(given.book.find(token));
  EXPECT_FALSE(given.book.find(token));
}

TEST(SessionBook, PeekingIsNoUse) {
  GivenBook given;
  const auto token = given.book.open("7", "", morning).token;
  given.now += minutes(29);
  ASSERT_TRUE(given.book.peek(token));
  EXPECT_EQ(given.book.peek(token)->idle, minutes(29));
  given.now += minutes(1);
  EXPECT_FALSE(given.book.peek(token));
  EXPECT_FALSE(given.book.find(token));
}

TEST(SessionBook, EndsTwelveHoursAfterItBeganHoweverBusy) {
  GivenBook given;
  auto token = given.book.open("7", "", morning).token;
  for (int i = 1; i < 12 * 4; ++i) {
    given.now += minutes(15);
    ASSERT_TRUE(given.book.find(token)) << i;
  }
  const auto rotated = given.book.rotate(token, true);
  ASSERT_TRUE(rotated);
  given.now += minutes(15);
  EXPECT_FALSE(given.book.find(rotated->token));
}

TEST(SessionBook, LimitsCanBeSet) {
  GivenBook given({.idle = minutes(5), .absolute = minutes(8), .per_account = 1});
  const auto first = given.book.open("7", "", morning).token;
  const auto second = given.book.open("7", "", morning).token;
  EXPECT_FALSE(given.book.find(first));
  given.now += minutes(4);
  EXPECT_TRUE(given.book.find(second));
  given.now += minutes(4);
  EXPECT_FALSE(given.book.find(second));
}

TEST(SessionBook, RotatingKillsTheOldTokenAndItsCsrfAndKeepsTheRest) {
  GivenBook given;
  const auto old = given.book.open("7", "Firefox", morning);
  const auto before = given.book.find(old.token).value();
  given.now += minutes(3);
  const auto opened = given.book.rotate(old.token, true);
  ASSERT_TRUE(opened);
  EXPECT_FALSE(given.book.find(old.token));
  EXPECT_FALSE(given.book.rotate(old.token, true));
  const auto session = given.book.find(opened->token).value();
  EXPECT_TRUE(session.second_factor_passed);
  EXPECT_EQ(session.csrf, opened->csrf);
  EXPECT_NE(session.csrf, before.csrf);
  EXPECT_NE(session.id, before.id);
  EXPECT_EQ(session.account, "7");
  EXPECT_EQ(session.client, "Firefox");
  EXPECT_EQ(session.begun, morning);
  EXPECT_EQ(session.age, minutes(3));
  EXPECT_EQ(given.book.of("7").size(), 1U);
  EXPECT_EQ(given.book.close_all_of("7"), 1U);
  EXPECT_FALSE(given.book.find(opened->token));
}

TEST(SessionBook, ClosesOneOthersAndAll) {
  GivenBook given;
  const auto a = given.book.open("7", "a", morning).token;
  const auto b = given.book.open("7", "b", morning).token;
  const auto c = given.book.open("7", "c", morning).token;
  const auto stranger = given.book.open("8", "", morning).token;
  given.book.close(a);
  given.book.close(a);
  EXPECT_FALSE(given.book.find(a));
  EXPECT_EQ(given.book.close_others_of(b), 1U);
  EXPECT_FALSE(given.book.find(c));
  EXPECT_TRUE(given.book.find(b));
  EXPECT_EQ(given.book.close_all_of("7"), 1U);
  EXPECT_EQ(given.book.close_all_of("7"), 0U);
  EXPECT_FALSE(given.book.find(b));
  EXPECT_EQ(given.book.close_others_of(b), 0U);
  EXPECT_TRUE(given.book.find(stranger));
  EXPECT_EQ(given.book.size(), 1U);
}

TEST(SessionBook, EndsASessionByItsShownIdForItsOwnerOnly) {
  GivenBook given;
  const auto token = given.book.open("7", "", morning).token;
  given.book.open("8", "", morning);
  const auto id = given.book.find(token)->id;
  EXPECT_FALSE(given.book.close_one_of("8", id));
  EXPECT_FALSE(given.book.close_one_of("9", id));
  EXPECT_FALSE(given.book.close_one_of("7", "none"));
  EXPECT_TRUE(given.book.close_one_of("7", id));
  EXPECT_FALSE(given.book.close_one_of("7", id));
  EXPECT_FALSE(given.book.find(token));
}

TEST(SessionBook, TheTwentyFirstSessionOfAnAccountEndsTheFirst) {
  GivenBook given;
  std::vector<std::string> tokens;
  for (int i = 0; i < 20; ++i) tokens.push_back(given.book.open("7", "", morning).token);
  // Neither use nor a new token makes the first one younger.
  tokens[0] = given.book.rotate(tokens[0], true)->token;
  const auto stranger = given.book.open("8", "", morning).token;
  tokens.push_back(given.book.open("7", "", morning).token);
  EXPECT_FALSE(given.book.find(tokens[0]));
  for (std::size_t i = 1; i < tokens.size(); ++i) EXPECT_TRUE(given.book.find(tokens[i])) << i;
  EXPECT_TRUE(given.book.find(stranger));
  EXPECT_EQ(given.book.of("7").size(), 20U);
}

TEST(SessionBook, DeadSessionsMakeRoomBeforeLivingOnes) {
  GivenBook given({.per_account = 2});
  const auto first = given.book.open("7", "", morning).token;
  given.book.open("7", "", morning);
  given.now += minutes(20);
  ASSERT_TRUE(given.book.find(first));
  given.now += minutes(20);
  const auto third = given.book.open("7", "", morning).token;
  EXPECT_TRUE(given.book.find(first));
  EXPECT_TRUE(given.book.find(third));
}

TEST(SessionBook, ListsTheLivingSessionsOfAnAccountInOrder) {
  GivenBook given;
  given.book.open("7", "dies", morning);
  given.now += minutes(20);
  given.book.open("7", "older", morning);
  given.now += minutes(5);
  given.book.open("7", "newer", morning);
  given.book.open("8", "other", morning);
  given.now += minutes(5);
  const auto sessions = given.book.of("7");
  ASSERT_EQ(sessions.size(), 2U);
  EXPECT_EQ(sessions[0].client, "older");
  EXPECT_EQ(sessions[0].idle, minutes(10));
  EXPECT_EQ(sessions[1].client, "newer");
  EXPECT_TRUE(given.book.of("9").empty());
}

TEST(SessionBook, SweepingForgetsTheDeadAndOnlyThem) {
  GivenBook given;
  for (int i = 0; i < 1000; ++i) given.book.open(std::to_string(i), "", morning);
  given.now += minutes(20);
  const auto living = given.book.open("living", "", morning).token;
  EXPECT_EQ(given.book.sweep(), 0U);
  given.now += minutes(10);
  EXPECT_EQ(given.book.size(), 1001U);
  EXPECT_EQ(given.book.sweep(), 1000U);
  EXPECT_EQ(given.book.size(), 1U);
  EXPECT_TRUE(given.book.find(living));
}

TEST(SessionBook, IsTheSameAfterARestartButForTheTimeThatPassed) {
  GivenBook before;
  const auto token = before.book.open("7", "Firefox", morning, true).token;
  const auto idle = before.book.open("7", "idle", morning).token;
  before.now += minutes(20);
  ASSERT_TRUE(before.book.find(token));
  auto stored = before.book.dump();
  ASSERT_EQ(stored.size(), 2U);
  for (const auto& [hash, session] : stored) {
    EXPECT_NE(hash, token);
    EXPECT_NE(hash, idle);
  }
  for (auto& each : stored) {  // ten minutes passed between
    each.session.idle += minutes(10);
    each.session.age += minutes(10);
  }
  GivenBook after;
  after.now = SessionBook::Time{};
  after.book.load(stored);
  after.book.load(stored);
  EXPECT_FALSE(after.book.find(idle));
  const auto session = after.book.find(token);
  ASSERT_TRUE(session);
  EXPECT_TRUE(session->second_factor_passed);
  EXPECT_EQ(session->age, minutes(30));
  EXPECT_EQ(session->idle, minutes(10));
  EXPECT_EQ(after.book.size(), 1U);
}

TEST(SessionBook, ManyThreadsNeverSeeASessionTheyEnded) {
  std::atomic<std::int64_t> ticks{0};
  SessionBook book([&] { return SessionBook::Time{seconds(ticks.load())}; }, {.per_account = 8});
  constexpr int threads = 8;
  constexpr int rounds = 400;
  std::atomic<int> wrong{0};
  const auto hammer = [&](int number) {
    // Accounts are shared by threads, so that the limit and close_all_of cross each other's work.
    const auto account = std::to_string(number % 3);
    for (int round = 0; round < rounds; ++round) {
      const auto opened = book.open(account, "client", morning);
      if (const auto found = book.find(opened.token); found && found->csrf != opened.csrf) ++wrong;
      const auto rotated = book.rotate(opened.token, true);
      if (book.find(opened.token)) ++wrong;
      if (rotated && round % 2 == 0) {
        book.close(rotated->token);
        if (book.find(rotated->token)) ++wrong;
      } else if (round % 7 == 0) {
        book.close_all_of(account);
        if (rotated && book.find(rotated->token)) ++wrong;
      }
      if (book.of(account).size() > 8) ++wrong;
      if (round % 16 == 0) book.sweep();
      if (round % 50 == 0) ticks += 60;
    }
  };
  std::vector<std::thread> running;
  for (int number = 0; number < threads; ++number) running.emplace_back(hammer, number);
  for (auto& thread : running) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_LE(book.size(), 3U * 8);
  for (const auto* account : {"0", "1", "2"}) book.close_all_of(account);
  EXPECT_EQ(book.size(), 0U);
}

}  // namespace
}  // namespace qidi::identity
