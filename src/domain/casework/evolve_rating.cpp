// What ratings and call-backs change: nothing of the case's own course. Clause N20.
#include <algorithm>

#include "domain/casework/change.h"

namespace qidi::domain {

bool Change::operator()(const Rated& e) {
  const auto step = rating_step_from(e.step);
  const auto grade = rating_grade_from(e.grade);
  if (!now_.exists || !step || !grade) return false;
  Rating rating;
  rating.step = *step;
  rating.grade = *grade;
  rating.day = day();
  rating.organ = now_.holder;
  rating.officer = now_.officer;
  now_.ratings.push_back(std::move(rating));
  tell(e.told);
  return true;
}

bool Change::operator()(const RatingSupplemented& e) {
  for (auto& rating : now_.ratings) {
    if (name_of(rating.step) != e.step) continue;
    rating.supplemented = true;
    return true;
  }
  return false;
}

bool Change::operator()(const CalledBack&) {
  if (running_of(now_, CountdownKind::call_back) == nullptr) return false;
  // One call answers for whatever the unit was dissatisfied with until then.
  for (auto& rating : now_.ratings) {
    if (is_bad(rating.grade)) rating.called_back = true;
  }
  close(CountdownKind::call_back);
  return true;
}

}  // namespace qidi::domain
