// 好差评 over HTTP: what was said of one case, what waits for who decides, and how a department was
// rated. Ratings are given as acts (acts.cpp). Clauses N15, N20.
#include <algorithm>
#include <map>

#include "answers/json_out.h"
#include "api/asked.h"
#include "api/known_case.h"
#include "api/problems.h"
#include "api/routing.h"
#include "domain/people/personal_reading.h"
#include "domain/people/phone.h"
#include "office/head_desk.h"
#include "office/personal_data.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

std::string tags_json(const std::vector<std::string>& codes) {
  JsonList list;
  for (const auto& code : codes) {
    const auto* known =
        std::find_if(domain::rating_tags.begin(), domain::rating_tags.end(),
                     [&](const domain::RatingTag& tag) { return tag.code == code; });
    list.add(JsonObject()
                 .text("code", code)
                 .text("name", known == domain::rating_tags.end() ? code : known->chinese)
                 .done());
  }
  return list.done();
}

std::string rating_json(const office::SaidWithRating& said, const Subject& subject) {
  const bool bad = domain::is_bad(said.grade);
  const bool reads =
      subject.has_role && domain::reads_words_of_rating(subject.actor.role, bad, said.called_back);
  const bool own = subject.reach.kind == domain::Reach::Kind::unit;
  const bool calls = subject.has_role && subject.actor.role == domain::Role::head;
  const auto hidden = [&](const std::string& words) { return reads ? words : std::string(); };
  return JsonObject()
      .text("step", domain::name_of(said.step))
      .text("grade", domain::name_of(said.grade))
      .text("grade_name", domain::chinese_of(said.grade))
      .flag("bad", bad)
      .day("day", said.day)
      .raw("tags", tags_json(said.tags))
      .text("text", hidden(said.text))
      .text("supplement", hidden(said.supplement))
      .flag("words_hidden", !reads && !(said.text.empty() && said.supplement.empty()))
      .text("phone", own     ? said.phone
                     : calls ? domain::masked_phone(said.phone)
                             : "")
      .flag("called_back", said.called_back)
      .text("finding", said.finding)
      .text("mended", said.mended)
      .text("unit_word", said.unit_word)
      .done();
}

Answered ratings_of_case(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  QIDI_TRY(rows, reached_case_of(**lease, request));
  auto data = office::personal_data((*lease)->reader(), rows.facts.case_id);
  if (!data) return fault_answer(data.error());
  JsonList list;
  for (const auto& said : data->ratings) list.add(rating_json(said, subject_of(request)));
  auto response = http::Response::json(
      JsonObject().text("case_id", rows.facts.case_id).raw("ratings", list.done()).done());
  response.set("Cache-Control", "no-store");
  return response;
}

std::string light_name(const office::WaitingTask& waiting) {
  return waiting.task.due ? std::string(domain::name_of(waiting.light)) : "none";
}

/// The requests behind tasks of the kind `agree`: rows tell that there is one, its events what it
/// says. Tasks of one case come in the order of its requests.
class Requests {
 public:
  Requests(office::EventReader& reader, domain::Organ organ)
      : reader_(reader), organ_(std::move(organ)) {}

  Result<std::string, office::Fault> next_of(const office::WaitingTask& waiting,
                                             const domain::Actor& actor) {
    if (waiting.task.kind != domain::HeadTaskKind::agree) return std::string("null");
    const auto& id = waiting.line.facts.case_id;
    if (!of_case_.contains(id)) {
      QIDI_TRY(shown, office::shown_agreements(reader_, id));
      std::erase_if(shown, [&](const office::ShownAgreement& one) {
        return !one.open.void_by.empty() || one.open.asked.organ != organ_;
      });
      of_case_[id] = std::move(shown);
    }
    auto& left = of_case_[id];
    if (left.empty()) return std::string("null");
    auto json = agreement_json(left.front(), actor);
    left.erase(left.begin());
    return json;
  }

 private:
  office::EventReader& reader_;
  domain::Organ organ_;
  std::map<std::string, std::vector<office::ShownAgreement>> of_case_;
};

std::string joint_json(Service& service, const office::WaitingJoint& waiting, domain::Day today) {
  const auto& group = waiting.group;
  const auto& begun = group.begun;
  std::optional<domain::Day> due;
  std::optional<long long> left;
  auto light = domain::Light::none;
  if (waiting.first_due) {
    const auto row = office::row_of(*waiting.first_due, service.rules(), today);
    due = waiting.first_due->standing.due;
    if (row.days_left) left = *row.days_left;
    light = row.light;
  }
  return JsonObject()
      .text("id", group.id)
      .text("project_code", begun.project_code)
      .text("project_name", begun.project_name)
      .text("unit_name", begun.unit_name)
      .text("lead", begun.lead.department)
      .number("members", static_cast<long long>(begun.members.size()))
      .number("asked_days", group.extension_asked->days)
      .text("reason", group.extension_asked->reason)
      .text("asker", group.extension_asked_name)
      .day("since", group.extension_asked_on)
      .day("due", due)
      .text("light", domain::name_of(light))
      .number("days_left", left)
      .done();
}

std::string counts_json(const office::Waiting& waiting) {
  JsonList list;
  for (const auto& [kind, count] : waiting.counts) {
    list.add(JsonObject().text("kind", domain::name_of(kind)).number("tasks", count).done());
  }
  return list.done();
}

Answered waiting(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& actor = subject_of(request).actor;
  const auto today = service.today();
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  const auto& rules = service.rules();
  auto found = office::waiting_for((*lease)->view(), rules, actor, today);
  if (!found) return fault_answer(found.error());
  auto joint = office::joint_waiting_for((*lease)->reader(), (*lease)->view(), actor, today);
  if (!joint) return fault_answer(joint.error());
  JsonList list;
  Requests requests((*lease)->reader(), found->organ);
  for (const auto& one : found->tasks) {
    const auto row = office::row_of(one.line, rules, today);
    auto agreement = requests.next_of(one, actor);
    if (!agreement) return fault_answer(agreement.error());
    const auto left = one.days_left ? std::optional<long long>(*one.days_left) : std::nullopt;
    list.add(JsonObject()
                 .text("kind", domain::name_of(one.task.kind))
                 .day("since", one.task.since)
                 .day("due", one.task.due)
                 .text("light", light_name(one))
                 .number("days_left", left)
                 .raw("agreement", *agreement)
                 .raw("row", answers::ledger_row_json(row, service.names()))
                 .done());
  }
  JsonList groups;
  for (const auto& one : *joint) groups.add(joint_json(service, one, today));
  auto response = http::Response::json(JsonObject()
                                           .day("as_of", today)
                                           .raw("tasks", list.done())
                                           .raw("counts", counts_json(*found))
                                           .raw("joint", groups.done())
                                           .done());
  response.set("Cache-Control", "no-store");
  return response;
}

/// Hundredths as a JSON number: 4.25.
std::string hundredths(long long number) {
  const auto rest = std::to_string(number % 100);
  return std::to_string(number / 100) + "." + std::string(2 - rest.size(), '0') + rest;
}

Answered ratings_of_department(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"since", "until"}));
  const auto today = service.today();
  QIDI_TRY(to, day_parameter(request, "until", today));
  QIDI_TRY(from, day_parameter(request, "since", to - std::chrono::days{364}));
  if (from > to) return Unexpected{bad_parameter("since", "since 不得晚于 until")};
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto figures = office::rating_figures((*lease)->view(), subject_of(request).reach, from, to);
  if (!figures) return fault_answer(figures.error());
  const auto all = figures->cases;
  JsonList grades;
  for (const auto grade : domain::rating_grades) {
    const auto cases = figures->by_grade[grade];
    grades.add(JsonObject()
                   .text("grade", domain::name_of(grade))
                   .text("name", domain::chinese_of(grade))
                   .flag("bad", domain::is_bad(grade))
                   .number("cases", cases)
                   .raw("share", all == 0 ? "null" : hundredths(cases * 10'000 / all))
                   .done());
  }
  return http::Response::json(
      JsonObject()
          .day("from", from)
          .day("to", to)
          .number("cases", all)
          .raw("average", all == 0 ? "null" : hundredths(figures->points * 100 / all))
          .raw("grades", grades.done())
          .done());
}

}  // namespace

void add_rating_routes(http::Routes& routes, Service& service) {
  const auto ask = [&](const char* pattern, Answered (*answer)(Service&, const http::Request&)) {
    add_question(
        routes, pattern, http::Lane::read,
        [&service, answer](const http::Request& request) { return answer(service, request); });
  };
  ask("/api/v1/cases/{case}/ratings", ratings_of_case);
  ask("/api/v1/team/waiting", waiting);
  ask("/api/v1/team/ratings", ratings_of_department);
}

}  // namespace qidi::api
