// Personal data over HTTP: masked unless it is one's own; whole for a reason that is recorded; and
// the list of those readings for the auditor and for the unit itself. Clause N8; 个人信息保护法 51,
// 54; docs/decisions/0014.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

#include "answers/json_out.h"
#include "api/bodies.h"
#include "api/known_case.h"
#include "api/problems.h"
#include "api/routing.h"
#include "domain/casework/case_reach.h"
#include "domain/people/account.h"
#include "domain/people/phone.h"
#include "office/personal_data.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;
using Asked = std::shared_ptr<const http::Request>;

constexpr std::size_t reason_least = 4;
constexpr std::size_t reason_most = 500;

http::Response not_kept(http::Response response) {
  response.set("Cache-Control", "no-store");
  return response;
}

/// The number that was left for the head's call; the clerks who were rated are not given it.
std::string rating_phone_for(const office::PersonalData& data, domain::Role role) {
  std::string phone;
  for (const auto& rating : data.ratings) {
    if (!rating.phone.empty()) phone = rating.phone;
  }
  return role == domain::Role::head ? phone : std::string();
}

/// Whether reading in full would show anything: nobody is to give a reason for nothing.
bool holds_more(const office::PersonalData& data, domain::Role role) {
  return !data.contact_name.empty() || !data.contact_phone.empty() ||
         !rating_phone_for(data, role).empty();
}

Answered contact(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& subject = subject_of(request);
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(rows, reached_case_of(**lease, request));
  auto data = office::personal_data((*lease)->reader(), rows.facts.case_id);
  if (!data) return fault_answer(data.error());
  const bool own = subject.reach.kind == domain::Reach::Kind::unit;
  const domain::AskToRead asked{subject.actor, subject.reach, "-"};
  const bool may = subject.has_role && holds_more(*data, subject.actor.role) &&
                   !domain::against_reading(asked, domain::reached_case(rows));
  return not_kept(http::Response::json(
      JsonObject()
          .text("case_id", rows.facts.case_id)
          .text("contact_name", own ? data->contact_name : domain::masked_name(data->contact_name))
          .text("contact_phone",
                own ? data->contact_phone : domain::masked_phone(data->contact_phone))
          .flag("masked", !own)
          .flag("may_reveal", !own && may)
          .done()));
}

std::string reading_json(const office::RecordedReading& reading) {
  JsonList fields;
  for (const auto& field : reading.fields) fields.add_text(field);
  return JsonObject()
      .number("index", static_cast<long long>(reading.index))
      .text("case_id", reading.case_id)
      .text("recorded", domain::to_text(reading.recorded))
      .text("reader", reading.actor.id)
      .text("reader_name", reading.actor.name)
      .text("role", domain::name_of(reading.actor.role))
      .text("department", reading.actor.department)
      .text("region", reading.actor.region)
      .raw("fields", fields.done())
      .text("reason", reading.reason)
      .done();
}

/// What is read aloud after the reading stands on disk.
http::Response revealed(Service& service, const office::RecordedReading& reading) {
  auto lease = service.reader();
  if (!lease) return response_of(lease.error());
  auto data = office::personal_data((*lease)->reader(), reading.case_id);
  if (!data) return response_of(data.error());
  const auto rating_phone = rating_phone_for(*data, reading.actor.role);
  return not_kept(http::Response::json(JsonObject()
                                           .text("case_id", reading.case_id)
                                           .text("contact_name", data->contact_name)
                                           .text("contact_phone", data->contact_phone)
                                           .text("rating_phone", rating_phone)
                                           .text("recorded", domain::to_text(reading.recorded))
                                           .done()));
}

Read<office::ReadingOrder> order_of(office::Store& store, const http::Request& request) {
  QIDI_TRY(key, idempotency_key(request));
  QIDI_TRY(body, json_body(request));
  QIDI_CHECK(only_members(body, {"reason"}));
  QIDI_TRY(reason, text_member(body, "reason"));
  const auto length = characters_in(reason);
  if (length != 0 && (length < reason_least || length > reason_most)) {
    return Unexpected{field_invalid("reason", "请写明查阅的理由（4 至 500 个字）")};
  }
  QIDI_TRY(rows, reached_case_of(store, request));
  const auto& subject = subject_of(request);
  return office::ReadingOrder{subject.account + "/" + key,
                              rows.facts.case_id,
                              {subject.actor, subject.reach, std::move(reason)},
                              domain::reached_case(rows)};
}

void reveal(Service& service, const Asked& request, const http::Reply& reply) {
  using Outcome = Result<std::variant<office::RecordedReading, domain::Refusal>, office::Fault>;
  Read<office::ReadingOrder> order = Unexpected{no_such_case()};
  {
    auto lease = service.reader();
    if (!lease) return reply(response_of(lease.error()));
    order = order_of(**lease, *request);
  }
  if (!order) return reply(http::to_response(order.error()));
  auto outcome = std::make_shared<std::optional<Outcome>>();
  const bool taken = service.write(
      [&service, outcome, order = std::move(*order)](office::EventLog& log) {
        *outcome = office::record_reading(log, service.doors().clock, order);
      },
      [&service, outcome, reply](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        const auto& answer = **outcome;
        if (!answer) return reply(response_of(answer.error()));
        if (const auto* refusal = std::get_if<domain::Refusal>(&*answer)) {
          return reply(http::to_response(problem_of(*refusal)));
        }
        service.changed({});
        reply(revealed(service, std::get<office::RecordedReading>(*answer)));
      });
  if (!taken) reply(too_busy());
}

Answered readings_of_case(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(rows, reached_case_of(**lease, request));
  auto found = office::readings((*lease)->reader(), rows.facts.case_id);
  if (!found) return fault_answer(found.error());
  JsonList list;
  for (const auto& reading : *found) list.add(reading_json(reading));
  return not_kept(http::Response::json(JsonObject().raw("readings", list.done()).done()));
}

/// What a list of readings is narrowed to.
struct Wanted {
  domain::Day from;
  domain::Day to;
  std::string words;  ///< part of reader, department or reason, or the beginning of a case's id
};

Read<Wanted> wanted_of(const http::Request& request) {
  QIDI_TRY(from, day_parameter(request, "since", domain::beginning_of_days));
  QIDI_TRY(to, day_parameter(request, "until", domain::end_of_days));
  const std::string words(request.parameter("words").value_or(""));
  if (characters_in(words) > 100) return Unexpected{bad_parameter("words", "words 最多 100 个字")};
  return Wanted{from, to, words};
}

/// Readings of all cases that the filters leave, newest first.
Result<std::vector<office::RecordedReading>, office::Fault> readings_of(Service& service,
                                                                        const Wanted& wanted) {
  QIDI_TRY(lease, service.reader());
  QIDI_TRY(found, office::readings(lease->reader(), std::string()));
  std::erase_if(found, [&](const office::RecordedReading& one) {
    const auto day = domain::day_of(one.recorded);
    const auto bears = [&](const std::string& text) {
      return text.find(wanted.words) != std::string::npos;
    };
    return day < wanted.from || day > wanted.to ||
           !(one.case_id.starts_with(wanted.words) || bears(one.actor.name) ||
             bears(one.actor.department) || bears(one.reason));
  });
  return found;
}

Answered all_readings(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"since", "until", "words", "limit", "before"}));
  QIDI_TRY(limit, number_parameter(request, "limit", 1, 200, 50));
  QIDI_TRY(before, number_parameter(request, "before", 1, std::numeric_limits<int>::max(),
                                    std::numeric_limits<int>::max()));
  QIDI_TRY(wanted, wanted_of(request));
  auto read = readings_of(service, wanted);
  if (!read) return fault_answer(read.error());
  auto& found = *read;
  const auto total = static_cast<long long>(found.size());
  std::erase_if(found, [&, edge = before](const office::RecordedReading& one) {
    return one.index >= static_cast<std::uint64_t>(edge);
  });
  const bool more = found.size() > static_cast<std::size_t>(limit);
  if (more) found.resize(static_cast<std::size_t>(limit));
  JsonList list;
  for (const auto& reading : found) list.add(reading_json(reading));
  const auto next =
      more ? std::optional<long long>(static_cast<long long>(found.back().index)) : std::nullopt;
  return not_kept(http::Response::json(JsonObject()
                                           .number("total", total)
                                           .number("next", next)
                                           .raw("readings", list.done())
                                           .done()));
}

Result<void, office::Fault> write_table(const std::vector<office::RecordedReading>& readings,
                                        office::TableOut& table) {
  using office::Cell;
  const std::vector<Cell> headings{
      std::string("时间"),     std::string("查阅人"),   std::string("岗位"),    std::string("部门"),
      std::string("办件编号"), std::string("查阅理由"), std::string("记录序号")};
  QIDI_CHECK(table.add_row(headings));
  for (const auto& one : readings) {
    const std::vector<Cell> cells{domain::to_text(one.recorded),
                                  one.actor.name,
                                  std::string(domain::chinese_of(one.actor.role)),
                                  one.actor.department,
                                  one.case_id,
                                  one.reason,
                                  static_cast<long long>(one.index)};
    QIDI_CHECK(table.add_row(cells));
  }
  return table.close();
}

Answered readings_file(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"since", "until", "words"}));
  QIDI_TRY(wanted, wanted_of(request));
  auto found = readings_of(service, wanted);
  if (!found) return fault_answer(found.error());
  const auto path = service.doors().temporary_folder + "/readings-" + request.request_id + ".csv";
  auto table = service.doors().open_table(path, "csv", "查阅记录");
  if (!table) return fault_answer({office::FaultKind::store_failed, table.error()});
  auto written = write_table(*found, **table);
  std::string bytes;
  if (written) {
    std::ifstream file(path, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  std::error_code ignored;
  std::filesystem::remove(path, ignored);
  if (!written) return fault_answer(written.error());
  auto response = http::Response::json(std::move(bytes));
  response.content_type = "text/csv; charset=utf-8";
  response.set("Content-Disposition", "attachment; filename=\"readings.csv\"");
  return not_kept(std::move(response));
}

}  // namespace

void add_personal_routes(http::Routes& routes, Service& service) {
  const auto ask = [&](const char* pattern, http::Lane lane,
                       Answered (*answer)(Service&, const http::Request&)) {
    add_question(routes, pattern, lane, [&service, answer](const http::Request& request) {
      return answer(service, request);
    });
  };
  ask("/api/v1/cases/{case}/contact", http::Lane::read, contact);
  ask("/api/v1/cases/{case}/readings", http::Lane::read, readings_of_case);
  ask("/api/v1/readings", http::Lane::heavy, all_readings);
  ask("/api/v1/readings/file", http::Lane::heavy, readings_file);
  http::Route route;
  route.method = http::Method::post;
  route.pattern = "/api/v1/cases/{case}/contact/reveal";
  route.lane = http::Lane::act;
  route.body = http::BodyKind::json;
  route.handle = [&service](const Asked& request, const http::Reply& reply) {
    reveal(service, request, reply);
  };
  routes.add(std::move(route));
}

}  // namespace qidi::api
