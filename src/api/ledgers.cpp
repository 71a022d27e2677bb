// Pages of a ledger, and the whole of it as a file. Clauses N1, N11; features F43, F44.
#include <array>
#include <filesystem>

#include "answers/case_json.h"
#include "answers/json_out.h"
#include "api/problems.h"
#include "api/routing.h"
#include "http/file_body.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

constexpr std::array<std::string_view, 16> page_parameters{
    "as_of",  "region", "department",    "matter",     "officer", "state",
    "light",  "q",      "sort",          "limit",      "cursor",  "due_from",
    "due_to", "total",  "received_from", "received_to"};
constexpr std::array<std::string_view, 14> file_parameters{
    "as_of", "region", "department", "matter", "officer", "state",         "light",
    "q",     "sort",   "due_from",   "due_to", "format",  "received_from", "received_to"};

Answered page(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, page_parameters));
  QIDI_TRY(query, ledger_query(request, service.doors().regions, service.today()));
  QIDI_TRY(wants_total, flag_parameter(request, "total"));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto end = (*lease)->reader().log_edge();
  if (!end) return fault_answer(end.error());
  auto found = office::ledger_page((*lease)->view(), service.rules(), query);
  if (!found) return fault_answer(found.error());
  JsonList rows;
  for (const auto& row : found->rows) {
    rows.add(answers::ledger_row_json({row.line, row.light, row.days_left}, service.names()));
  }
  JsonObject object;
  object.text("list", request.segment("list"))
      .day("as_of", query.as_of)
      .number("log_size", static_cast<long long>(end->size()))
      .raw("rows", rows.done())
      .raw("next", found->next ? answers::json_text(*found->next) : "null");
  if (wants_total) {
    auto total = (*lease)->view().count(query);
    if (!total) return fault_answer(total.error());
    object.number("total", *total);
  }
  return http::Response::json(object.done());
}

/// Removes a file when it goes.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// All pages of the query into the table, one after the other: no more than one is in memory.
Result<void, office::Fault> write_rows(office::Store& store, Service& service,
                                       office::LedgerPageQuery query, answers::CellsFor reader,
                                       office::TableOut& table) {
  auto headings = answers::ledger_headings(reader);
  for (auto& heading : answers::time_headings(reader)) headings.push_back(std::move(heading));
  QIDI_CHECK(table.add_row(headings));
  query.limit = 200;
  query.after.reset();
  while (true) {
    QIDI_TRY(found, store.view().page(query));
    for (const auto& line : found.lines) {
      const auto row = office::row_of(line, service.rules(), query.as_of);
      auto cells = answers::ledger_cells(row, service.names(), reader);
      QIDI_TRY(rows, store.view().case_rows(line.facts.case_id));
      const auto split =
          rows ? domain::split_of_time(rows->standings, query.as_of, service.rules().calendar)
               : domain::TimeSplit{};
      for (auto& cell : answers::time_cells(split)) cells.push_back(std::move(cell));
      QIDI_CHECK(table.add_row(cells));
    }
    if (!found.next) return table.close();
    query.after = found.next;
  }
}

Answered whole_file(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, file_parameters));
  QIDI_TRY(query, ledger_query(request, service.doors().regions, service.today()));
  const std::string format(request.parameter("format").value_or("xlsx"));
  if (format != "csv" && format != "xlsx") {
    return Unexpected{bad_parameter("format", "format 应为 csv 或 xlsx")};
  }
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  // Gone from its folder when this ends; what sends it holds it open.
  const TemporaryFile file(service.doors().temporary_folder + "/ledger-" + request.request_id +
                           "." + format);
  auto table = service.doors().open_table(file.path(), format, "台账");
  if (!table) {
    return fault_answer({office::FaultKind::store_failed, table.error()});
  }
  const auto reader = answers::CellsFor::people;
  auto written = write_rows(**lease, service, query, reader, **table);
  if (!written) return fault_answer(written.error());
  http::Response response;
  response.content_type = format == "csv"
                              ? "text/csv; charset=utf-8"
                              : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  response.set("Content-Disposition", "attachment; filename=\"ledger-" +
                                          std::string(request.segment("list")) + "-" +
                                          domain::to_text(query.as_of) + "." + format + "\"");
  response.file = http::FileBody::open(file.path());
  if (!response.file) return fault_answer({office::FaultKind::store_failed, "台账文件无法读取"});
  return response;
}

}  // namespace

void add_ledger_routes(http::Routes& routes, Service& service) {
  add_question(routes, "/api/v1/ledgers/{list}", http::Lane::read,
               [&service](const http::Request& request) { return page(service, request); });
  add_question(routes, "/api/v1/ledgers/{list}/file", http::Lane::heavy,
               [&service](const http::Request& request) { return whole_file(service, request); });
}

}  // namespace qidi::api
