// The overview of a day, and who holds pending cases. Clauses N10, N11; features F41-F45.
#include <algorithm>
#include <map>

#include "answers/json_out.h"
#include "api/problems.h"
#include "api/routing.h"
#include "office/overview.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

constexpr std::size_t departments_shown = 20;
constexpr int oldest_shown = 10;

std::string counts_json(const office::LightCounts& counts) {
  return JsonObject()
      .number("pending", counts.pending)
      .number("green", counts.green)
      .number("yellow", counts.yellow)
      .number("red", counts.red)
      .number("red_by_law", counts.red_by_law)
      .number("paused", counts.paused)
      .number("overdue", counts.overdue)
      .number("waiting", counts.none)
      .done();
}

/// The units one step below the region asked for: leagues under the autonomous region, banners and
/// counties under a league, the region itself at the bottom.
std::string units_json(const office::Overview& overview, const office::Regions& regions,
                       const std::string& asked) {
  const auto* top = regions.find(asked);
  std::map<std::string, office::LightCounts> units;
  for (const auto& region : regions.all()) {
    const bool below = top == nullptr ? region.level <= 2 : region.parent == asked;
    if (below && region.reporting_unit == region.code) units[region.code];
    if (below && top != nullptr) units[region.code];
  }
  for (const auto& part : overview.by_region) {
    const auto* region = regions.find(part.key);
    std::string unit = part.key;
    const bool by_unit = top == nullptr || top->level == 1;
    if (by_unit && region != nullptr && !region->reporting_unit.empty()) {
      unit = region->reporting_unit;
    }
    units[unit] += part.counts;
  }
  JsonList list;
  for (const auto& [code, counts] : units) {
    list.add(JsonObject()
                 .text("code", code)
                 .text("name", code.empty() ? "未列地区" : regions.name_of(code))
                 .raw("counts", counts_json(counts))
                 .done());
  }
  return list.done();
}

std::string matters_json(const office::Overview& overview, const office::RuleBook& rules) {
  std::map<std::string, std::string> lines;
  for (const auto* matter : rules.matters.all()) lines[matter->matter] = matter->line;
  JsonList list;
  for (const auto& part : overview.by_matter) {
    list.add(JsonObject()
                 .text("matter", part.key)
                 .text("name", answers::matter_name(rules, part.key))
                 .text("line", lines[part.key])
                 .raw("counts", counts_json(part.counts))
                 .done());
  }
  return list.done();
}

std::string departments_json(const office::Overview& overview) {
  auto departments = overview.by_department;
  const auto shown = std::min(departments.size(), departments_shown);
  std::partial_sort(departments.begin(), departments.begin() + static_cast<std::ptrdiff_t>(shown),
                    departments.end(), [](const auto& left, const auto& right) {
                      if (left.counts.overdue != right.counts.overdue) {
                        return left.counts.overdue > right.counts.overdue;
                      }
                      return left.organ < right.organ;
                    });
  JsonList list;
  for (std::size_t i = 0; i < shown; ++i) {
    if (departments[i].counts.overdue == 0) break;
    list.add(JsonObject()
                 .text("region", departments[i].organ.region)
                 .text("department", departments[i].organ.department)
                 .raw("counts", counts_json(departments[i].counts))
                 .done());
  }
  return list.done();
}

std::string trend_json(const office::Overview& overview) {
  JsonList list;
  for (const auto& point : overview.months) {
    list.add(JsonObject()
                 .text("month", domain::to_text(point.first).substr(0, 7))
                 .number("accepted", point.received)
                 .number("finished", point.finished)
                 .number("finished_late", point.finished_late)
                 .number("closing", point.closing)
                 .number("overdue", point.overdue)
                 .done());
  }
  return list.done();
}

Result<std::string, office::Fault> oldest_json(office::LedgerView& view, Service& service,
                                               domain::Day as_of, const std::string& prefix,
                                               const domain::Reach& reach) {
  office::LedgerPageQuery query;
  query.as_of = as_of;
  query.list = office::LedgerQuery::List::overdue;
  query.region_prefix = prefix;
  query.limit = oldest_shown;
  office::narrow(query, reach);
  QIDI_TRY(page, office::ledger_page(view, service.rules(), query));
  JsonList list;
  for (const auto& row : page.rows) {
    list.add(answers::ledger_row_json({row.line, row.light, row.days_left}, service.names()));
  }
  return list.done();
}

Answered overview(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"as_of", "region"}));
  const auto& regions = service.doors().regions;
  const auto today = service.today();
  QIDI_TRY(as_of, day_parameter(request, "as_of", today));
  QIDI_TRY(prefix, region_parameter(request, regions));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto end = (*lease)->reader().log_edge();
  if (!end) return fault_answer(end.error());
  auto counted = office::overview_of((*lease)->view(), regions, as_of, prefix);
  if (!counted) return fault_answer(counted.error());
  auto oldest = oldest_json((*lease)->view(), service, as_of, prefix, subject_of(request).reach);
  if (!oldest) return fault_answer(oldest.error());
  const std::string asked(request.parameter("region").value_or(""));
  auto response = http::Response::json(JsonObject()
                                           .day("as_of", as_of)
                                           .text("region", asked)
                                           .number("log_size", static_cast<long long>(end->size()))
                                           .raw("total", counts_json(counted->total))
                                           .raw("regions", units_json(*counted, regions, asked))
                                           .raw("matters", matters_json(*counted, service.rules()))
                                           .raw("departments", departments_json(*counted))
                                           .raw("oldest", *oldest)
                                           .raw("trend", trend_json(*counted))
                                           .done());
  // The oldest cases are one's own: another reach is another answer.
  const auto reach = record::to_hex(record::sm3(reach_key(subject_of(request).reach)));
  response.set("ETag", "\"" + std::to_string(end->size()) + "." + domain::to_text(as_of) + "." +
                           prefix + "." + reach.substr(0, 8) + "\"");
  response.set("Cache-Control", "private, no-cache");
  return response;
}

Answered holders(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"as_of", "region"}));
  office::LedgerPageQuery query;
  QIDI_TRY(as_of, day_parameter(request, "as_of", service.today()));
  QIDI_TRY(prefix, region_parameter(request, service.doors().regions));
  query.as_of = as_of;
  query.region_prefix = prefix;
  office::narrow(query, subject_of(request).reach);
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  const auto counted = [&](office::LedgerField field,
                           std::string_view name) -> Result<std::string, office::Fault> {
    QIDI_TRY(values, (*lease)->view().values(query, field));
    JsonList list;
    for (const auto& value : values) {
      if (value.value.empty()) continue;
      list.add(JsonObject().text(name, value.value).number("pending", value.cases).done());
    }
    return list.done();
  };
  auto departments = counted(office::LedgerField::department, "department");
  if (!departments) return fault_answer(departments.error());
  auto officers = counted(office::LedgerField::officer, "officer");
  if (!officers) return fault_answer(officers.error());
  return http::Response::json(
      JsonObject().raw("departments", *departments).raw("officers", *officers).done());
}

/// Only what asks for a day by its plain parameters is kept, once for each reach: figures are the
/// same for all, the oldest cases are one's own.
std::string key_of(const Service& service, const http::Request& request) {
  if (request.query.size() > 2) return "";
  const auto as_of = request.parameter("as_of");
  return "overview?" + std::string(as_of.value_or(domain::to_text(service.today()))) + "&" +
         std::string(request.parameter("region").value_or("")) +
         (request.query.size() - (as_of ? 1 : 0) - (request.parameter("region") ? 1 : 0) > 0 ? "&?"
                                                                                             : "") +
         "&" + reach_key(subject_of(request).reach);
}

}  // namespace

void add_overview_routes(http::Routes& routes, Service& service) {
  add_kept_question(
      routes, "/api/v1/overview", http::Lane::read, service, service.whole_answers(),
      [&service](const http::Request& request) { return key_of(service, request); },
      [&service](const http::Request& request) { return overview(service, request); });
  add_question(routes, "/api/v1/holders", http::Lane::read,
               [&service](const http::Request& request) { return holders(service, request); });
}

}  // namespace qidi::api
