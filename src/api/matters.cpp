// The catalogue for everybody, one matter with all its versions; and the drafts, for those who
// prepare and approve them. Clause N6; 行政许可法 30; feature F8; decision 0015.
#include <boost/json.hpp>
#include <charconv>

#include "answers/json_out.h"
#include "answers/matter_json.h"
#include "api/bodies.h"
#include "api/problems.h"
#include "api/routing.h"
#include "office/matter_drafts.h"
#include "record/draft_codec.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;
using Asked = std::shared_ptr<const http::Request>;

std::string tag_of(unsigned long long version) {
  return "\"" + std::to_string(version) + "\"";
}

/// The draft's version that the writer saw; "0" stands for none yet.
Read<unsigned long long> draft_seen(const http::Request& request) {
  auto tag = request.header("If-Match");
  if (tag.empty()) {
    return Unexpected{http::Problem{428, "version_missing", "缺少 If-Match",
                                    "改动草稿须带 If-Match，值为读取草稿时的 ETag", "",
                                    "If-Match"}};
  }
  unsigned long long version = 0;
  if (tag.size() > 2 && tag.front() == '"' && tag.back() == '"') {
    tag = tag.substr(1, tag.size() - 2);
    const auto [end, failed] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
    if (failed == std::errc{} && end == tag.data() + tag.size()) return version;
  }
  return Unexpected{http::Problem{400, "version_invalid", "If-Match 读不懂",
                                  "If-Match 应为读取草稿时的 ETag", "", "If-Match"}};
}

Answered one_matter(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& rules = service.rules();
  const auto matter = rules.matters.resolve(request.segment("matter"));
  if (!matter) return Unexpected{not_found("事项目录中没有这个事项")};
  return http::Response::json(answers::matter_json(rules, *matter, service.today()))
      .set("Cache-Control", "no-store");
}

Answered all_drafts(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto drafts = office::open_drafts((*lease)->reader());
  if (!drafts) return fault_answer(drafts.error());
  JsonList list;
  for (const auto& draft : *drafts) {
    JsonList writers;
    for (const auto& writer : draft.writers) writers.add_text(writer.name);
    list.add(JsonObject()
                 .text("matter", draft.matter)
                 .text("name", draft.proposed.version.name)
                 .text("state", domain::name_of(draft.state))
                 .day("valid_from", draft.proposed.version.valid_from)
                 .text("reason", draft.proposed.reason)
                 .raw("writers", writers.done())
                 .text("changed", draft.changed ? domain::to_text(*draft.changed) : "")
                 .done());
  }
  return http::Response::json(JsonObject().raw("drafts", list.done()).done())
      .set("Cache-Control", "no-store");
}

/// Where there is no draft, what the next one begins from, not yet saved: the version in force, or
/// the last where none is; for a new matter an empty one.
domain::MatterDraft begun_from(const office::RuleBook& rules, domain::MatterDraft draft,
                               domain::Day today) {
  if (draft.state != domain::DraftState::none) return draft;
  auto& version = draft.proposed.version;
  const auto* now = rules.matters.in_force(draft.matter, today);
  const auto* last = now != nullptr ? now : domain::last_version(rules.matters, draft.matter);
  if (last != nullptr) version = *last;
  version.matter = draft.matter;
  version.valid_to = domain::end_of_days;
  version.valid_from = last == nullptr ? today : std::max(today, last->valid_from);
  version.valid_from_note.clear();
  return draft;
}

http::Response draft_response(Service& service, domain::MatterDraft draft) {
  const auto& rules = service.rules();
  const auto today = service.today();
  draft = begun_from(rules, std::move(draft), today);
  const auto objections = draft.state == domain::DraftState::none
                              ? std::vector<domain::Refusal>{}
                              : office::objections_to(draft.proposed, rules, today);
  auto response = http::Response::json(answers::draft_json(draft, objections, rules));
  response.set("ETag", tag_of(draft.version)).set("Cache-Control", "no-store");
  return response;
}

Answered one_draft(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const std::string matter(request.segment("matter"));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto draft = office::read_draft((*lease)->reader(), matter);
  if (!draft) return fault_answer(draft.error());
  const bool known = domain::last_version(service.rules().matters, matter) != nullptr;
  if (draft->state == domain::DraftState::none && draft->version == 0 && !known) {
    return Unexpected{not_found("没有这个事项，也没有它的草稿")};
  }
  return draft_response(service, std::move(*draft));
}

std::string receipt_json(const office::DraftReceipt& receipt) {
  JsonList events;
  for (const auto& event : receipt.events) events.add_text(event);
  return JsonObject()
      .text("matter", receipt.matter)
      .number("draft_version", static_cast<long long>(receipt.version))
      .raw("events", events.done())
      .number("published", receipt.published == 0 ? std::optional<long long>()
                                                  : std::optional<long long>(receipt.published))
      .flag("repeated", receipt.repeated)
      .done();
}

/// Down the writer's path; the rule book is replaced before the reply goes out, so that whoever
/// reads after it reads the new version.
void perform(Service& service, domain::DraftCommand command, const http::Reply& reply) {
  using Outcome = std::optional<Result<office::DraftAnswer, office::Fault>>;
  auto outcome = std::make_shared<Outcome>();
  const bool taken = service.write(
      [&service, outcome, command = std::move(command)](office::EventLog& log) {
        *outcome = office::perform_draft_act(log, service.doors().clock, command);
      },
      [&service, outcome, reply](const Result<void, office::Fault>& synced) {
        if (!synced) return reply(response_of(synced.error()));
        auto& answer = **outcome;
        if (!answer) return reply(response_of(answer.error()));
        if (const auto* refusal = std::get_if<domain::Refusal>(&*answer)) {
          return reply(http::to_response(problem_of(*refusal)));
        }
        auto& receipt = std::get<office::DraftReceipt>(*answer);
        if (receipt.rules) {
          service.replace_rules(std::move(*receipt.rules));
        } else if (!receipt.events.empty()) {
          service.changed({});
        }
        auto response = http::Response::json(receipt_json(receipt));
        reply(response.set("ETag", tag_of(receipt.version)));
      });
  if (!taken) reply(too_busy());
}

Read<domain::DraftCommand> command_of(const http::Request& request) {
  QIDI_TRY(key, idempotency_key(request));
  QIDI_TRY(version, draft_seen(request));
  const auto& subject = subject_of(request);
  domain::DraftCommand command;
  command.command_id = subject.account + "/" + key;
  command.matter = request.segment("matter");
  command.actor = subject.actor;
  command.expected_version = version;
  return command;
}

/// A version whose first day is left out begins today.
Read<domain::DraftCommand> save_of(const Service& service, const http::Request& request) {
  QIDI_TRY(command, command_of(request));
  QIDI_TRY(body, json_body(request));
  auto proposed = record::read_proposed(boost::json::serialize(body));
  if (!proposed) return Unexpected{field_invalid(proposed.error().field, proposed.error().detail)};
  auto& first_day = proposed->version.valid_from;
  if (first_day == domain::beginning_of_days) first_day = service.today();
  command.body = domain::SaveDraft{std::move(*proposed)};
  return command;
}

Read<domain::DraftCommand> step_of(const Service& /*service*/, const http::Request& request) {
  QIDI_TRY(command, command_of(request));
  QIDI_TRY(body, json_body(request));
  QIDI_CHECK(only_members(body, {"reason"}));
  QIDI_TRY(reason, text_member(body, "reason"));
  const auto step = request.segment("step");
  if (step == "submit") {
    command.body = domain::SubmitDraft{};
  } else if (step == "return") {
    command.body = domain::ReturnDraft{reason};
  } else if (step == "drop") {
    command.body = domain::DropDraft{reason};
  } else if (step == "publish") {
    command.body = domain::PublishDraft{};
  } else {
    return Unexpected{not_found("没有这种办理：" + quoted(step))};
  }
  return command;
}

}  // namespace

void add_matter_routes(http::Routes& routes, Service& service) {
  const auto ask = [&](const char* pattern, Answered (*answer)(Service&, const http::Request&)) {
    add_question(
        routes, pattern, http::Lane::read,
        [&service, answer](const http::Request& request) { return answer(service, request); });
  };
  ask("/api/v1/matters/{matter}", one_matter);
  ask("/api/v1/matter-drafts", all_drafts);
  ask("/api/v1/matter-drafts/{matter}", one_draft);
  const auto write = [&](http::Method method, const char* pattern,
                         Read<domain::DraftCommand> (*read)(const Service&, const http::Request&)) {
    http::Route route;
    route.method = method;
    route.pattern = pattern;
    route.lane = http::Lane::act;
    route.body = http::BodyKind::json;
    route.handle = [&service, read](const Asked& request, const http::Reply& reply) {
      auto command = read(service, *request);
      if (!command) return reply(http::to_response(command.error()));
      perform(service, std::move(*command), reply);
    };
    routes.add(std::move(route));
  };
  write(http::Method::put, "/api/v1/matter-drafts/{matter}", save_of);
  write(http::Method::post, "/api/v1/matter-drafts/{matter}/{step}", step_of);
}

}  // namespace qidi::api
