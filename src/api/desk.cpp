// What a person at the desk asks: which departments take in this matter, what may I do to this
// case and why not, how is my team doing. Clauses N5-N9; features F5, F46.
#include <algorithm>
#include <set>

#include "answers/json_out.h"
#include "api/identities.h"
#include "api/problems.h"
#include "api/routing.h"
#include "domain/casework/agreement.h"
#include "office/issued_numbers.h"
#include "office/officers.h"
#include "office/organ_desk.h"
#include "office/possible_acts.h"
#include "office/team_board.h"

namespace qidi::api {

namespace {

using answers::JsonList;
using answers::JsonObject;

Answered organs(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {"region", "matter"}));
  const std::string region(request.parameter("region").value_or(""));
  if (service.doors().regions.find(region) == nullptr) {
    return Unexpected{bad_parameter("region", "请指定地区（六位代码）")};
  }
  office::LedgerPageQuery query;
  query.as_of = service.today();
  query.list = office::LedgerQuery::List::all;
  query.region_prefix = region;
  query.matter = request.parameter("matter").value_or("");
  if (characters_in(query.matter) > 100) {
    return Unexpected{bad_parameter("matter", "matter 最多 100 个字")};
  }
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto departments = (*lease)->view().values(query, office::LedgerField::department);
  if (!departments) return fault_answer(departments.error());
  std::stable_sort(departments->begin(), departments->end(),
                   [](const auto& left, const auto& right) { return left.cases > right.cases; });
  auto known = office::read_organ_register((*lease)->reader());
  if (!known) return fault_answer(known.error());
  JsonList list;
  const auto add = [&](const std::string& department) {
    list.add(JsonObject().text("region", region).text("department", department).done());
  };
  const bool is_bound =
      std::any_of(known->organs.begin(), known->organs.end(),
                  [&](const auto& entry) { return entry.first.region == region; });
  std::set<std::string> told;
  for (const auto& department : *departments) {
    // Whoever no longer is, or never was but by another name, takes nothing in.
    const auto* organ = known->find({region, department.value});
    const bool is_taken =
        organ == nullptr ? !is_bound : organ->in_force(service.today());  // organs_named.h
    if (department.value.empty() || !is_taken) continue;
    told.insert(department.value);
    add(department.value);
  }
  for (const auto& [organ, entry] : known->organs) {
    const bool is_new = organ.region == region && !told.contains(organ.department);
    if (is_new && entry.in_force(service.today())) add(organ.department);
  }
  return http::Response::json(JsonObject().raw("organs", list.done()).done());
}

std::string choices_json(const std::vector<domain::FieldChoice>& choices) {
  JsonList list;
  for (const auto& choice : choices) {
    list.add(JsonObject()
                 .text("value", choice.value)
                 .text("word", choice.chinese)
                 .text("basis", choice.basis)
                 .raw("most", choice.most ? std::to_string(*choice.most) : "null")
                 .done());
  }
  return list.done();
}

std::string when_json(const domain::ActField& field) {
  if (field.needed != domain::Needed::sometimes) return "null";
  JsonList values;
  for (const auto value : field.when_values) values.add_text(value);
  return JsonObject().text("field", field.when_field).raw("values", values.done()).done();
}

std::string fields_json(const std::vector<domain::ActField>& fields) {
  const auto number = [](const std::optional<int>& value) {
    return value ? std::to_string(*value) : std::string("null");
  };
  JsonList list;
  for (const auto& field : fields) {
    list.add(JsonObject()
                 .text("name", field.name)
                 .text("word", field.chinese)
                 .text("kind", domain::name_of(field.kind))
                 .flag("required", field.needed == domain::Needed::yes)
                 .raw("required_when", when_json(field))
                 .text("hint", field.hint)
                 .text("proposed", field.proposed)
                 .raw("choices", choices_json(field.choices))
                 .raw("least", number(field.least))
                 .raw("most", number(field.most))
                 .day("earliest", field.earliest)
                 .done());
  }
  return list.done();
}

std::vector<domain::ActField> own_word(std::vector<domain::ActField> fields) {
  std::erase_if(fields, [](const auto& field) { return domain::names_who_agreed(field.name); });
  return fields;
}

/// 批复文号 is the organ's own: how it was written last and what would come next is told.
Result<void, office::Fault> add_document_number(office::LedgerView& view,
                                                office::PossibleActs& possible,
                                                const domain::Actor& actor, domain::Day today) {
  for (auto& act : possible.acts) {
    if (act.act != "issue" || act.refusal) continue;
    QIDI_TRY(numbers, office::issued_numbers(view, {actor.region, actor.department},
                                             possible.matter, today));
    for (auto& field : act.fields) {
      if (field.name != "document_no") continue;
      field.proposed = numbers.next;
      field.hint = numbers.last.empty() ? "机关代字〔年份〕序号号，如：某住建审〔2022〕1号"
                                        : "本部门该事项上一份：" + numbers.last;
    }
  }
  return {};
}

Answered possible_acts(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& subject = subject_of(request);
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto possible = office::possible_acts((*lease)->reader(), service.rules(),
                                        std::string(request.segment("case")), subject.actor,
                                        subject.reach, service.today());
  if (!possible) return fault_answer(possible.error());
  if (!*possible) return Unexpected{not_found("没有这个办件；请核对办件编号或原编号")};
  auto numbered = add_document_number((*lease)->view(), **possible, subject.actor, service.today());
  if (!numbered) return fault_answer(numbered.error());
  // In a session an act of two people is only asked for; who agrees is not said by the asker.
  const bool asks = subject.kind == Subject::Kind::person;
  JsonList list;
  for (const auto& act : (*possible)->acts) {
    const auto& refusal = act.refusal;
    list.add(JsonObject()
                 .text("act", act.act)
                 .text("word", act.chinese)
                 .flag("allowed", !refusal)
                 .flag("asks_another", asks && domain::takes_two_people(act.act))
                 .text("refusal", refusal ? domain::name_of(refusal->code) : "")
                 .text("clause", act.clause)
                 .text("detail", refusal ? refusal->detail : "")
                 .raw("fields", fields_json(asks ? own_word(act.fields) : act.fields))
                 .done());
  }
  auto response =
      http::Response::json(JsonObject()
                               .text("case_id", (*possible)->case_id)
                               .number("version", static_cast<long long>((*possible)->version))
                               .raw("acts", list.done())
                               .done());
  response.set("Cache-Control", "no-store");
  return response;
}

std::string load_json(const office::OfficerLoad& load) {
  const auto lit = [&](domain::Light light) {
    return load.by_light.at(static_cast<std::size_t>(light));
  };
  return JsonObject()
      .text("region", load.organ.region)
      .text("department", load.organ.department)
      .text("officer", load.officer)
      .number("pending", load.cases)
      .number("green", lit(domain::Light::green))
      .number("yellow", lit(domain::Light::yellow))
      .number("red", lit(domain::Light::red))
      .number("red_by_law", lit(domain::Light::red_by_law))
      .number("paused", lit(domain::Light::paused))
      .number("overdue", load.overdue)
      .number("due_soon", load.due_soon)
      .done();
}

Answered team(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& subject = subject_of(request);
  const auto& reach = subject.reach;
  const bool by_organ = reach.kind == domain::Reach::Kind::organ;
  // A superior's board has the officers of his whole line.
  const domain::Organ organ{subject.actor.region, by_organ && !reach.line ? reach.department : ""};
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto board = office::team_board((*lease)->view(), service.rules(), organ, reach, service.today());
  if (!board) return fault_answer(board.error());
  JsonList list;
  for (const auto& load : board->unassigned) list.add(load_json(load));
  for (const auto& load : board->officers) list.add(load_json(load));
  return http::Response::json(JsonObject()
                                  .day("as_of", board->as_of)
                                  .day("due_soon_to", board->due_soon_to)
                                  .text("department", reach.department)
                                  .text("region", organ.region)
                                  .raw("officers", list.done())
                                  .done());
}

/// The organ's own clerks and heads with what each has in hand: whom a case can be given to, and
/// whose cases are left because he cannot sign in any more. Cases go by names, and a name taken
/// only from cases knows nobody who is new. Of an account nothing is told but name, role and
/// whether it is enabled (docs/decisions/0010).
Answered colleagues(Service& service, const http::Request& request) {
  QIDI_CHECK(only(request, {}));
  const auto& subject = subject_of(request);
  const domain::Organ organ{subject.actor.region, subject.actor.department};
  const auto today = service.today();
  const auto people = service.identities().people().get();
  auto lease = service.reader();
  if (!lease) return fault_answer(lease.error());
  auto& view = (*lease)->view();
  auto board = office::team_board(view, service.rules(), organ, subject.reach, today);
  if (!board) return fault_answer(board.error());
  auto open = office::open_by_officer(view, organ, today);
  if (!open) return fault_answer(open.error());
  JsonList list;
  for (const auto& one : office::colleagues_of(*people, *board, *open, organ)) {
    list.add(JsonObject()
                 .text("name", one.name)
                 .text("role", domain::name_of(one.role))
                 .flag("enabled", one.enabled)
                 .number("pending", one.pending)
                 .number("red", one.red)
                 .number("open", one.open)
                 .done());
  }
  auto response =
      http::Response::json(JsonObject().day("as_of", today).raw("colleagues", list.done()).done());
  response.set("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_desk_routes(http::Routes& routes, Service& service) {
  const auto ask = [&](const char* pattern, Answered (*answer)(Service&, const http::Request&)) {
    add_question(
        routes, pattern, http::Lane::read,
        [&service, answer](const http::Request& request) { return answer(service, request); });
  };
  ask("/api/v1/organs", organs);
  ask("/api/v1/cases/{case}/acts", possible_acts);
  ask("/api/v1/team", team);
  ask("/api/v1/colleagues", colleagues);
}

}  // namespace qidi::api
