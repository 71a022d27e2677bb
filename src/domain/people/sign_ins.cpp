// See sign_ins.h.
#include "domain/people/sign_ins.h"

#include <algorithm>
#include <array>

namespace qidi::domain {

namespace {

/// In the order of SignInKind and SignInWay.
constexpr std::array<std::string_view, 5> kinds{"signed_in", "failed", "code_wrong", "held_off",
                                                "signed_out"};
constexpr std::array<std::string_view, 2> ways{"password", "service"};

bool is_proven(SignInKind kind) {
  return kind == SignInKind::signed_in || kind == SignInKind::signed_out;
}

}  // namespace

std::string_view name_of(SignInKind kind) {
  return kinds.at(static_cast<std::size_t>(kind));
}

std::optional<SignInKind> sign_in_kind_from(std::string_view name) {
  const auto found = std::find(kinds.begin(), kinds.end(), name);
  if (found == kinds.end()) return std::nullopt;
  return static_cast<SignInKind>(found - kinds.begin());
}

std::string_view name_of(SignInWay way) {
  return ways.at(static_cast<std::size_t>(way));
}

std::optional<SignInWay> sign_in_way_from(std::string_view name) {
  const auto found = std::find(ways.begin(), ways.end(), name);
  if (found == ways.end()) return std::nullopt;
  return static_cast<SignInWay>(found - ways.begin());
}

SignInLine* SignInCount::find(const SignInSubject& subject) {
  const auto found = std::find_if(lines_.begin(), lines_.end(), [&](const SignInLine& line) {
    return static_cast<const SignInSubject&>(line) == subject;
  });
  return found == lines_.end() ? nullptr : &*found;
}

void SignInCount::add(SignInSubject subject, Instant at, long long times) {
  add(SignInLine{std::move(subject), times, at, at});
}

void SignInCount::add(const SignInLine& line) {
  auto* known = find(line);
  if (known == nullptr) {
    const bool proven = is_proven(line.kind);
    const auto alike = static_cast<std::size_t>(
        std::count_if(lines_.begin(), lines_.end(),
                      [&](const SignInLine& one) { return is_proven(one.kind) == proven; }));
    SignInLine fresh = line;
    if (alike >= (proven ? most_of_people : most_of_failures)) {
      fresh.account.clear();
      fresh.client.clear();
      known = find(fresh);
    }
    if (known == nullptr) {
      lines_.push_back(std::move(fresh));
      return;
    }
  }
  known->count += line.count;
  known->first = std::min(known->first, line.first);
  known->last = std::max(known->last, line.last);
}

}  // namespace qidi::domain
