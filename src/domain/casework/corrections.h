// What corrections do to the events of a case: how each folds once they are taken into account, and
// what each then did. domain.md 2 (a correction is a new event naming the old); invariant 7.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/casework/rules.h"

namespace qidi::domain {

/// The events in order of sequence, each as the later corrections have it.
std::vector<Event> corrected(std::vector<Event> events);

/// What a correction of this field would take the place of; nothing where the event has no such
/// field.
std::optional<std::string> value_of(const Event& event, std::string_view field);

/// What an event did when it was folded: whether it made sense there, and where it left the case.
struct Effect {
  long long sequence = 0;
  bool made_sense = false;
  CaseState state{};
  Organ holder;
  bool operator==(const Effect&) const = default;
};
/// By sequence, for as many events as there are.
std::vector<Effect> effects_of(std::vector<Event> events);

}  // namespace qidi::domain
