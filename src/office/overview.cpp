// Sums of what the store counts; no rule of its own.
#include "office/overview.h"

#include <algorithm>
#include <map>

namespace qidi::office {

namespace {

constexpr int months_shown = 12;
constexpr int days_shown = 30;

LightCounts counts_of(const DayCount& cell) {
  LightCounts counts;
  switch (cell.light) {
    case domain::Light::none:
      counts.none = cell.cases;
      break;
    case domain::Light::green:
      counts.green = cell.cases;
      break;
    case domain::Light::paused:
      counts.paused = cell.cases;
      break;
    case domain::Light::yellow:
      counts.yellow = cell.cases;
      break;
    case domain::Light::red:
      counts.red = cell.cases;
      break;
    case domain::Light::red_by_law:
      counts.red_by_law = cell.cases;
      break;
  }
  if (domain::is_pending(cell.state)) counts.pending = cell.cases;
  counts.overdue = cell.overdue;
  return counts;
}

std::string reporting_unit_of(const std::string& region, const Regions& regions) {
  const auto* found = regions.find(region);
  if (found == nullptr) return "";
  return found->reporting_unit.empty() ? found->code : found->reporting_unit;
}

std::vector<OverviewPart> parts_of(const std::map<std::string, LightCounts>& sums) {
  std::vector<OverviewPart> parts;
  for (const auto& [key, counts] : sums) parts.push_back({key, counts});
  return parts;
}

std::vector<TrendPoint> months_up_to(domain::Day as_of) {
  std::vector<TrendPoint> points;
  const std::chrono::year_month_day date{as_of};
  for (int back = months_shown - 1; back >= 0; --back) {
    const auto month = date.year() / date.month() - std::chrono::months{back};
    const domain::Day first{month / 1};
    const domain::Day last{month / std::chrono::last};
    points.push_back({first, std::min(last, as_of)});
  }
  return points;
}

std::vector<TrendPoint> days_up_to(domain::Day as_of) {
  std::vector<TrendPoint> points;
  for (int back = days_shown - 1; back >= 0; --back) {
    const auto day = as_of - std::chrono::days{back};
    points.push_back({day, day});
  }
  return points;
}

}  // namespace

LightCounts& operator+=(LightCounts& sum, const LightCounts& part) {
  sum.green += part.green;
  sum.paused += part.paused;
  sum.yellow += part.yellow;
  sum.red += part.red;
  sum.red_by_law += part.red_by_law;
  sum.none += part.none;
  sum.pending += part.pending;
  sum.overdue += part.overdue;
  return sum;
}

std::vector<TrendPoint> trend_of(const std::vector<DayFlow>& flows, std::vector<TrendPoint> spans) {
  auto flow = flows.begin();
  long long pending = 0;
  long long overdue = 0;
  for (auto& span : spans) {
    for (; flow != flows.end() && flow->day <= span.last; ++flow) {
      pending += flow->pending;
      overdue += flow->overdue;
      if (flow->day < span.first) continue;
      span.received += flow->received;
      span.finished += flow->finished;
      span.finished_late += flow->finished_late;
    }
    span.closing = pending;
    span.overdue = overdue;
  }
  return spans;
}

Result<Overview, Fault> overview_of(LedgerView& view, const Regions& regions, domain::Day as_of,
                                    const std::string& region_prefix) {
  QIDI_TRY(cells, view.count_day(as_of, region_prefix));
  QIDI_TRY(flows, view.day_flows(as_of, region_prefix));
  Overview overview;
  overview.as_of = as_of;
  overview.region_prefix = region_prefix;
  std::map<std::string, LightCounts> by_unit;
  std::map<std::string, LightCounts> by_matter;
  // The cells come in order of organs: each region and each organ is one run of them.
  for (const auto& cell : cells) {
    const auto counts = counts_of(cell);
    overview.total += counts;
    auto& regions_so_far = overview.by_region;
    if (regions_so_far.empty() || regions_so_far.back().key != cell.organ.region) {
      regions_so_far.push_back({cell.organ.region, {}});
    }
    regions_so_far.back().counts += counts;
    auto& organs_so_far = overview.by_department;
    if (organs_so_far.empty() || organs_so_far.back().organ != cell.organ) {
      organs_so_far.push_back({cell.organ, {}});
    }
    organs_so_far.back().counts += counts;
    by_matter[cell.matter] += counts;
  }
  for (const auto& [region, counts] : overview.by_region) {
    by_unit[reporting_unit_of(region, regions)] += counts;
  }
  overview.by_reporting_unit = parts_of(by_unit);
  overview.by_matter = parts_of(by_matter);
  overview.months = trend_of(flows, months_up_to(as_of));
  overview.days = trend_of(flows, days_up_to(as_of));
  return overview;
}

}  // namespace qidi::office
