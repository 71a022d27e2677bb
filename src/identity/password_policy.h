// What a new password must be like (reliability R66; 等保 身份鉴别: complexity, periodic change).
// Promises: pure; length is counted in code points and nothing is cut; any Unicode is taken; what
// is common, patterned or about its owner is refused. Sentences are for the person who chose it,
// and never repeat the password.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time/day.h"

namespace qidi::identity {

/// As the 等保 profile has it. Without the profile: classes false, days 0, remember 0.
struct PasswordPolicy {
  /// Three of: capital letters, small letters, digits, anything else.
  bool classes = true;
  /// In code points.
  int minimum = 12;
  int maximum = 128;
  /// After so many days it must be changed; 0: never.
  int days = 90;
  /// So many last passwords, the present one among them, may not be chosen again; 0: any may.
  int remember = 5;
};

/// Why the password may not be chosen, in Chinese; nothing when it may. `login` and `name` are its
/// owner's; `words` are others that a guesser would try for him: organ, unit, telephone number.
std::optional<std::string> objection(std::string_view password, const PasswordPolicy& policy,
                                     std::string_view login, std::string_view name,
                                     std::span<const std::string> words = {});

/// The rule in one Chinese sentence, for the page on which a password is chosen.
std::string words_of(const PasswordPolicy& policy);

/// The sentence for a password that is among the last ones (see is_among in password.h).
std::string objection_to_reuse(const PasswordPolicy& policy);

/// Whether a password set at `set` must be changed now.
bool is_overdue(const PasswordPolicy& policy, domain::Instant set, domain::Instant now);

/// The hashes of earlier passwords to keep once `replaced` has been replaced, newest first: with
/// the present one as many as the policy remembers.
std::vector<std::string> remembered(std::vector<std::string> earlier, std::string replaced,
                                    const PasswordPolicy& policy);

}  // namespace qidi::identity
