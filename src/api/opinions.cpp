// Opinions between departments, and what a project has on record: what is asked of us and by us, a
// case's own opinions, papers that the next case of a project need not bring again.
// Features F12, F19; docs/decisions/0016.
#include <algorithm>

#include "answers/json_out.h"
#include "api/problems.h"
#include "api/routing.h"
#include "domain/casework/case_reach.h"
#include "domain/casework/opinions.h"
#include "domain/people/rights.h"
#include "office/between.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

std::string organ_json(Service& service, const domain::Organ& organ) {
  return JsonObject()
      .text("region", organ.region)
      .text("region_name", service.names().regions.name_of(organ.region))
      .text("department", organ.department)
      .done();
}

/// What the asking and the answering organ are both told.
struct Told {
  const domain::Opinion& opinion;
  bool decided = false;
  domain::Day today;
};

void add_opinion(JsonObject& object, Service& service, const Told& told) {
  const auto& [opinion, decided, today] = told;
  const auto& asked = opinion.asked;
  const auto standing = domain::standing_of(opinion, decided, today);
  const bool runs = !opinion.given && !opinion.withdrawn && !decided;
  object.number("number", asked.number)
      .raw("from", organ_json(service, opinion.from))
      .raw("asked", organ_json(service, asked.asked))
      .text("question", asked.question)
      .text("basis", asked.basis)
      .text("notice_no", asked.notice_no)
      .number("days", asked.days)
      .text("silence", asked.silence)
      .day("asked_on", opinion.asked_on)
      .day("due", asked.due)
      .flag("provisional", asked.provisional)
      .text("standing", standing)
      .text("light", domain::light_of(opinion, decided, today))
      .number("days_left",
              runs ? std::optional<long long>(domain::days_left(
                         asked.due, today, service.rules().calendar.in(asked.asked.region)))
                   : std::optional<long long>())
      .text("view", opinion.given ? opinion.given->view : "")
      .text("text", opinion.given ? opinion.given->text : "")
      .text("document_no", opinion.given ? opinion.given->document_no : "")
      .day("given_on", opinion.given_on)
      .text("withdrawn_reason", opinion.withdrawn ? opinion.withdrawn->reason : "")
      .day("withdrawn_on", opinion.withdrawn_on);
}

/// An opinion of the lists, as the case would know it.
domain::Opinion opinion_of(const office::ListedOpinion& listed) {
  domain::Opinion opinion;
  opinion.asked = listed.listed.asked;
  opinion.from = listed.listed.from;
  opinion.asked_on = listed.listed.asked_on;
  if (listed.answered) {
    opinion.given = listed.answered->given;
    opinion.given_on = listed.answered->given_on;
  }
  if (listed.taken_back) {
    opinion.withdrawn = listed.taken_back->withdrawn;
    opinion.withdrawn_on = listed.taken_back->withdrawn_on;
  }
  return opinion;
}

struct Lists {
  JsonList to_us;
  JsonList by_us;
  long long open = 0;
  long long late = 0;  ///< past their day, unanswered or answered afterwards
};

Result<void, office::Fault> add_to(Lists& lists, Service& service, const Subject& subject,
                                   office::Store& store, const office::ListedOpinion& listed) {
  const auto today = service.today();
  const auto& about = listed.listed;
  QIDI_TRY(rows, store.view().case_rows(about.case_id));
  bool decided = false;
  if (rows) {
    for (const auto& standing : rows->standings) {
      const bool now = standing.from <= today && today < standing.to;
      if (now) decided = domain::is_decided(standing.state);
    }
  }
  const auto opinion = opinion_of(listed);
  const domain::Organ own{subject.actor.region, subject.actor.department};
  JsonObject object;
  object.text("case_id", about.case_id)
      .text("project_code", about.project_code)
      .text("project_name", about.project_name)
      .text("unit_name", about.unit_name)
      .text("matter", about.matter)
      .text("matter_name", about.matter_name);
  JsonList papers;
  for (const auto& paper : about.papers) papers.add_text(paper);
  object.raw("papers", papers.done());
  add_opinion(object, service, {opinion, decided, today});
  const bool open = !opinion.given && !opinion.withdrawn && !decided;
  object.flag("may_answer", open && about.asked.asked == own &&
                                domain::may_do(subject.actor.role, "give_opinion"));
  const auto json = object.done();
  if (reaches(subject.reach, about.asked.asked)) {
    lists.to_us.add(json);
    if (open) ++lists.open;
    const bool late =
        opinion.given ? *opinion.given_on > about.asked.due : open && about.asked.due < today;
    if (late) ++lists.late;
  }
  if (reaches(subject.reach, about.from)) lists.by_us.add(json);
  return {};
}

Answered opinions(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& subject = subject_of(request);
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto found = office::listed_opinions(**lease, subject.reach);
  if (!found) return fault_answer(found.error());
  Lists lists;
  for (const auto& listed : *found) {
    auto added = add_to(lists, service, subject, **lease, listed);
    if (!added) return fault_answer(added.error());
  }
  return http::Response::json(JsonObject()
                                  .day("as_of", service.today())
                                  .number("open", lists.open)
                                  .number("late", lists.late)
                                  .raw("asked_of_us", lists.to_us.done())
                                  .raw("asked_by_us", lists.by_us.done())
                                  .done());
}

std::string link_json(Service& service, const std::optional<domain::JointLink>& link) {
  if (!link) return "null";
  return JsonObject()
      .text("id", link->group)
      .raw("lead", organ_json(service, link->lead))
      .text("part", link->part)
      .day("joined_on", link->joined_on)
      .done();
}

std::string reused_json(const std::vector<domain::Event>& events) {
  JsonList list;
  for (const auto& event : events) {
    const auto* filed = std::get_if<domain::Filed>(&event.body);
    if (filed == nullptr) continue;
    for (const auto& paper : filed->reused) {
      list.add(JsonObject()
                   .text("paper", paper.paper)
                   .text("from_case", paper.from_case)
                   .number("event", paper.event)
                   .text("document_no", paper.document_no)
                   .text("file", paper.file)
                   .done());
    }
  }
  return list.done();
}

Answered opinions_of_case(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto& reader = (*lease)->reader();
  auto id = reader.find_case(std::string(request.segment("case")));
  if (!id) return fault_answer(id.error());
  const auto nothing = not_found("没有这个办件；请核对办件编号或原编号");
  if (!*id) return Unexpected{nothing};
  auto stored = reader.load(office::stream_of_case(**id));
  if (!stored) return fault_answer(stored.error());
  auto events = office::open_events(*stored);
  if (!events) return fault_answer(events.error());
  auto current = domain::fold(*events);
  current.facts.case_id = **id;
  if (!reaches(subject_of(request).reach, domain::reached_case(current))) {
    return Unexpected{nothing};
  }
  const auto today = service.today();
  for (const auto& event : domain::settle(current, service.rules().facts(today))) {
    domain::evolve(current, event);
  }
  JsonList list;
  for (const auto& opinion : current.opinions) {
    JsonObject object;
    add_opinion(object, service, {opinion, domain::is_decided(current.state), today});
    list.add(object.done());
  }
  return http::Response::json(JsonObject()
                                  .text("case_id", **id)
                                  .day("as_of", today)
                                  .raw("opinions", list.done())
                                  .raw("joint", link_json(service, current.joint))
                                  .raw("reused", reused_json(*events))
                                  .done());
}

Answered papers_of_project(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"matter"}));
  const auto& rules = service.rules();
  const std::string asked(request.parameter("matter").value_or(""));
  const auto matter = rules.matters.resolve(asked);
  const auto* target = matter ? rules.matters.in_force(*matter, service.today()) : nullptr;
  if (target == nullptr) return Unexpected{bad_parameter("matter", "请指定事项（目录中的编号）")};
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  const std::string code(request.segment("code"));
  auto ids = (*lease)->view().find_cases(code);
  if (!ids) return fault_answer(ids.error());
  auto& reader = (*lease)->reader();
  const office::LoadStream load = [&reader](const std::string& stream) {
    return reader.load(stream);
  };
  auto known = office::gather_on_record(load, rules, *ids, "", *target, subject_of(request).reach);
  if (!known) return fault_answer(known.error());
  JsonList list;
  for (const auto& paper : *known) {
    list.add(JsonObject()
                 .text("paper", paper.paper)
                 .text("name", paper.name)
                 .flag("is_result", paper.is_result)
                 .text("from_case", paper.from_case)
                 .number("event", paper.event)
                 .day("day", paper.day)
                 .text("document_no", paper.document_no)
                 .text("file", paper.file)
                 .done());
  }
  return http::Response::json(JsonObject()
                                  .text("project_code", code)
                                  .text("matter", target->matter)
                                  .raw("papers", list.done())
                                  .done());
}

}  // namespace

void add_opinion_routes(http::Routes& routes, Service& service) {
  const auto ask = [&](const char* pattern, Answered (*answer)(Service&, const http::Request&)) {
    add_question(
        routes, pattern, http::Lane::read,
        [&service, answer](const http::Request& request) { return answer(service, request); });
  };
  ask("/api/v1/opinions", opinions);
  ask("/api/v1/cases/{case}/opinions", opinions_of_case);
  ask("/api/v1/projects/{code}/papers", papers_of_project);
}

}  // namespace qidi::api
