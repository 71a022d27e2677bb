// See unit_projects.h. The unit is always the account's own: name and credit code are never typed.
#include "api/unit_projects.h"

#include <boost/json.hpp>
#include <charconv>

#include "answers/json_out.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"
#include "domain/casework/case_reach.h"
#include "domain/projects/project_code.h"
#include "office/project_desk.h"
#include "office/unit_projects.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;
using Asked = std::shared_ptr<const http::Request>;

std::string doubts_json(const office::Regions& regions, const domain::UnitProject& project) {
  const bool known = regions.find(domain::region_in(project.code)) != nullptr;
  JsonList list;
  for (const auto doubt : domain::doubts_about(project.code, project.region, known)) {
    list.add(JsonObject()
                 .text("doubt", domain::name_of(doubt))
                 .text("detail", domain::chinese_of(doubt))
                 .done());
  }
  return list.done();
}

/// The members that every answer about a project tells.
JsonObject project_members(const office::Regions& regions, const domain::UnitProject& project) {
  const auto* kind = domain::project_kind(project.kind);
  JsonList earlier;
  for (const auto& code : project.earlier) earlier.add_text(code);
  return JsonObject()
      .text("code", project.code)
      .flag("is_local", domain::is_local_code(project.code))
      .flag("registered", project.version > 0)
      .number("version", static_cast<long long>(project.version))
      .text("name", project.name)
      .text("region", project.region)
      .text("region_name", regions.name_of(project.region))
      .text("kind", project.kind)
      .text("kind_word", kind == nullptr ? "" : kind->chinese)
      .text("trade", project.trade)
      .number("investment", project.investment)
      .text("unit_name", project.unit_name)
      .text("unit_code", project.unit_code)
      .raw("earlier", earlier.done())
      .raw("doubts", doubts_json(regions, project));
}

std::string next_json(const answers::Names& names, const std::vector<domain::NextFiling>& next) {
  JsonList list;
  for (const auto& one : next) {
    const auto because = one.because.empty() ? "" : answers::matter_name(names.rules, one.because);
    list.add(JsonObject()
                 .text("matter", one.matter)
                 .text("matter_name", answers::matter_name(names.rules, one.matter))
                 .text("reason", domain::name_of(one.reason))
                 .text("because", one.because)
                 .text("because_name", because)
                 .done());
  }
  return list.done();
}

http::Problem no_unit() {
  return {409,
          "unit_missing",
          "账号没有登记单位",
          "账号没有登记单位和统一社会信用代码，请系统管理员补上",
          "",
          "unit_code"};
}

Answered own(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& subject = subject_of(request);
  const auto today = service.today();
  office::OwnProjects told;
  if (!subject.unit_code.empty()) {
    auto lease = service.reader();
    if (!lease) return fault_answer(lease.error());
    auto found = office::own_projects((*lease)->reader(), (*lease)->view(), service.rules(),
                                      subject.unit_code, today);
    if (!found) return fault_answer(found.error());
    told = std::move(*found);
  }
  JsonList list;
  for (const auto& one : told.projects) {
    JsonList cases;
    for (const auto& line : one.cases) {
      cases.add(
          answers::ledger_row_json(office::row_of(line, service.rules(), today), service.names()));
    }
    list.add(project_members(service.doors().regions, one.project)
                 .raw("cases", cases.done())
                 .raw("next", next_json(service.names(), one.next))
                 .done());
  }
  auto response = http::Response::json(JsonObject()
                                           .day("as_of", today)
                                           .text("unit_name", subject.unit_name)
                                           .text("unit_code", subject.unit_code)
                                           .flag("whole", told.whole)
                                           .raw("projects", list.done())
                                           .done());
  response.set("Cache-Control", "no-store");
  return response;
}

Read<std::uint64_t> version_seen(const http::Request& request) {
  auto tag = request.header("If-Match");
  if (tag.empty()) {
    return Unexpected{http::Problem{428, "version_missing", "缺少 If-Match",
                                    "改动项目须带 If-Match，值为所读项目的 version，加引号", "",
                                    "If-Match"}};
  }
  std::uint64_t version = 0;
  if (tag.size() > 2 && tag.front() == '"' && tag.back() == '"') {
    tag = tag.substr(1, tag.size() - 2);
    const auto [end, failed] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
    if (failed == std::errc{} && end == tag.data() + tag.size()) return version;
  }
  return Unexpected{http::Problem{400, "version_invalid", "If-Match 读不懂",
                                  "If-Match 应为所读项目的 version，加引号", "", "If-Match"}};
}

Read<domain::ProjectEntry> entry_of(const boost::json::object& body) {
  QIDI_CHECK(only_members(body, {"code", "name", "region", "kind", "trade", "investment"}));
  domain::ProjectEntry entry;
  QIDI_TRY(name, text_member(body, "name"));
  QIDI_TRY(region, text_member(body, "region"));
  QIDI_TRY(kind, text_member(body, "kind"));
  QIDI_TRY(trade, text_member(body, "trade"));
  if (const auto* investment = body.if_contains("investment")) {
    if (!investment->is_int64()) {
      return Unexpected{field_invalid("investment", "总投资应为整数，以万元计")};
    }
    entry.investment = investment->get_int64();
  }
  entry.name = std::move(name);
  entry.region = std::move(region);
  entry.kind = std::move(kind);
  entry.trade = std::move(trade);
  return entry;
}

/// What is asked; the code of the project that it is asked of.
struct Asking {
  domain::ProjectCommand command;
  std::string code;
  std::optional<std::uint64_t> version;
};

Read<Asking> asking_of(const http::Request& request, bool registers) {
  QIDI_TRY(key, idempotency_key(request));
  Asking asking;
  if (!registers) {
    QIDI_TRY(version, version_seen(request));
    asking.version = version;
  }
  QIDI_TRY(body, json_body(request));
  QIDI_TRY(entry, entry_of(body));
  QIDI_TRY(code, text_member(body, "code"));
  const auto& subject = subject_of(request);
  if (subject.unit_code.empty()) return Unexpected{no_unit()};
  auto& command = asking.command;
  command.command_id = subject.account + "/" + key;
  command.actor = subject.actor;
  command.unit_name = subject.unit_name;
  command.unit_code = subject.unit_code;
  if (!registers) {
    asking.code = request.segment("code");
    if (code.empty()) code = asking.code;
    command.body = domain::ChangeProject{std::move(entry), std::move(code)};
    return asking;
  }
  if (domain::is_local_code(code)) {
    return Unexpected{field_invalid("code", "还没有国家代码的不填，由系统给出本地编号")};
  }
  if (code.empty()) {
    const auto chance = record::to_hex(record::sm3("project\n" + command.command_id));
    code = std::string(domain::local_code_mark) + chance.substr(0, 12);
  }
  asking.code = code;
  command.body = domain::RegisterProject{std::move(entry), std::move(code)};
  return asking;
}

/// Who has the code is not told: it may be a mistake, or nobody's business.
http::Problem held_problem(domain::CodeHeld held) {
  if (held == domain::CodeHeld::by_own_unit) {
    return {409,
            "project_registered",
            "本单位已登记这个项目",
            "本单位已用这个代码登记了项目，见“我的项目”",
            "内政办发〔2022〕54号四（三）1",
            "code"};
  }
  return {409,
          "project_code_taken",
          "项目代码已被登记",
          "这个项目代码已登记在其他单位名下。请先核对赋码通知；确是本单位的，持赋码通知向项目所在地"
          "发展改革部门申诉，由其核实更正。此前可先按“暂无代码”登记，不影响申报。",
          "内政办发〔2022〕54号四（三）1",
          "code"};
}

/// Regions from the table; cases from the lists.
office::ProjectWorldFor world_for(Service& service, std::string unit_code) {
  return [&service, unit_code = std::move(unit_code)](
             const std::string& code,
             const std::string& region) -> Result<office::ProjectWorld, office::Fault> {
    office::ProjectWorld world;
    world.region_known = service.doors().regions.find(region) != nullptr;
    QIDI_TRY(lease, service.reader());
    QIDI_TRY(ids, lease->view().find_cases(code));
    bool is_own = false;
    for (const auto& id : ids) {
      QIDI_TRY(rows, lease->view().case_rows(id));
      if (!rows || rows->facts.project_code != code || rows->facts.unit_code.empty()) continue;
      is_own = is_own || rows->facts.unit_code == unit_code;
      world.others_have_cases = true;
    }
    world.others_have_cases = world.others_have_cases && !is_own;
    return world;
  };
}

http::Response response_of(Service& service, const office::ProjectAnswer& answer,
                           const Result<domain::UnitProject, office::Fault>& now, int status) {
  if (const auto* refusal = std::get_if<domain::Refusal>(&answer)) {
    return http::to_response(problem_of(*refusal));
  }
  if (const auto* held = std::get_if<domain::CodeHeld>(&answer)) {
    return http::to_response(held_problem(*held));
  }
  if (std::holds_alternative<office::NoSuchProject>(answer)) {
    return http::to_response(not_found("没有这个项目，或不是本单位登记的"));
  }
  if (!now) return api::response_of(now.error());
  auto response =
      http::Response::json(project_members(service.doors().regions, *now).done(), status);
  response.set("ETag", "\"" + std::to_string(now->version) + "\"").set("Cache-Control", "no-store");
  return response;
}

void write(Service& service, const Asked& request, const http::Reply& reply, bool registers) {
  auto asking = asking_of(*request, registers);
  if (!asking) return reply(http::to_response(asking.error()));
  using Outcome = Result<office::ProjectAnswer, office::Fault>;
  auto outcome = std::make_shared<std::optional<Outcome>>();
  const bool taken = service.write(
      [&service, outcome, asking = std::move(*asking)](office::EventLog& log) {
        *outcome = office::perform_project_act(log, service.doors().clock, asking.command,
                                               asking.code, asking.version,
                                               world_for(service, asking.command.unit_code));
      },
      [&service, outcome, reply, registers](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(api::response_of(synced.error()));
        if (!**outcome) return reply(api::response_of((*outcome)->error()));
        const auto& answer = ***outcome;
        Result<domain::UnitProject, office::Fault> now = domain::UnitProject{};
        if (const auto* receipt = std::get_if<office::AccountReceipt>(&answer)) {
          service.changed({});
          auto lease = service.reader();
          now = lease ? office::read_project((*lease)->reader(), receipt->id)
                      : Unexpected{lease.error()};
        }
        reply(response_of(service, answer, now, registers ? 201 : 200));
      });
  if (!taken) reply(too_busy());
}

}  // namespace

Result<std::string, office::Fault> registered_json(Service& service, office::Store& store,
                                                   const http::Request& request,
                                                   const std::string& code, bool sees_a_case) {
  QIDI_TRY(project, office::read_project(store.reader(), code));
  if (!project.is_registered()) return std::string("null");
  domain::ReachedCase reached;
  reached.holder.region = project.region;
  reached.project_region = project.region;
  reached.unit_code = project.unit_code;
  const auto& reach = subject_of(request).reach;
  // Another unit that has filed under the code sees its own cases, not whose the project is.
  const bool is_foreign = reach.kind == domain::Reach::Kind::unit;
  if (!domain::reaches(reach, reached) && (is_foreign || !sees_a_case)) return std::string("null");
  return project_members(service.doors().regions, project).done();
}

void add_unit_project_routes(http::Routes& routes, Service& service) {
  const std::string base = "/api/v1/projects";
  add_question(routes, base, http::Lane::read,
               [&service](const http::Request& request) { return own(service, request); });
  const auto add = [&](http::Method method, std::string pattern, bool registers) {
    http::Route route;
    route.method = method;
    route.pattern = std::move(pattern);
    route.lane = http::Lane::act;
    route.body = http::BodyKind::json;
    route.handle = [&service, registers](const Asked& request, const http::Reply& reply) {
      write(service, request, reply, registers);
    };
    routes.add(std::move(route));
  };
  add(http::Method::post, base, true);
  add(http::Method::put, base + "/{code}", false);
}

}  // namespace qidi::api
