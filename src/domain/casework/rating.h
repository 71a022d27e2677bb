// 好差评: the project unit rates the service once at each finished step, and what waits for a head.
// Two of the five grades are bad; a bad one opens a call-back. The acts stand in rating_acts.h.
// Clauses N15, N20; 国办发〔2019〕51号. Five grades, the last two bad: 内蒙古自治区好差评办法
// (2022).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/actor.h"
#include "domain/time/day.h"

namespace qidi::domain {

/// What is rated: the receiving of an application, or the whole of what was done until its end.
enum class RatingStep : std::uint8_t { filing, ending };
std::string_view name_of(RatingStep step);
std::optional<RatingStep> rating_step_from(std::string_view name);

/// From best to worst; the numbers are 5 down to 1.
enum class RatingGrade : std::uint8_t {
  very_dissatisfied = 1,
  dissatisfied = 2,
  fair = 3,
  satisfied = 4,
  very_satisfied = 5,
};
inline constexpr std::array rating_grades{RatingGrade::very_satisfied, RatingGrade::satisfied,
                                          RatingGrade::fair, RatingGrade::dissatisfied,
                                          RatingGrade::very_dissatisfied};
std::string_view name_of(RatingGrade grade);
std::string_view chinese_of(RatingGrade grade);
std::optional<RatingGrade> rating_grade_from(std::string_view name);
/// 差评: 不满意、非常不满意.
constexpr bool is_bad(RatingGrade grade) {
  return grade <= RatingGrade::dissatisfied;
}

/// What may be ticked beside a grade.
struct RatingTag {
  std::string_view code;
  std::string_view chinese;
};
inline constexpr std::array rating_tags{
    RatingTag{"prompt", "办理及时"},         RatingTag{"clear", "告知清楚"},
    RatingTag{"polite", "态度热情"},         RatingTag{"slow", "办理拖延"},
    RatingTag{"told_piecemeal", "多次补正"}, RatingTag{"extra_papers", "额外索要材料"},
    RatingTag{"forced_agent", "指定中介"},   RatingTag{"attitude", "态度生硬"},
    RatingTag{"hard_online", "网上不好办"},
};

/// So long after its step the service may still be rated, calendar days (local choice).
inline constexpr int rating_days = 30;

/// A rating as the case's events left it.
struct Rating {
  RatingStep step{};
  RatingGrade grade{};
  Day day;
  Organ organ;          ///< who held the case then, and is rated
  std::string officer;  ///< who answered for it then
  bool supplemented = false;
  bool called_back = false;
  bool operator==(const Rating&) const = default;
};

/// Working days to publish why a case is late, from its first red day (domain.md 4).
inline constexpr int days_to_explain = 2;

/// What waits for the head of the department that holds a case.
enum class HeadTaskKind : std::uint8_t {
  decide,     ///< a clerk has proposed
  extend,     ///< a clerk has asked for more time
  call_back,  ///< a unit was dissatisfied
  agree,      ///< somebody asks for an act of two people
  explain,    ///< the case is red and no reason has been published (优化营商环境条例 36)
};
std::string_view name_of(HeadTaskKind kind);
struct HeadTask {
  HeadTaskKind kind{};
  Organ organ;
  Day since;  ///< the legal day of the act that asks, or of the last one; of `explain`: red from
  std::optional<Day> due;  ///< of a call-back, of an explanation
  bool operator==(const HeadTask&) const = default;
};

}  // namespace qidi::domain
