// Joint handlings over HTTP: the groups within reach, one group with its members' lanes, a
// project's cases that could join, and the acts. 行政许可法 42.2; features F11;
// docs/decisions/0016.
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "answers/case_json.h"
#include "answers/json_out.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"
#include "domain/casework/case_reach.h"
#include "domain/casework/opinions.h"
#include "office/between.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;
using Asked = std::shared_ptr<const http::Request>;

std::string organ_json(Service& service, const domain::Organ& organ) {
  return JsonObject()
      .text("region", organ.region)
      .text("region_name", service.names().regions.name_of(organ.region))
      .text("department", organ.department)
      .done();
}

std::string texts_json(const std::vector<std::string>& texts) {
  JsonList list;
  for (const auto& text : texts) list.add_text(text);
  return list.done();
}

/// How one member stands on the day: its light, and its two limits as lanes on one axis.
std::string member_json(Service& service, const Subject& subject, const domain::JointMember& member,
                        const domain::ApprovalCase& current) {
  const auto today = service.today();
  const auto& rules = service.rules();
  const auto rows = domain::rows_of(current, rules.facts(today));
  const domain::Standing* standing = nullptr;
  for (const auto& one : rows.standings) {
    if (one.from <= today && today < one.to) standing = &one;
  }
  const auto light = standing == nullptr ? domain::Light::none : domain::light_on(*standing, today);
  const auto due = standing == nullptr ? std::nullopt : standing->due;
  const auto due_of = [&](domain::CountdownKind kind) -> std::optional<domain::Day> {
    const auto* countdown = running_of(current, kind);
    if (countdown == nullptr) return std::nullopt;
    return countdown->due;
  };
  return JsonObject()
      .text("case_id", member.case_id)
      .raw("organ", organ_json(service, current.holder))
      .text("matter", member.matter)
      .text("matter_name", member.matter_name)
      .text("part", member.part)
      .text("officer", current.officer)
      .text("state", domain::name_of(current.state))
      .text("light", domain::name_of(light))
      .number("days_left", due && !domain::is_decided(current.state)
                               ? std::optional<long long>(domain::days_left(
                                     *due, today, rules.calendar.in(current.holder.region)))
                               : std::optional<long long>())
      .day("due", due)
      .day("promised_due", due_of(domain::CountdownKind::promised))
      .day("statutory_due", due_of(domain::CountdownKind::statutory))
      .day("received", current.facts.received)
      .day("accepted", current.accepted)
      .day("ended", current.ended)
      .flag("extended", current.extended)
      .flag("decided", domain::is_decided(current.state))
      .flag("within_reach", reaches(subject.reach, domain::reached_case(current)))
      .raw("standings", answers::standings_json(rows.standings, today))
      .raw("countdowns", answers::segments_json(rows.segments))
      .done();
}

std::string meetings_json(const domain::JointGroup& group) {
  JsonList list;
  for (const auto& [held, recorded_by] : group.meetings) {
    JsonList conclusions;
    for (const auto& one : held.conclusions) {
      conclusions.add(
          JsonObject().text("case_id", one.case_id).text("conclusion", one.conclusion).done());
    }
    list.add(JsonObject()
                 .day("held_on", held.held_on)
                 .text("place", held.place)
                 .raw("attendants", texts_json(held.attendants))
                 .text("minutes", held.minutes)
                 .raw("conclusions", conclusions.done())
                 .text("recorded_by", recorded_by)
                 .done());
  }
  return list.done();
}

std::string views_json(Service& service, const domain::JointGroup& group) {
  JsonList list;
  for (const auto& view : group.views) {
    list.add(JsonObject()
                 .text("case_id", view.given.case_id)
                 .raw("organ", organ_json(service, view.given.organ))
                 .text("view", view.given.view)
                 .text("text", view.given.text)
                 .day("given_on", view.given_on)
                 .text("by", view.by)
                 .done());
  }
  return list.done();
}

std::string extension_json(const domain::JointGroup& group) {
  const auto& refused = group.extension_refused;
  const auto& asked = refused ? std::optional(refused->asked) : group.extension_asked;
  if (!asked && !group.extended) return "null";
  return JsonObject()
      .number("asked_days", asked ? asked->days : 0)
      .text("reason", asked ? asked->reason : "")
      .raw("refused", !refused ? "null"
                               : JsonObject()
                                     .text("reason", refused->refused.reason)
                                     .text("by", refused->by)
                                     .day("on", refused->refused_on)
                                     .done())
      .flag("granted", group.extended.has_value())
      .number("days", group.extended ? group.extended->days : 0)
      .raw("cases", texts_json(group.extended ? group.extended->cases : std::vector<std::string>{}))
      .done();
}

/// The acts that whoever asks may do on the group now, by role and organ; the rules decide.
std::string acts_json(const domain::JointGroup& group, const domain::MemberCases& members,
                      const domain::Actor& actor) {
  const domain::Organ own{actor.region, actor.department};
  const bool leads = own == group.begun.lead;
  const bool holds = std::any_of(members.begin(), members.end(),
                                 [&](const auto& member) { return member.second.holder == own; });
  JsonList list;
  for (const auto act : domain::joint_acts()) {
    if (group.concluded_on || !domain::may_do_joint(actor.role, act)) continue;
    const bool fits = act == "give_opinion" ? holds
                      : act == "extend" || act == "refuse_extension"
                          ? domain::waits_for_leader(group) && domain::is_leader_over(actor, group)
                      : act == "conclude" ? leads && domain::all_decided(group, members)
                      : act == "ask_extension"
                          ? leads && !group.extension_asked && !domain::all_decided(group, members)
                          : leads;
    if (!fits) continue;
    list.add(JsonObject().text("act", act).text("word", domain::chinese_act_name(act)).done());
  }
  return list.done();
}

void add_head(JsonObject& object, Service& service, const domain::JointGroup& group) {
  const auto& begun = group.begun;
  object.text("id", group.id)
      .number("version", static_cast<long long>(group.version))
      .text("project_code", begun.project_code)
      .text("project_name", begun.project_name)
      .text("unit_name", begun.unit_name)
      .raw("lead", organ_json(service, begun.lead))
      .text("mandate", begun.mandate)
      .day("begun_on", group.begun_on)
      .day("concluded_on", group.concluded_on)
      .text("summary", group.summary);
}

http::Problem no_such_group() {
  return not_found("没有这个并联审批");
}

Answered one_group(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& subject = subject_of(request);
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto page = office::joint_page((*lease)->reader(), service.rules(),
                                 std::string(request.segment("joint")), service.today());
  if (!page) return fault_answer(page.error());
  if (!*page || !reaches(subject.reach, domain::reached_group((*page)->group))) {
    return Unexpected{no_such_group()};
  }
  const auto& [group, members] = **page;
  JsonObject object;
  add_head(object, service, group);
  object.day("as_of", service.today());
  JsonList list;
  for (const auto& member : group.begun.members) {
    list.add(member_json(service, subject, member, members.at(member.case_id)));
  }
  auto response = http::Response::json(object.raw("members", list.done())
                                           .raw("meetings", meetings_json(group))
                                           .raw("views", views_json(service, group))
                                           .raw("extension", extension_json(group))
                                           .raw("acts", acts_json(group, members, subject.actor))
                                           .done());
  response.set("ETag", "\"" + std::to_string(group.version) + "\"");
  response.set("Cache-Control", "no-store");
  return response;
}

Answered all_groups(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& subject = subject_of(request);
  const auto today = service.today();
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  std::vector<domain::JointGroup> groups;
  auto read = office::each_joint((*lease)->reader(), [&](const domain::JointGroup& group) {
    if (reaches(subject.reach, domain::reached_group(group))) groups.push_back(group);
  });
  if (!read) return fault_answer(read.error());
  // Running ones first, the newest of each at the top.
  std::stable_sort(groups.begin(), groups.end(), [](const auto& left, const auto& right) {
    const bool left_runs = !left.concluded_on;
    const bool right_runs = !right.concluded_on;
    return left_runs != right_runs ? left_runs : left.begun_on > right.begun_on;
  });
  JsonList list;
  for (const auto& group : groups) {
    long long decided = 0;
    long long late = 0;
    for (const auto& member : group.begun.members) {
      auto rows = (*lease)->view().case_rows(member.case_id);
      if (!rows) return fault_answer(rows.error());
      if (!*rows) continue;
      for (const auto& standing : (*rows)->standings) {
        if (today < standing.from || standing.to <= today) continue;
        if (domain::is_decided(standing.state)) ++decided;
        if (domain::is_pending(standing.state) && standing.due && *standing.due < today) ++late;
      }
    }
    JsonObject object;
    add_head(object, service, group);
    list.add(object.number("members", static_cast<long long>(group.begun.members.size()))
                 .number("decided", decided)
                 .number("late", late)
                 .done());
  }
  return http::Response::json(JsonObject().day("as_of", today).raw("groups", list.done()).done());
}

/// The undecided cases of a project, told to whoever reaches one of them: the lead has to name its
/// members, also those that he does not otherwise see.
Answered candidates(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& subject = subject_of(request);
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  const std::string code(request.segment("code"));
  auto ids = (*lease)->view().find_cases(code);
  if (!ids) return fault_answer(ids.error());
  JsonList list;
  bool reached = false;
  std::string name;
  for (const auto& id : *ids) {
    auto stored = (*lease)->reader().load(office::stream_of_case(id));
    if (!stored) return fault_answer(stored.error());
    auto opened = office::open_case(id, *stored);
    if (!opened) return fault_answer(opened.error());
    const auto& current = *opened;
    const auto& facts = current.facts;
    if (!current.exists || facts.project_code != code) continue;
    reached = reached || reaches(subject.reach, domain::reached_case(current));
    name = facts.project_name;
    if (domain::is_decided(current.state)) continue;
    list.add(JsonObject()
                 .text("case_id", id)
                 .raw("organ", organ_json(service, current.holder))
                 .text("matter", facts.matter)
                 .text("matter_name", answers::matter_name(service.rules(), facts.matter))
                 .text("state", domain::name_of(current.state))
                 .text("joint", current.joint ? current.joint->group : "")
                 .done());
  }
  if (!reached) return Unexpected{not_found("没有这个项目，或当时还没有收到它的申请")};
  return http::Response::json(JsonObject()
                                  .text("project_code", code)
                                  .text("project_name", name)
                                  .raw("cases", list.done())
                                  .done());
}

Read<domain::JointCommand> command_of(const http::Request& request, std::string_view act) {
  QIDI_TRY(key, idempotency_key(request));
  QIDI_TRY(body, json_body(request));
  const auto& subject = subject_of(request);
  domain::JointCommand command;
  command.actor = subject.actor;
  command.reach = subject.reach;
  command.command_id = subject.actor.id + "/" + key;
  if (act == "begin_joint") {
    // Made out of the command's own id, so that the same beginning sent again means the same group.
    command.group_id = record::to_hex(record::sm3("joint\n" + command.command_id)).substr(0, 32);
  } else {
    command.group_id = request.segment("joint");
    const auto tag = request.header("If-Match");
    unsigned long long version = 0;
    const bool quoted = tag.size() > 2 && tag.front() == '"' && tag.back() == '"';
    const auto digits = quoted ? tag.substr(1, tag.size() - 2) : std::string_view();
    const auto [end, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (digits.empty() || failed != std::errc{} || end != digits.data() + digits.size()) {
      return Unexpected{http::Problem{428, "version_missing", "缺少 If-Match",
                                      "改动须带 If-Match，值为读取时的 ETag", "", "If-Match"}};
    }
    command.expected_version = version;
  }
  auto read = record::read_joint_body(act, body);
  if (!read) {
    if (read.error().field == "act") return Unexpected{not_found("没有这种办理动作")};
    return Unexpected{field_invalid(read.error().field, read.error().detail)};
  }
  command.body = std::move(*read);
  return command;
}

void perform(Service& service, domain::JointCommand command, int status, const http::Reply& reply) {
  auto answer = std::make_shared<std::optional<Result<office::JointAnswer, office::Fault>>>();
  const bool taken = service.write(
      [&service, answer, command = std::move(command)](office::EventLog& log) {
        const auto& doors = service.doors();
        *answer = office::perform_joint_act(log, doors.rules, doors.clock, command);
      },
      [&service, answer, status, reply](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        const auto& told = **answer;
        if (!told) return reply(response_of(told.error()));
        if (const auto* refusal = std::get_if<domain::Refusal>(&*told)) {
          return reply(http::to_response(problem_of(*refusal)));
        }
        const auto& receipt = std::get<office::JointReceipt>(*told);
        if (!receipt.repeated) service.changed(receipt.cases);
        auto response =
            http::Response::json(JsonObject()
                                     .text("command_id", receipt.command_id)
                                     .text("id", receipt.id)
                                     .number("version", static_cast<long long>(receipt.version))
                                     .raw("events", texts_json(receipt.events))
                                     .flag("repeated", receipt.repeated)
                                     .done(),
                                 status);
        response.set("ETag", "\"" + std::to_string(receipt.version) + "\"");
        reply(std::move(response));
      });
  if (!taken) reply(too_busy());
}

void add_act(http::Routes& routes, Service& service, std::string pattern, bool begins) {
  http::Route route;
  route.method = http::Method::post;
  route.pattern = std::move(pattern);
  route.lane = http::Lane::act;
  route.body = http::BodyKind::json;
  route.handle = [&service, begins](const Asked& request, const http::Reply& reply) {
    const auto act = begins ? std::string_view("begin_joint") : request->segment("act");
    if (!begins && act == "begin_joint") {
      return reply(http::to_response(not_found("没有这种办理动作")));
    }
    auto command = command_of(*request, act);
    if (!command) return reply(http::to_response(command.error()));
    perform(service, std::move(*command), begins ? 201 : 200, reply);
  };
  routes.add(std::move(route));
}

}  // namespace

void add_joint_routes(http::Routes& routes, Service& service) {
  const auto ask = [&](const char* pattern, Answered (*answer)(Service&, const http::Request&)) {
    add_question(
        routes, pattern, http::Lane::read,
        [&service, answer](const http::Request& request) { return answer(service, request); });
  };
  ask("/api/v1/joint", all_groups);
  ask("/api/v1/joint/{joint}", one_group);
  ask("/api/v1/projects/{code}/undecided", candidates);
  add_act(routes, service, "/api/v1/joint", true);
  add_act(routes, service, "/api/v1/joint/{joint}/{act}", false);
}

}  // namespace qidi::api
