// See progress.h. A kind is told only if it stands in the list here: a new one is private at first.
#include "office/progress.h"

#include <algorithm>
#include <array>
#include <map>

namespace qidi::office {

namespace {

constexpr std::array<std::string_view, 22> told_kinds{"filed",           "accepted",
                                                      "deemed_accepted", "returned_once",
                                                      "refiled",         "not_accepted",
                                                      "forwarded",       "sent_back",
                                                      "more_asked",      "paused",
                                                      "pause_prolonged", "resumed",
                                                      "extended",        "granted",
                                                      "refused",         "issued",
                                                      "withdrawn",       "lapsed",
                                                      "removed",         "restored",
                                                      "reopened",        "adopted_from_ledger"};

bool is_told(std::string_view kind) {
  return std::find(told_kinds.begin(), told_kinds.end(), kind) != told_kinds.end();
}

/// What later events say of earlier ones.
struct Afterwards {
  std::map<long long, domain::Day> right_day;
  long long undone_from = 0;  ///< the range of one undone import; nothing: 0
  long long undone_to = 0;
};

Afterwards said_later(const std::vector<domain::Event>& events) {
  Afterwards later;
  for (const auto& event : events) {
    if (const auto* corrected = std::get_if<domain::Corrected>(&event.body)) {
      const auto day = domain::parse_day(corrected->value);
      if (corrected->field == "legal_day" && day) later.right_day[corrected->of_sequence] = *day;
    }
    if (const auto* undone = std::get_if<domain::LedgerImportUndone>(&event.body)) {
      later.undone_from = undone->from_sequence;
      later.undone_to = event.sequence;
    }
  }
  return later;
}

}  // namespace

std::vector<ProgressStep> progress_steps(const CaseWrits& writs) {
  const auto later = said_later(writs.events);
  std::vector<ProgressStep> steps;
  for (const auto& event : writs.events) {
    const auto kind = domain::kind_of(event.body);
    if (!is_told(kind)) continue;
    if (event.sequence >= later.undone_from && event.sequence < later.undone_to) continue;
    const auto* writ = writs.at(event.sequence);
    const bool taken_back = kind == "deemed_accepted" && writ != nullptr &&
                            writ->standing == domain::WritStanding::set_aside;
    if (taken_back) continue;
    const auto right = later.right_day.find(event.sequence);
    const auto day = right == later.right_day.end() ? event.legal_day : right->second;
    steps.push_back({day, kind, domain::chinese_kind_of(event.body)});
  }
  std::stable_sort(steps.begin(), steps.end(),
                   [](const auto& one, const auto& other) { return one.day < other.day; });
  return steps;
}

bool ends_credit_code(std::string_view unit_code, std::string_view ending) {
  constexpr std::size_t length = 4;
  if (ending.size() != length || unit_code.size() < length) return false;
  const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
  return std::equal(ending.begin(), ending.end(), unit_code.end() - length,
                    [&](char one, char other) { return upper(one) == upper(other); });
}

}  // namespace qidi::office
