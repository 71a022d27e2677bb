// The monthly circular: its months, its figures, its files. Clause N10; domain.md 7.
#include <filesystem>
#include <fstream>
#include <sstream>

#include "answers/circular_json.h"
#include "answers/json_out.h"
#include "api/problems.h"
#include "api/routing.h"
#include "http/encoding.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

Read<domain::Month> month_of(const http::Request& request) {
  const auto month = domain::parse_month(request.segment("month"));
  if (!month) return Unexpected{not_found("月份应为 YYYY-MM")};
  return *month;
}

/// A month's figures with where the log ended when they were counted.
struct Counted {
  office::Circular circular;
  record::MerkleFrontier edge;
  domain::Instant recorded{};  ///< of the last event
};

Result<Counted, office::Fault> counted(Service& service, domain::Month month) {
  QIDI_TRY(lease, service.reader());
  QIDI_TRY(edge, lease->reader().log_edge());
  QIDI_TRY(last, lease->reader().last_recorded());
  QIDI_TRY(circular, office::circular_of(lease->view(), month));
  return Counted{std::move(circular), std::move(edge), last.value_or(domain::Instant{})};
}

/// Only the rows of a region and what lies below it; total and ranking follow them.
office::Circular within(const office::Circular& whole, const std::string& prefix) {
  office::Circular part;
  part.month = whole.month;
  for (const auto& row : whole.rows) {
    if (!row.organ.region.starts_with(prefix)) continue;
    part.rows.push_back(row);
    part.total += row.counts;
  }
  part.ranking = domain::ranked_by_organ(part.rows);
  return part;
}

Answered circular(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"region"}));
  QIDI_TRY(month, month_of(request));
  QIDI_TRY(prefix, region_parameter(request, service.doors().regions));
  const auto now = service.now();
  auto found = counted(service, month);
  if (!found) return fault_answer(found.error());
  const answers::CircularBasis basis{record::to_hex(found->edge.root()), found->edge.size(),
                                     domain::to_text(now), month.last() < domain::day_of(now)};
  const auto& figures = prefix.empty() ? found->circular : within(found->circular, prefix);
  auto response = http::Response::json(answers::circular_json(figures, basis, service.names()));
  response.set("ETag", "\"" + std::to_string(found->edge.size()) + "." + domain::to_text(month) +
                           "." + prefix + "." + domain::to_text(domain::day_of(now)) + "\"");
  response.set("Cache-Control", "private, no-cache");
  return response;
}

std::string content_type_of(const std::string& format) {
  if (format == "pdf") return "application/pdf";
  if (format == "csv") return "text/csv; charset=utf-8";
  return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

MadeFile table_file(Service& service, const office::Circular& circular, const std::string& format,
                    const std::string& request_id) {
  const auto path = service.doors().temporary_folder + "/circular-" + request_id + "." + format;
  auto table = service.doors().open_table(path, format, "通报");
  if (!table) return Unexpected{table.error()};
  auto written =
      answers::circular_table(**table, circular, service.names(), answers::CellsFor::people);
  std::stringstream bytes;
  if (written) bytes << std::ifstream(path, std::ios::binary).rdbuf();
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  if (!written) return Unexpected{written.error().message};
  return bytes.str();
}

Answered circular_file(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"format"}));
  QIDI_TRY(month, month_of(request));
  const std::string format(request.parameter("format").value_or("pdf"));
  if (format != "pdf" && format != "xlsx" && format != "csv") {
    return Unexpected{bad_parameter("format", "format 应为 pdf、xlsx 或 csv")};
  }
  const auto now = service.now();
  auto found = counted(service, month);
  if (!found) return fault_answer(found.error());
  auto made =
      format == "pdf"
          ? service.doors().circular_pdf({found->circular, record::to_hex(found->edge.root()),
                                          found->edge.size(), found->recorded, domain::day_of(now)})
          : table_file(service, found->circular, format, request.request_id);
  if (!made) {
    return http::plain_problem(500, "file_not_made", "文件没有生成；请联系管理员检查字体和存储");
  }
  http::Response response;
  response.content_type = content_type_of(format);
  response.body = std::make_shared<const std::string>(std::move(*made));
  const std::string_view way = format == "pdf" ? "inline" : "attachment";
  response.set("Content-Disposition",
               http::named_file(way, "circular-" + domain::to_text(month) + "." + format,
                                "通报 " + domain::to_text(month) + "." + format));
  return response;
}

Answered months(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto today = service.today();
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto flows = (*lease)->view().day_flows(today, "");
  if (!flows) return fault_answer(flows.error());
  JsonList list;
  std::string last;
  for (auto flow = flows->rbegin(); flow != flows->rend(); ++flow) {
    const auto text = domain::to_text(flow->day).substr(0, 7);
    if (text == last) continue;
    last = text;
    const auto month = domain::parse_month(text);
    list.add(JsonObject()
                 .text("month", text)
                 .flag("finished_month", month && month->last() < today)
                 .done());
  }
  return http::Response::json(JsonObject().raw("months", list.done()).done());
}

std::string key_of(const http::Request& request) {
  return "circular/" + std::string(request.segment("month")) + "?" +
         std::string(
             request.target.substr(std::min(request.target.find('?'), request.target.size())));
}

}  // namespace

void add_circular_routes(http::Routes& routes, Service& service) {
  add_question(routes, "/api/v1/circulars", http::Lane::read,
               [&service](const http::Request& request) { return months(service, request); });
  add_kept_question(
      routes, "/api/v1/circulars/{month}", http::Lane::heavy, service, service.whole_answers(),
      key_of, [&service](const http::Request& request) { return circular(service, request); });
  add_question(
      routes, "/api/v1/circulars/{month}/file", http::Lane::heavy,
      [&service](const http::Request& request) { return circular_file(service, request); });
}

}  // namespace qidi::api
