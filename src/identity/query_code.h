// The query code (查询码) of a case: what a unit reads off its receipt to ask, without an account,
// how far its case is. It names the place of the case's first event in the log, which never moves
// (a backup, a restore, a rebuild keep it), under a secret of the directory: 35 bits of place and
// 40 bits of proof, both hidden. Promises: the same case has the same code for ever while the
// secret is kept; of 2^40 codes made up one is right, and one code tells nothing of another or of
// how many there are. Clause N20; docs/decisions/0019.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qidi::identity {

class QueryCodes {
 public:
  explicit QueryCodes(std::string secret) : secret_(std::move(secret)) {}

  /// "7K3QF-0ZM4T-W81XB"; empty without a secret, or for a place beyond 2^35.
  std::string code_of(std::uint64_t place) const;
  /// The place that a code names, as somebody typed it (small letters, spaces, no hyphens, O for 0,
  /// I or L for 1); nothing for what is none of our codes. Reads nothing but the code.
  std::optional<std::uint64_t> place_in(std::string_view typed) const;

 private:
  std::uint64_t keyed(char purpose, std::uint64_t value, unsigned bits) const;
  std::string secret_;
};

}  // namespace qidi::identity
