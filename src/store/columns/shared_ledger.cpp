// Many ask at once; whoever finds the columns behind brings them up, alone, for all.
#include "store/columns/shared_ledger.h"

#include <algorithm>

namespace qidi::store {

namespace {

/// Lists of the last weeks are asked for as often as today's.
constexpr std::chrono::days weeks_kept{45};
/// How often a reader looks again before it takes the columns for those of another database.
constexpr int looks = 100;

}  // namespace

SharedLedger::Window* SharedLedger::holding(domain::Day day) {
  if (now_.holds(day)) return &now_;
  for (auto& window : past_) {
    if (window.holds(day)) return &window;
  }
  return nullptr;
}

Result<void, office::Fault> SharedLedger::bring_up(RowsSource& source, domain::Day day,
                                                   const RowsVersion& version) {
  auto* window = holding(day);
  if (window == nullptr) {
    if (!now_.is_loaded) {
      QIDI_TRY(last, source.last_day());
      now_.first = last.value_or(day) - weeks_kept;
      now_.last = domain::end_of_days;
    }
    if (!now_.is_loaded && now_.first <= day) {
      window = &now_;
    } else {
      window = &*std::min_element(past_.begin(), past_.end(),
                                  [](const auto& a, const auto& b) { return a.asked < b.asked; });
      window->first = window->last = day;
    }
    window->is_loaded = false;
  }
  window->asked = ++questions_;
  if (window->is_loaded && window->version == version) return {};
  const bool is_behind = window->is_loaded && window->version.epoch == version.epoch &&
                         window->version.changed < version.changed;
  // Until all is in, nobody may find it: a fault halfway leaves a window to be loaded anew.
  window->is_loaded = false;
  if (is_behind) {
    QIDI_CHECK(source.update(window->first, window->last, window->version, window->columns));
  } else {
    window->columns.clear();
    QIDI_CHECK(source.load(window->first, window->last, window->columns));
  }
  window->version = version;
  window->is_loaded = true;
  return {};
}

Result<void, office::Fault> SharedLedger::with(RowsSource& source, domain::Day day,
                                               const Ask& ask) {
  day = std::clamp(day, domain::beginning_of_days, domain::end_of_days - std::chrono::days{1});
  int looks_left = looks;
  while (true) {
    QIDI_TRY(version, source.version());
    {
      std::unique_lock gate(gate_);
      std::shared_lock reading(lock_);
      gate.unlock();
      const auto* window = holding(day);
      if (window != nullptr && window->version == version) return ask(window->columns);
    }
    std::unique_lock gate(gate_);
    std::unique_lock writing(lock_);
    const auto* window = holding(day);
    if (window != nullptr && window->version > version && looks_left-- > 0) {
      // Another reader has seen more: look again with a newer snapshot rather than go back.
      QIDI_TRY(is_newer, source.newer());
      if (is_newer) continue;
    }
    QIDI_CHECK(bring_up(source, day, version));
  }
}

}  // namespace qidi::store
