// What is asked of people on one case: another person's agreement, the unit's answer after
// acceptance, the reason why it is late. Clauses N5, N8; 优化营商环境条例 36; docs/decisions/0018.
#include "api/asked.h"

#include "answers/json_out.h"
#include "api/known_case.h"
#include "api/problems.h"
#include "api/routing.h"
#include "domain/casework/agreement.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

std::string correction_json(const std::optional<office::ShownCorrection>& correction) {
  if (!correction) return "null";
  return JsonObject()
      .number("sequence", correction->sequence)
      .text("kind", correction->kind)
      .text("kind_name", domain::chinese_kind_of(correction->kind))
      .day("day", correction->day)
      .text("field", correction->field)
      .text("before", correction->before)
      .text("after", correction->after)
      .done();
}

std::string more_json(const office::AskedOfCase& asked, const domain::MatterCatalogue& matters) {
  if (!asked.more) return "null";
  const auto* matter = matters.version(asked.facts.matter, asked.facts.matter_version);
  JsonList defects;
  for (const auto& defect : asked.more->defects) {
    auto name = defect.paper;
    if (matter != nullptr) {
      for (const auto& paper : matter->papers) {
        if (paper.code == defect.paper) name = paper.name;
      }
    }
    defects.add(JsonObject()
                    .text("paper", defect.paper)
                    .text("name", name)
                    .text("fault", defect.fault)
                    .text("mending", defect.mending)
                    .done());
  }
  return JsonObject()
      .day("answer_by", asked.more->answer_by)
      .flag("unanswered", asked.more_unanswered)
      .raw("defects", defects.done())
      .done();
}

std::string explanation_json(const std::optional<domain::Explanation>& explained) {
  if (!explained) return "null";
  return JsonObject()
      .text("reason", explained->reason)
      .day("on", explained->on)
      .text("by", explained->by)
      .done();
}

std::string owed_json(const std::optional<domain::HeadTask>& owed, domain::Day today) {
  if (!owed || !owed->due) return "null";
  return JsonObject()
      .day("since", owed->since)
      .day("due", *owed->due)
      .flag("late", today > *owed->due)
      .done();
}

Answered asked_of_people(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(rows, reached_case_of(**lease, request));
  const auto today = service.today();
  const auto& rules = service.rules();
  auto asked = office::asked_of_case((*lease)->reader(), rules, rows.facts.case_id, today);
  if (!asked) return fault_answer(asked.error());
  JsonList agreements;
  for (const auto& shown : asked->agreements) {
    agreements.add(agreement_json(shown, subject_of(request).actor));
  }
  auto response = http::Response::json(JsonObject()
                                           .text("case_id", rows.facts.case_id)
                                           .day("as_of", today)
                                           .raw("agreements", agreements.done())
                                           .raw("more", more_json(*asked, rules.matters))
                                           .raw("explanation", explanation_json(asked->explained))
                                           .raw("unexplained", owed_json(asked->unexplained, today))
                                           .done());
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

std::string agreement_json(const office::ShownAgreement& shown, const domain::Actor& reader) {
  const auto& open = shown.open;
  JsonList says;
  for (const auto& [word, text] : shown.says) {
    says.add(JsonObject().text("word", word).text("text", text).done());
  }
  JsonList given;
  for (const auto& person : open.given) given.add_text(person.name);
  const bool is_own = open.asker.id == reader.id;
  const bool is_open = open.void_by.empty();
  return JsonObject()
      .number("request", open.request)
      .text("act", open.asked.act)
      .text("asker", open.asker.name)
      .text("asker_department", open.asker.department)
      .day("since", open.since)
      .text("reason", open.asked.reason)
      .raw("says", says.done())
      .raw("correction", correction_json(shown.correction))
      .text("asked_role", domain::name_of(open.asked.role))
      .text("asked_department", open.asked.organ.department)
      .text("asked_region", open.asked.organ.region)
      .raw("given", given.done())
      .text("void_by", is_open ? "" : domain::chinese_kind_of(open.void_by))
      .flag("own", is_own)
      .flag("may_agree", is_open && !is_own && domain::is_asked(open, reader))
      .done();
}

void add_asked_routes(http::Routes& routes, Service& service) {
  add_question(
      routes, "/api/v1/cases/{case}/asked", http::Lane::read,
      [&service](const http::Request& request) { return asked_of_people(service, request); });
}

}  // namespace qidi::api
