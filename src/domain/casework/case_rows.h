// What lists and circulars read: rows that the domain derives from a case's events and the store
// keeps beside them. Each row holds for a stretch of legal days, so that any day, past or future,
// is answered by comparing days; nothing here depends on a job having run (rulings 3).
// Clauses N1, N10, N11; domain.md 4.7, 5, 7.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/casework/opinion_row.h"
#include "domain/casework/rating.h"
#include "domain/people/actor.h"
#include "domain/time/day.h"

namespace qidi::domain {

/// Where a case stands (domain.md 3). `finished` is an imported row whose sheet says only 办结.
enum class CaseState : std::uint8_t {
  in_review,
  waiting_for_unit,
  deciding,
  paused,
  granted,
  not_accepted,
  refused,
  issued,
  withdrawn,
  lapsed,
  removed,
  finished,
};
inline constexpr int case_state_count = 12;

std::string_view name_of(CaseState state);
std::optional<CaseState> case_state_from(std::string_view name);
std::string_view chinese_of(CaseState state);
/// Whether no act but reopening or restoring follows.
bool is_final(CaseState state);
/// domain.md 7: from receipt until it ends or waits for the unit.
bool is_pending(CaseState state);

/// The countdowns of domain.md 4 that a case can carry.
enum class CountdownKind : std::uint8_t {
  initial_review,
  forward,
  promised,
  statutory,
  issue,
  pause_plan,
  correction,
  obligation,
  overdue_reason,
  call_back,  ///< a bad rating: the department's head asks the unit
};
inline constexpr int countdown_kind_count = 10;

std::string_view name_of(CountdownKind kind);
std::optional<CountdownKind> countdown_kind_from(std::string_view name);
std::string_view chinese_of(CountdownKind kind);

/// domain.md 3, `assign`: until an officer is named, the duty officer answers.
inline constexpr std::string_view duty_officer = "值班人员";

/// One stretch of one countdown (domain.md 4.7). As of day D it runs when opened <= D < closed.
struct Segment {
  CountdownKind kind{};
  Day opened;    ///< the legal day on which it began to be known
  Day day_zero;  ///< the day from which the limit is counted
  Day due;
  Day warn;  ///< first yellow day
  Day closed = end_of_days;
  std::string how;  ///< how it closed: the event's kind; empty while it runs
  Organ answers;
  bool stopped = false;  ///< a pause holds it; `due` is then the date by the plan
  bool provisional = false;
  bool operator==(const Segment&) const = default;
};

/// Everything about a case that changes with the day, constant in [from, to).
struct Standing {
  Day from;
  Day to = end_of_days;
  CaseState state{};
  Organ holder;
  std::string officer;
  std::optional<Day> accepted;  ///< day of acceptance (deemed: day of receipt), once known
  std::optional<Day> ended;
  std::optional<Day> due;  ///< the governing due day (domain.md 4.5)
  std::optional<CountdownKind> due_kind;
  Day yellow_from = end_of_days;   ///< first day on which the light is yellow at least
  Day red_from = end_of_days;      ///< first day on which it is red at least
  Day law_red_from = end_of_days;  ///< first day red by law
  bool provisional = false;
  bool operator==(const Standing&) const = default;
};

/// The columns of the circular that a legal event can move (domain.md 7).
enum class MovementKind : std::uint8_t {
  accepted,  ///< 收件: filing, refiling, reopening, restoring
  moved_in,
  finished,
  returned,
  removed,
  withdrawn,
  moved_out,
  memo,  ///< moves no column: 受理 and deemed acceptance
};

std::string_view name_of(MovementKind kind);
/// +1 enters the holder's pending stock, -1 leaves it, 0 for a memo.
int stock_effect(MovementKind kind);

/// What kind of movement within its column (the memo columns of the circular).
enum class MovementMemo : std::uint8_t {
  none,
  filed,
  refiled,
  reopened,
  formally_accepted,
  deemed,
  granted,
  refused,
  not_accepted,
  offline_filed,
};
std::string_view name_of(MovementMemo memo);

/// One legal event as the circular counts it: once, on its legal day, for the organ that held it.
struct Movement {
  Day day;
  MovementKind kind{};
  MovementMemo memo{};
  Organ organ;
  bool late = false;     ///< finished on a day after its governing due day
  bool offline = false;  ///< an act on paper
  bool operator==(const Movement&) const = default;
};

/// A case's facts that do not depend on the day asked.
struct CaseFacts {
  std::string case_id;
  std::string external_id;  ///< the sheet's or the sender's own id
  std::string project_code;
  std::string project_name;
  std::string unit_name;
  std::string unit_code;
  std::string project_region;
  std::string matter;
  int matter_version = 0;
  std::string list;  ///< pending, not_started, made_up
  Day received;
  std::optional<Day> due_given;
  std::optional<Day> due_computed;
  std::optional<int> promised_days;
  std::optional<Day> finish_by;
  std::string classification;
  std::string measure;
  std::string document_no;
  std::string remark;
  std::string flags;  ///< codes joined by spaces: computed_from_receipt, officer_missing, …
  bool imported = false;
  std::optional<Day> deemed_on;        ///< the day silence became (or will become) acceptance
  std::optional<Day> next_settle_day;  ///< the next day on which time alone changes the case
  bool operator==(const CaseFacts&) const = default;
};

/// All derived rows of one case; written whole, in one transaction with the events.
struct CaseRows {
  CaseFacts facts;
  std::vector<Segment> segments;
  std::vector<Standing> standings;        ///< in order of days, no gap, no overlap
  std::vector<Movement> movements;        ///< in order of days
  std::vector<Rating> ratings;            ///< in the order in which they were given
  std::vector<HeadTask> tasks;            ///< what waits for the holder's head, as of the last act
  std::vector<OpinionRow> opinions = {};  ///< asked of other organs, in the order of numbers
  bool operator==(const CaseRows&) const = default;
};

}  // namespace qidi::domain
