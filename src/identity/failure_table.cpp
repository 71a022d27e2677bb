// See failure_table.h.
#include "identity/failure_table.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace qidi::identity {

FailureTable::FailureTable(std::size_t keys)
    : rows_(std::max<std::size_t>(1, (keys + places - 1) / places)) {}

FailureTable::Count* FailureTable::find(std::uint64_t key) {
  auto& row = row_of(key);
  auto* const found = std::find_if(std::begin(row.counts), std::end(row.counts),
                                   [&](const Count& count) { return count.key == key; });
  return found == std::end(row.counts) ? nullptr : found;
}

void FailureTable::add(std::uint64_t key, std::int64_t now) {
  auto* count = find(key);
  if (count == nullptr) {
    // The one with the fewest failures of the day goes, and of those the one longest untouched.
    const auto worth = [&](Count& each) { return std::tuple(each.day.count(now), each.last); };
    auto& row = row_of(key);
    count = std::min_element(std::begin(row.counts), std::end(row.counts),
                             [&](Count& a, Count& b) { return worth(a) < worth(b); });
    *count = Count{};
    count->key = key;
  }
  count->last = now;
  count->quarter_hour.add(now);
  count->day.add(now);
}

void FailureTable::take_back(std::uint64_t key, std::int64_t now) {
  auto* const count = find(key);
  if (count == nullptr) return;
  count->quarter_hour.take_back(now);
  count->day.take_back(now);
}

FailureTable::Failures FailureTable::failures_of(std::uint64_t key, std::int64_t now) {
  auto* const count = find(key);
  if (count == nullptr) return {};
  const auto seen = std::count_if(count->places.begin(), count->places.end(),
                                  [&](const Place& place) { return is_of_the_day(place, now); });
  return {count->quarter_hour.count(now), count->day.count(now), static_cast<std::size_t>(seen)};
}

void FailureTable::note_place(std::uint64_t key, std::uint64_t place, std::int64_t now) {
  auto* const count = find(key);
  if (count == nullptr) return;
  const auto tag = static_cast<std::uint16_t>(std::max<std::uint64_t>(1, place & 0xffffU));
  auto& places = count->places;
  auto found = std::find_if(places.begin(), places.end(),
                            [&](const Place& each) { return each.tag == tag; });
  if (found == places.end()) {
    // One that is no longer of the day, else any: when all are taken, only their number is told.
    found = std::find_if(places.begin(), places.end(),
                         [&](const Place& each) { return !is_of_the_day(each, now); });
  }
  if (found == places.end()) found = places.begin();
  *found = {tag, hour_of(now)};
}

std::uint16_t FailureTable::hour_of(std::int64_t now) {
  return static_cast<std::uint16_t>((now / 3600) & 0xffff);
}

bool FailureTable::is_of_the_day(const Place& place, std::int64_t now) {
  // The hours go round every seven years.
  return place.tag != 0 && static_cast<std::uint16_t>(hour_of(now) - place.hour) < 24;
}

std::int64_t FailureTable::seconds_to_wait(std::uint64_t key, const FailureLimits& limits,
                                           std::int64_t now) {
  auto* const count = find(key);
  if (count == nullptr) return 0;
  return std::max(count->quarter_hour.seconds_until_below(limits.quarter_hour, now),
                  count->day.seconds_until_below(limits.day, now));
}

}  // namespace qidi::identity
