// The throttle under the attacks it is there for (reliability R65): many addresses, many logins,
// many guesses at once, and an attacker who only wants to lock the owner out.
#include "identity/sign_in_throttle.h"

#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

namespace qidi::identity {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using Reason = Verdict::Reason;

const SignInThrottle::Time start{hours(500)};

Attempt guess_at(std::string login, int address = 0, std::string device = "") {
  return {std::move(login), std::move(device),
          "10.0." + std::to_string(address / 250) + "." + std::to_string(address % 250)};
}

/// Signs in on a device, so that it is known.
void given_known_device(SignInThrottle& throttle, const std::string& login,
                        const std::string& device) {
  const auto attempt = guess_at(login, 99, device);
  const auto verdict = throttle.admit(attempt, start);
  ASSERT_TRUE(verdict.is_allowed());
  throttle.succeeded(attempt, verdict, start);
}

TEST(SignInThrottle, TenGuessesInAQuarterOfAnHourFromAnyAddresses) {
  SignInThrottle throttle;
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(throttle.admit(guess_at("clerk", i), start + seconds(i)).is_allowed()) << i;
  }
  const auto verdict = throttle.admit(guess_at("clerk", 10), start + seconds(10));
  EXPECT_EQ(verdict.reason, Reason::login_exhausted);
  EXPECT_GE(verdict.retry_after, minutes(14));
  EXPECT_LE(verdict.retry_after, minutes(16));
  EXPECT_FALSE(throttle.admit(guess_at("clerk", 11), start + minutes(15)).is_allowed());
  EXPECT_TRUE(throttle.admit(guess_at("clerk", 12), start + seconds(10) + verdict.retry_after)
                  .is_allowed());
  EXPECT_TRUE(throttle.admit(guess_at("another", 10), start + seconds(10)).is_allowed());
}

TEST(SignInThrottle, OneAccountHasOneBudgetHoweverItsLoginIsTyped) {
  SignInThrottle throttle;
  for (int i = 0; i < 10; ++i) throttle.admit(guess_at(i % 2 == 0 ? " Clerk" : "CLERK ", i), start);
  EXPECT_FALSE(throttle.admit(guess_at("clerk", 10), start).is_allowed());
}

TEST(SignInThrottle, NoPatternGetsMoreThanTenInAQuarterOfAnHourOrAHundredInADay) {
  std::mt19937 random(65);
  SignInThrottle throttle;
  std::vector<SignInThrottle::Time> admitted;
  auto now = start;
  for (int i = 0; i < 20000; ++i) {
    now += seconds(random() % 40);
    if (!throttle.admit(guess_at("clerk", i % 5000), now).is_allowed()) continue;
    admitted.push_back(now);
    const auto within = [&](seconds stretch) {
      return std::count_if(admitted.begin(), admitted.end(),
                           [&](auto each) { return now - each < stretch; });
    };
    ASSERT_LE(within(minutes(15)), 10);
    ASSERT_LE(within(hours(24)), 100);
  }
  // The days are used up, not cut short: 20,000 × 20 s are 4.6 days.
  EXPECT_GE(admitted.size(), 400U);
}

TEST(SignInThrottle, NobodyCanLockOutTheOwnersDevice) {
  SignInThrottle throttle;
  given_known_device(throttle, "clerk", "owner's");
  for (int i = 0; i < 500; ++i) throttle.admit(guess_at("clerk", i), start + seconds(i));
  const auto attempt = guess_at("clerk", 1, "owner's");
  EXPECT_EQ(throttle.admit(guess_at("clerk", 1), start + seconds(500)).reason,
            Reason::login_exhausted);
  const auto verdict = throttle.admit(attempt, start + seconds(500));
  EXPECT_TRUE(verdict.is_allowed());
  EXPECT_TRUE(verdict.from_known_device);
}

TEST(SignInThrottle, AKnownDeviceHasTenGuessesTooAndIsKnownForItsAccountOnly) {
  SignInThrottle throttle;
  given_known_device(throttle, "clerk", "stolen");
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(throttle.admit(guess_at("clerk", 5, "stolen"), start).is_allowed());
  }
  EXPECT_EQ(throttle.admit(guess_at("clerk", 5, "stolen"), start).reason, Reason::device_exhausted);
  EXPECT_FALSE(throttle.admit(guess_at("head", 5, "stolen"), start).from_known_device);
  EXPECT_FALSE(throttle.admit(guess_at("clerk", 5, ""), start).from_known_device);
}

TEST(SignInThrottle, RightGuessesAreNotCountedAndClearNothing) {
  SignInThrottle throttle;
  for (int i = 0; i < 50; ++i) {
    const auto attempt = guess_at("clerk", 3);
    const auto verdict = throttle.admit(attempt, start + seconds(i));
    ASSERT_TRUE(verdict.is_allowed()) << i;
    throttle.succeeded(attempt, verdict, start + seconds(i));
  }
  const auto later = start + minutes(1);
  for (int i = 0; i < 9; ++i) throttle.admit(guess_at("clerk", 3), later);
  const auto right = guess_at("clerk", 3);
  throttle.succeeded(right, throttle.admit(right, later), later);
  EXPECT_TRUE(throttle.admit(guess_at("clerk", 3), later).is_allowed());
  EXPECT_FALSE(throttle.admit(guess_at("clerk", 3), later).is_allowed());
}

TEST(SignInThrottle, GivingBackARefusalGivesNothing) {
  SignInThrottle throttle;
  for (int i = 0; i < 10; ++i) throttle.admit(guess_at("clerk", 3), start);
  const auto attempt = guess_at("clerk", 3);
  const auto refused = throttle.admit(attempt, start);
  ASSERT_FALSE(refused.is_allowed());
  throttle.give_back(attempt, refused, start);
  EXPECT_FALSE(throttle.admit(attempt, start).is_allowed());
}

TEST(SignInThrottle, APasswordThatWasRightCostsNothingUntilTheCodeIsGuessed) {
  SignInThrottle throttle;
  int codes = 0;
  for (int i = 0; i < 30; ++i) {
    const auto attempt = guess_at("clerk", 3);
    const auto password = throttle.admit(attempt, start);
    if (!password.is_allowed()) break;
    throttle.give_back(attempt, password, start);
    if (throttle.admit(attempt, start).is_allowed()) ++codes;  // and the code was wrong
  }
  EXPECT_EQ(codes, 10);
}

TEST(SignInThrottle, SprayingOverAThousandLoginsFromOneAddressIsSlowedAndSeen) {
  SignInThrottle throttle;
  int admitted = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto verdict = throttle.admit(guess_at("user" + std::to_string(i), 7), start);
    admitted += verdict.is_allowed() ? 1 : 0;
  }
  EXPECT_EQ(admitted, 60);
  EXPECT_EQ(throttle.tally().refused_for_address, 940U);
  EXPECT_TRUE(throttle.admit(guess_at("user1", 8), start).is_allowed());
  EXPECT_TRUE(throttle.admit(guess_at("user1", 7), start + minutes(16)).is_allowed());
}

TEST(SignInThrottle, AKnownDeviceIsNotHeldUpByItsNeighboursAtTheSameAddress) {
  SignInThrottle throttle;
  given_known_device(throttle, "clerk", "desk");
  for (int i = 0; i < 100; ++i) throttle.admit(guess_at("user" + std::to_string(i), 7), start);
  EXPECT_FALSE(throttle.admit(guess_at("head", 7), start).is_allowed());
  EXPECT_TRUE(throttle.admit(guess_at("clerk", 7, "desk"), start).is_allowed());
}

TEST(SignInThrottle, AnIpv6SubscriberIsOneAddress) {
  SignInThrottle throttle;
  int admitted = 0;
  for (int i = 0; i < 200; ++i) {
    const Attempt attempt{"user" + std::to_string(i), "", "2001:db8::" + std::to_string(i)};
    admitted += throttle.admit(attempt, start).is_allowed() ? 1 : 0;
  }
  EXPECT_EQ(admitted, 60);
}

TEST(SignInThrottle, UnlockingLetsTheOwnerTryAgainAndGivesAGuesserNoFreeRun) {
  SignInThrottle throttle;
  auto now = start;
  const auto exhaust = [&] {
    while (throttle.admit(guess_at("clerk", 1), now).is_allowed()) now += seconds(1);
  };
  // A hundred wrong ones in a day: the owner would wait until tomorrow.
  for (int quarter = 0; quarter < 10; ++quarter, now += minutes(17)) exhaust();
  exhaust();
  EXPECT_FALSE(throttle.admit(guess_at("clerk", 200), now).is_allowed());
  throttle.unlock(" Clerk", now);
  const auto admitted_from = [&](int address, int tries) {
    int admitted = 0;
    for (int i = 0; i < tries; ++i) {
      const auto verdict = throttle.admit(guess_at("clerk", address), now);
      EXPECT_EQ(verdict.is_allowed(), verdict.by_unlocking);
      admitted += verdict.is_allowed() ? 1 : 0;
    }
    return admitted;
  };
  EXPECT_EQ(admitted_from(1, 20), 3);  // the guesser's place is no better than any other
  // The owner's password is right, then the code is asked for: one try and not two.
  const auto owner = guess_at("clerk", 200, "new phone");
  for (int i = 0; i < 5; ++i) {
    const auto password = throttle.admit(owner, now);
    ASSERT_TRUE(password.is_allowed()) << i;
    throttle.give_back(owner, password, now);
  }
  const auto code = throttle.admit(owner, now);
  throttle.succeeded(owner, code, now);
  EXPECT_TRUE(throttle.admit(owner, now).from_known_device);
  // He is in: what was left is nobody's, and the counts are what they were.
  for (int place = 300; place < 320; ++place) EXPECT_EQ(admitted_from(place, 1), 0);
  EXPECT_EQ(throttle.lockout_of("clerk", now)->wrong_in_day, 103U);

  throttle.unlock("clerk", now);
  int admitted = 0;
  for (int place = 400; place < 450; ++place) admitted += admitted_from(place, 2);
  EXPECT_EQ(admitted, 10);  // from however many places
  throttle.unlock("clerk", now);
  now += minutes(30);
  EXPECT_EQ(admitted_from(500, 1), 0);  // too late
}

TEST(SignInThrottle, ALockoutTellsHowItStandsAndFromHowManyPlaces) {
  SignInThrottle throttle;
  EXPECT_FALSE(throttle.lockout_of("clerk", start));
  given_known_device(throttle, "clerk", "desk");
  for (int i = 0; i < 9; ++i) throttle.admit(guess_at("clerk", i % 3), start);
  EXPECT_FALSE(throttle.lockout_of("clerk", start)) << "nobody is refused yet";
  for (int i = 0; i < 3; ++i) throttle.admit(guess_at("clerk", 3), start);  // refused ones, too
  auto lockout = throttle.lockout_of("CLERK ", start);
  ASSERT_TRUE(lockout);
  EXPECT_TRUE(lockout->new_devices);
  EXPECT_EQ(lockout->known_devices, 0U);
  EXPECT_EQ(lockout->wrong_in_quarter_hour, 10U);
  EXPECT_EQ(lockout->wrong_in_day, 10U);
  EXPECT_GE(lockout->retry_after, minutes(14));
  EXPECT_EQ(lockout->places, 5U);  // four that guessed, and where the device is
  EXPECT_FALSE(lockout->more_places);
  for (int i = 10; i < 20; ++i) throttle.admit(guess_at("clerk", i), start);
  EXPECT_TRUE(throttle.lockout_of("clerk", start)->more_places);
  throttle.unlock("clerk", start);
  EXPECT_EQ(throttle.lockout_of("clerk", start)->unlocked_for, minutes(30));
  EXPECT_FALSE(throttle.lockout_of("clerk", start + minutes(16)));
  // A day later nothing of it is told any more.
  const auto later = start + hours(25);
  for (int i = 0; i < 10; ++i) throttle.admit(guess_at("clerk", 1), later);
  EXPECT_EQ(throttle.lockout_of("clerk", later)->places, 1U);
  // The person's own device, on which he mistyped: it may be let in again as well.
  given_known_device(throttle, "head", "desk");
  for (int i = 0; i < 10; ++i) throttle.admit(guess_at("head", 5, "desk"), start);
  lockout = throttle.lockout_of("head", start);
  ASSERT_TRUE(lockout);
  EXPECT_FALSE(lockout->new_devices);
  EXPECT_EQ(lockout->known_devices, 1U);
  throttle.unlock("head", start);
  EXPECT_TRUE(throttle.admit(guess_at("head", 5, "desk"), start).by_unlocking);
}

TEST(SignInThrottle, AFloodOfLoginsNeitherGrowsItNorWashesOutTheOneUnderAttack) {
  EXPECT_LE(SignInThrottle().bytes_of_counters(), 10U * 1024 * 1024);
  // A small table, so that each place is wanted twenty times over.
  SignInThrottle throttle({.logins_counted = 4096, .addresses_counted = 512});
  const auto bytes = throttle.bytes_of_counters();
  for (int i = 0; i < 10; ++i) throttle.admit(guess_at("clerk", i), start);
  for (int i = 0; i < 80000; ++i) {
    const Attempt attempt{"made up " + std::to_string(i), "", "address " + std::to_string(i / 50)};
    throttle.admit(attempt, start + seconds(i / 200));
  }
  EXPECT_EQ(throttle.bytes_of_counters(), bytes);
  EXPECT_FALSE(throttle.admit(guess_at("clerk", 11), start + seconds(401)).is_allowed());
  EXPECT_TRUE(throttle.admit(guess_at("newcomer", 11), start + seconds(401)).is_allowed());
}

TEST(SignInThrottle, AnAccountHasEightDevicesAndTheLongestUnusedGoes) {
  SignInThrottle throttle;
  for (int i = 0; i < 8; ++i) {
    throttle.know_device("clerk", "device " + std::to_string(i), start + hours(i));
  }
  throttle.know_device("clerk", "device 0", start + hours(9));
  throttle.know_device("Clerk", "device 8", start + hours(10));
  const auto is_known = [&](const std::string& device) {
    return throttle.admit(guess_at("clerk", 1, device), start + hours(11)).from_known_device;
  };
  EXPECT_TRUE(is_known("device 0"));
  EXPECT_FALSE(is_known("device 1"));
  for (int i = 2; i <= 8; ++i) EXPECT_TRUE(is_known("device " + std::to_string(i))) << i;
  throttle.forget_devices("clerk");
  EXPECT_FALSE(is_known("device 8"));
}

TEST(SignInThrottle, AHundredGuessesAtOnceFromManyThreadsAreStillTen) {
  SignInThrottle throttle;
  std::atomic<int> admitted{0};
  std::vector<std::thread> threads;
  for (int number = 0; number < 8; ++number) {
    threads.emplace_back([&, number] {
      for (int i = 0; i < 50; ++i) {
        if (throttle.admit(guess_at("clerk", number * 50 + i), start).is_allowed()) ++admitted;
        throttle.know_device("other", std::to_string(number), start);
        throttle.tally();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(admitted, 10);
}

}  // namespace
}  // namespace qidi::identity
