// The names of ratings, and what waits for a head.
#include "domain/casework/rating.h"

#include "domain/casework/approval_case.h"

namespace qidi::domain {

namespace {

struct GradeText {
  RatingGrade grade;
  std::string_view name;
  std::string_view chinese;
};
constexpr std::array grades{
    GradeText{RatingGrade::very_satisfied, "very_satisfied", "非常满意"},
    GradeText{RatingGrade::satisfied, "satisfied", "满意"},
    GradeText{RatingGrade::fair, "fair", "基本满意"},
    GradeText{RatingGrade::dissatisfied, "dissatisfied", "不满意"},
    GradeText{RatingGrade::very_dissatisfied, "very_dissatisfied", "非常不满意"},
};

}  // namespace

std::string_view name_of(RatingStep step) {
  return step == RatingStep::filing ? "filing" : "ending";
}

std::optional<RatingStep> rating_step_from(std::string_view name) {
  for (const auto step : {RatingStep::filing, RatingStep::ending}) {
    if (name_of(step) == name) return step;
  }
  return std::nullopt;
}

std::string_view name_of(RatingGrade grade) {
  for (const auto& text : grades) {
    if (text.grade == grade) return text.name;
  }
  return "";
}

std::string_view chinese_of(RatingGrade grade) {
  for (const auto& text : grades) {
    if (text.grade == grade) return text.chinese;
  }
  return "";
}

std::optional<RatingGrade> rating_grade_from(std::string_view name) {
  for (const auto& text : grades) {
    if (text.name == name) return text.grade;
  }
  return std::nullopt;
}

std::string_view name_of(HeadTaskKind kind) {
  switch (kind) {
    case HeadTaskKind::decide:
      return "decide";
    case HeadTaskKind::extend:
      return "extend";
    case HeadTaskKind::call_back:
      return "call_back";
    case HeadTaskKind::agree:
      return "agree";
    case HeadTaskKind::explain:
      return "explain";
  }
  return "";
}

std::vector<HeadTask> head_tasks(const ApprovalCase& current) {
  std::vector<HeadTask> tasks;
  const bool open = current.state == CaseState::deciding || current.state == CaseState::paused;
  const Day since = current.last_legal_day.value_or(Day{});
  if (open && current.proposal) {
    tasks.push_back({HeadTaskKind::decide, current.holder, since, std::nullopt});
  }
  if (open && current.extension_asked && !current.extended) {
    tasks.push_back({HeadTaskKind::extend, current.holder, since, std::nullopt});
  }
  if (const auto* owed = running_of(current, CountdownKind::call_back)) {
    tasks.push_back({HeadTaskKind::call_back, owed->answers, owed->day_zero, owed->due});
  }
  for (const auto& open : current.agreements) {
    if (!open.void_by.empty()) continue;
    tasks.push_back({HeadTaskKind::agree, open.asked.organ, open.since, std::nullopt});
  }
  return tasks;
}

}  // namespace qidi::domain
