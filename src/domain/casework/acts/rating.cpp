// rate, supplement_rating, call_back: the unit says how it was served, once at each finished step,
// and a bad word is answered by the department's head, not by the one who was rated.
// Clauses N20 (社会监督), N15; 国办发〔2019〕51号. The days are local choices (rating.h).
#include <algorithm>

#include "domain/casework/acts/act.h"
#include "domain/people/phone.h"

namespace qidi::domain {

namespace {

/// What the case's state leaves to rate: its end, or while it runs that it was received.
RatingStep step_of(const ApprovalCase& current) {
  return current.ended ? RatingStep::ending : RatingStep::filing;
}

bool has_rated(const ApprovalCase& current, RatingStep step) {
  return std::any_of(current.ratings.begin(), current.ratings.end(),
                     [&](const Rating& rating) { return rating.step == step; });
}

bool are_known(const std::vector<std::string>& tags) {
  return std::all_of(tags.begin(), tags.end(), [](const std::string& tag) {
    return std::any_of(rating_tags.begin(), rating_tags.end(),
                       [&](const RatingTag& known) { return known.code == tag; });
  });
}

Day last_day_to_rate(const ApprovalCase& current) {
  const Day finished = current.ended.value_or(current.facts.received);
  return finished + std::chrono::days{rating_days};
}

}  // namespace

Decided decide_rate(const Act& act, const RateService& command) {
  const auto& current = act.current;
  const auto step = step_of(current);
  const auto grade = rating_grade_from(command.grade);
  auto no = act.objections();
  no.when_empty(command.grade, "grade");
  no.when(!grade, RefusalCode::field_invalid, "grade",
          "非常满意、满意、基本满意、不满意、非常不满意");
  no.when(!are_known(command.tags), RefusalCode::field_invalid, "tags", "tags");
  no.when(!command.phone.empty() && !is_phone(command.phone), RefusalCode::field_invalid, "phone",
          "手机或带区号的固定电话");
  // A row of a sheet was not received here; only its end is seen.
  no.when(step == RatingStep::filing && !current.live, RefusalCode::nothing_to_rate);
  no.when(has_rated(current, step), RefusalCode::already_rated);
  no.when(last_day_to_rate(current) < act.today(), RefusalCode::rating_closed);
  if (no) return no.first();

  Rated rated;
  rated.step = name_of(step);
  rated.grade = name_of(*grade);
  rated.tags = command.tags;
  rated.text_seal = act.command.seal_of("text");
  rated.phone_seal = act.command.seal_of("phone");
  // One call-back at a time: what is owed already is not put off by another bad word.
  if (is_bad(*grade) && running_of(current, CountdownKind::call_back) == nullptr) {
    rated.told = {start(CountdownKind::call_back, act.today(), {LimitUnit::working_days, 1},
                        current.holder, act.facts.calendar)};
  }
  return act.events(std::move(rated));
}

Decided decide_supplement_rating(const Act& act, const SupplementRating& command) {
  const auto& current = act.current;
  const Rating* last = current.ratings.empty() ? nullptr : &current.ratings.back();
  auto no = act.objections();
  no.when_empty(command.text, "text");
  no.when(last == nullptr, RefusalCode::not_rated);
  no.when(last != nullptr && last->supplemented, RefusalCode::already_supplemented);
  no.when(last != nullptr && last->day + std::chrono::days{rating_days} < act.today(),
          RefusalCode::rating_closed);
  if (no) return no.first();
  return act.events(
      RatingSupplemented{std::string(name_of(last->step)), act.command.seal_of("text")});
}

Decided decide_call_back(const Act& act, const CallBack& command) {
  const auto& current = act.current;
  auto no = act.objections();
  no.when_empty(command.finding, "finding");
  no.when_empty(command.mended, "mended");
  no.when_empty(command.unit_word, "unit_word");
  // Nobody answers for himself: a head who held the case leaves it to another.
  no.when(std::any_of(current.ratings.begin(), current.ratings.end(),
                      [&](const Rating& rating) {
                        return is_bad(rating.grade) && !rating.called_back &&
                               !rating.officer.empty() && rating.officer == act.command.actor.name;
                      }),
          RefusalCode::needs_two_people, "actor.id");
  no.when(running_of(current, CountdownKind::call_back) == nullptr, RefusalCode::no_call_back);
  if (no) return no.first();
  return act.events(CalledBack{command.finding, command.mended, command.unit_word});
}

}  // namespace qidi::domain
