// What is to be known before filing, and the prerequisites beside a case: told, never held against
// anybody. Clauses N7, N12; docs/decisions/0015.
#include "office/filing_advice.h"

#include "answers/json_out.h"
#include "api/known_case.h"
#include "api/problems.h"
#include "api/routing.h"
#include "record/canonical.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

std::string prerequisites_json(Service& service,
                               const std::vector<domain::PrerequisiteFound>& all) {
  JsonList list;
  for (const auto& found : all) {
    const auto* matter = service.rules().matters.in_force(found.asked.matter, service.today());
    list.add(JsonObject()
                 .text("matter", found.asked.matter)
                 .text("matter_name", matter == nullptr ? found.asked.matter : matter->name)
                 .text("basis", found.asked.basis.text)
                 .text("standing", domain::name_of(found.standing))
                 .text("region", found.by.holder.region)
                 .text("region_name", service.names().regions.name_of(found.by.holder.region))
                 .text("department", found.by.holder.department)
                 .text("document_no", found.by.facts.document_no)
                 .text("case_id", found.by.facts.case_id)
                 .done());
  }
  return list.done();
}

std::string open_json(Service& service, const std::vector<domain::ProjectCase>& cases) {
  JsonList list;
  for (const auto& one : cases) {
    list.add(JsonObject()
                 .text("case_id", one.facts.case_id)
                 .text("state", domain::name_of(one.state))
                 .day("received", one.facts.received)
                 .text("region", one.holder.region)
                 .text("region_name", service.names().regions.name_of(one.holder.region))
                 .text("department", one.holder.department)
                 .done());
  }
  return list.done();
}

std::string tiers_json(Service& service, const std::vector<office::TierAdvice>& tiers) {
  JsonList list;
  for (const auto& advice : tiers) {
    const auto& organ = advice.organ;
    list.add(JsonObject()
                 .number("level", advice.tier.level)
                 .text("threshold", advice.tier.threshold)
                 .text("basis", advice.tier.basis.text)
                 .text("confidence", domain::name_of(advice.tier.basis.confidence))
                 .text("note", advice.tier.basis.note)
                 .text("region", organ.region)
                 .text("region_name", service.names().regions.name_of(organ.region))
                 .text("department", organ.department)
                 .flag("registered", advice.registered)
                 .flag("reached", advice.reached)
                 .done());
  }
  return list.done();
}

std::string tier_json(const std::optional<domain::MatterTier>& tier) {
  if (!tier) return "null";
  return JsonObject()
      .number("level", tier->level)
      .text("threshold", tier->threshold)
      .text("basis", tier->basis.text)
      .text("confidence", domain::name_of(tier->basis.confidence))
      .done();
}

Answered advice(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"matter", "project_code", "project_region", "form"}));
  const auto& rules = service.rules();
  const auto resolved = rules.matters.resolve(request.parameter("matter").value_or(""));
  const auto* matter = resolved ? rules.matters.in_force(*resolved, service.today()) : nullptr;
  if (matter == nullptr) return Unexpected{bad_parameter("matter", "请指定事项（目录中的编号）")};
  const std::string code(request.parameter("project_code").value_or(""));
  if (characters_in(code) > 64) {
    return Unexpected{bad_parameter("project_code", "project_code 最多 64 个字")};
  }
  const std::string region(request.parameter("project_region").value_or(""));
  const auto& regions = service.doors().regions;
  if (!region.empty() && regions.find(region) == nullptr) {
    return Unexpected{bad_parameter("project_region", "没有这个地区（六位代码）")};
  }
  const std::string form(request.parameter("form").value_or(""));
  if (!form.empty() &&
      (form.front() != '{' || !record::canonicalise(form, record::Numbers::with_fractions))) {
    return Unexpected{bad_parameter("form", "form 应为 JSON 对象")};
  }
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto told = office::filing_advice(
      (*lease)->reader(), (*lease)->view(), regions,
      {*matter, code, region, form, subject_of(request).reach, service.today()});
  if (!told) return fault_answer(told.error());
  auto response = http::Response::json(
      JsonObject()
          .text("matter", matter->matter)
          .text("matter_name", matter->name)
          .flag("checked", !code.empty())
          .raw("prerequisites", prerequisites_json(service, told->prerequisites))
          .raw("open_cases", open_json(service, told->open))
          .raw("tiers", tiers_json(service, told->tiers))
          .done());
  response.set("Cache-Control", "no-store");
  return response;
}

Answered prerequisites(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(rows, reached_case_of(**lease, request));
  auto found = office::prerequisites_of_case((*lease)->view(), service.rules(), rows,
                                             subject_of(request).reach, service.today());
  if (!found) return fault_answer(found.error());
  auto above = office::tier_above_case((*lease)->reader(), service.rules(), service.doors().regions,
                                       rows, service.today());
  if (!above) return fault_answer(above.error());
  auto response =
      http::Response::json(JsonObject()
                               .text("case_id", rows.facts.case_id)
                               .flag("checked", !rows.facts.project_code.empty())
                               .raw("prerequisites", prerequisites_json(service, *found))
                               .raw("tier_above", tier_json(*above))
                               .done());
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_filing_advice_routes(http::Routes& routes, Service& service) {
  const auto ask = [&](const char* pattern, Answered (*answer)(Service&, const http::Request&)) {
    add_question(
        routes, pattern, http::Lane::read,
        [&service, answer](const http::Request& request) { return answer(service, request); });
  };
  ask("/api/v1/filing-advice", advice);
  ask("/api/v1/cases/{case}/prerequisites", prerequisites);
}

}  // namespace qidi::api
