// Standings have neither gap nor overlap, so their stretches, each moved on by one day, cover every
// day from the receipt on exactly once.
#include "domain/casework/time_split.h"

#include <algorithm>
#include <utility>

#include "domain/people/reach.h"

namespace qidi::domain {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, time_party_count> names{{
    {"unit", "项目单位补正"},
    {"department", "审批部门"},
    {"upper_level", "上级部门"},
    {"third_party", "第三方（扣除时间）"},
    {"closed", "办结期间"},
}};

/// Whether an organ serves a region above another's, as a league's does above a banner's.
bool is_above(const Organ& organ, const Organ& receiver) {
  const auto above = region_prefix_of(organ.region);
  const auto below = region_prefix_of(receiver.region);
  return !above.empty() && above.size() < below.size() && below.starts_with(above);
}

TimeParty party_of(const Standing& standing, bool upper_level) {
  if (is_final(standing.state)) return TimeParty::closed;
  if (standing.state == CaseState::waiting_for_unit) return TimeParty::unit;
  if (standing.state == CaseState::paused) return TimeParty::third_party;
  return upper_level ? TimeParty::upper_level : TimeParty::department;
}

void add(TimeShare& to, const TimeShare& more) {
  to.working_days += more.working_days;
  to.calendar_days += more.calendar_days;
}

}  // namespace

std::string_view name_of(TimeParty party) {
  return names[static_cast<std::size_t>(party)].first;
}

std::string_view chinese_of(TimeParty party) {
  return names[static_cast<std::size_t>(party)].second;
}

TimeSplit split_of_time(const std::vector<Standing>& standings, Day as_of,
                        const WorkCalendar& calendars) {
  TimeSplit split;
  if (standings.empty() || as_of < standings.front().from) return split;
  split.from = standings.front().from;
  split.to = split.from;
  const auto& receiver = standings.front().holder;
  const auto& calendar = calendars.in(receiver.region);
  for (const auto& standing : standings) {
    if (standing.from > as_of) break;
    // What follows an end for good is nobody's time and not elapsed.
    const bool for_good = is_final(standing.state) && standing.to > as_of;
    const Day end = for_good ? standing.from : std::min(standing.to, as_of);
    const bool upper = is_above(standing.holder, receiver);
    if (split.hops.empty() || split.hops.back().organ != standing.holder) {
      split.hops.push_back({standing.holder, upper, standing.from, standing.from, {}});
    }
    const TimeShare share{calendar.working_days_between(standing.from, end),
                          static_cast<int>((end - standing.from).count())};
    const auto party = static_cast<std::size_t>(party_of(standing, upper));
    auto& hop = split.hops.back();
    hop.to = end;
    add(hop.shares[party], share);
    add(split.shares[party], share);
    add(split.elapsed, share);
    split.to = end;
  }
  return split;
}

}  // namespace qidi::domain
