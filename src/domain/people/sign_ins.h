// Signing in as the record keeps it: who came, who left, who failed and who was held off, counted
// minute by minute. What was typed as a login that nobody has is never kept: people type passwords
// there. GB/T 22239-2019 8.1.4.3 安全审计; docs/decisions/0017.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time/day.h"

namespace qidi::domain {

enum class SignInKind {
  signed_in,
  failed,      ///< no such login, a wrong password, or an account that is disabled
  code_wrong,  ///< the password was right, the one-time code was not
  held_off,    ///< too many guesses: not even looked at
  signed_out,
};
std::string_view name_of(SignInKind kind);
std::optional<SignInKind> sign_in_kind_from(std::string_view name);

enum class SignInWay {
  password,
  service,  ///< the sign-on service vouched
};
std::string_view name_of(SignInWay way);
std::optional<SignInWay> sign_in_way_from(std::string_view name);

/// What a line is counted under.
struct SignInSubject {
  SignInKind kind{};
  SignInWay way{};
  std::string account;  ///< its id; empty: nobody's, or more than could be told apart
  std::string client;   ///< the address that it came from; empty: more than could be told apart
  auto operator<=>(const SignInSubject&) const = default;
};

/// One line: so many times the same, between two instants.
struct SignInLine : SignInSubject {
  long long count = 0;
  Instant first{};
  Instant last{};
  bool operator==(const SignInLine&) const = default;
};

/// Lines being counted. Promises: never more than `most_of_people` lines of people who proved who
/// they are and `most_of_failures` others, however much comes; what finds no line of its own is
/// counted in one of its kind that names nobody.
class SignInCount {
 public:
  static constexpr std::size_t most_of_people = 256;
  static constexpr std::size_t most_of_failures = 32;

  void add(SignInSubject subject, Instant at, long long times = 1);
  void add(const SignInLine& line);
  bool empty() const { return lines_.empty(); }
  const std::vector<SignInLine>& lines() const { return lines_; }

 private:
  SignInLine* find(const SignInSubject& subject);
  std::vector<SignInLine> lines_;
};

}  // namespace qidi::domain
