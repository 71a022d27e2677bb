// The board of a team: what is pending at an organ and below, by officer and light, what nobody
// has been named for, what is overdue and what falls due within three working days. One look at
// the columns. Reads only. Clauses N1 (责任人), N10, N11; domain.md 5, 7.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "domain/people/reach.h"
#include "domain/time/light.h"
#include "office/ports.h"
#include "office/rule_book.h"

namespace qidi::office {

/// So many working days before it falls due a case is counted as due soon.
inline constexpr int due_soon_days = 3;

/// The pending cases of one officer of one organ.
struct OfficerLoad {
  domain::Organ organ;
  std::string officer;
  std::array<long long, 6> by_light{};  ///< by domain::Light
  long long cases = 0;
  long long overdue = 0;
  long long due_soon = 0;  ///< due within three working days, today among them
  bool operator==(const OfficerLoad&) const = default;
};

struct TeamBoard {
  domain::Day as_of;
  domain::Day due_soon_to;            ///< the last day on which a case may fall due and be due soon
  std::vector<OfficerLoad> officers;  ///< by organ, then name
  std::vector<OfficerLoad> unassigned;  ///< by organ: no officer named, or the duty officer only
  OfficerLoad total;                    ///< of both, no organ and no name
};

/// The board of an organ and of its line in the regions below; an organ without a department
/// stands for all of the region's. What lies out of reach is not on it.
Result<TeamBoard, Fault> team_board(LedgerView& view, const RuleBook& rules,
                                    const domain::Organ& organ,
                                    const std::optional<domain::Reach>& reach, domain::Day as_of);

}  // namespace qidi::office
