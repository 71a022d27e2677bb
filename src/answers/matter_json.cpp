// See matter_json.h.
#include "answers/matter_json.h"

#include <algorithm>

#include "answers/case_json.h"
#include "answers/json_out.h"
#include "answers/matter_words.h"

namespace qidi::answers {

namespace {

std::string basis_json(const domain::Basis& basis) {
  return JsonObject()
      .text("text", basis.text)
      .text("confidence", domain::name_of(basis.confidence))
      .text("note", basis.note)
      .done();
}

std::string texts_json(const std::vector<std::string>& texts) {
  JsonList list;
  for (const auto& text : texts) list.add_text(text);
  return list.done();
}

std::string grounds_json(const std::vector<domain::PauseGround>& grounds) {
  JsonList list;
  for (const auto& ground : grounds) {
    list.add(JsonObject()
                 .text("code", ground.code)
                 .text("name", ground.name)
                 .text("word", ground.name.empty() ? domain::chinese_of_ground(ground.code)
                                                   : std::string_view(ground.name))
                 .number("cap_days", ground.cap_days)
                 .text("basis", ground.basis)
                 .text("confidence", domain::name_of(ground.confidence))
                 .done());
  }
  return list.done();
}

std::string papers_json(const std::vector<domain::MatterPaper>& papers) {
  JsonList list;
  for (const auto& paper : papers) {
    list.add(JsonObject()
                 .text("code", paper.code)
                 .text("name", paper.name)
                 .flag("mandatory", paper.mandatory)
                 .text("from", paper.from)
                 .text("form", paper.form)
                 .flag("paper_only", paper.paper_only)
                 .text("reuses", paper.reuses)
                 .done());
  }
  return list.done();
}

std::string tiers_json(const std::vector<domain::MatterTier>& tiers) {
  JsonList list;
  for (const auto& tier : tiers) {
    list.add(JsonObject()
                 .number("level", tier.level)
                 .text("threshold", tier.threshold)
                 .raw("regions", texts_json(tier.regions))
                 .raw("excepted", texts_json(tier.excepted))
                 .raw("basis", basis_json(tier.basis))
                 .text("reached_when", tier.reached_when)
                 .done());
  }
  return list.done();
}

std::string prerequisites_json(const std::vector<domain::Prerequisite>& prerequisites) {
  JsonList list;
  for (const auto& before : prerequisites) {
    list.add(
        JsonObject().text("matter", before.matter).raw("basis", basis_json(before.basis)).done());
  }
  return list.done();
}

std::string_view name_of(domain::Silence silence) {
  return silence == domain::Silence::agreed    ? "agreed"
         : silence == domain::Silence::renewed ? "renewed"
                                               : "nothing";
}

std::string person_json(const domain::Actor& person) {
  return JsonObject()
      .text("name", person.name)
      .text("role", domain::name_of(person.role))
      .text("department", person.department)
      .done();
}

std::string publication_json(const office::RuleBook& rules, const domain::MatterVersion& version) {
  for (const auto& one : rules.publications) {
    if (one.matter != version.matter || one.version != version.version) continue;
    return JsonObject()
        .raw("prepared_by", person_json(one.prepared_by))
        .raw("approved_by", person_json(one.approved_by))
        .text("recorded", domain::to_text(one.recorded))
        .text("reason", one.reason)
        .text("backdated_reason", one.backdated_reason)
        .done();
  }
  return "null";
}

}  // namespace

std::string form_json(const domain::MatterVersion& version) {
  return version.form.empty() ? "null" : version.form;
}

std::string version_json(const domain::MatterVersion& version) {
  return JsonObject()
      .text("matter", version.matter)
      .text("name", version.name)
      .text("line", version.line)
      .text("kind", version.kind)
      .flag("named_in_notice", version.named_in_notice)
      .number("version", version.version)
      .day("valid_from", version.valid_from)
      .day_or_never("valid_to", version.valid_to)
      .text("valid_from_note", version.valid_from_note)
      .raw("promised", limit_json(version.promised))
      .raw("promised_basis", basis_json(version.promised_basis))
      .raw("statutory", limit_json(version.statutory))
      .raw("statutory_basis", basis_json(version.statutory_basis))
      .text("statutory_from",
            version.statutory_from == domain::RunsFrom::receipt ? "receipt" : "acceptance")
      .raw("first_review", limit_json(version.first_review))
      .raw("forward", limit_json(version.forward))
      .raw("correction", version.correction ? limit_json(*version.correction) : "null")
      .number("extension_cap", version.extension_cap)
      .raw("extension_basis", basis_json(version.extension_basis))
      .text("extension_by", version.extension_by)
      .flag("joint", version.joint)
      .text("silence", name_of(version.silence))
      .flag("promise_allowed", version.promise_allowed)
      .flag("gap_allowed", version.gap_allowed)
      .raw("pause_grounds", grounds_json(version.pause_grounds))
      .raw("papers", papers_json(version.papers))
      .raw("papers_basis", basis_json(version.papers_basis))
      .raw("power", basis_json(version.power))
      .raw("tiers", tiers_json(version.tiers))
      .raw("prerequisites", prerequisites_json(version.prerequisites))
      .raw("documents", texts_json(version.documents))
      .raw("validity", basis_json(version.validity))
      .text("note", version.note)
      .raw("form", form_json(version))
      .done();
}

std::string changes_json(const domain::MatterVersion& before, const domain::MatterVersion& after) {
  const auto old = worded(before);
  const auto now = worded(after);
  JsonList list;
  for (std::size_t i = 0; i < now.size(); ++i) {
    // When the version before ended follows from this one's beginning.
    if (old[i].text == now[i].text || now[i].name == "valid_to") continue;
    list.add(JsonObject()
                 .text("field", now[i].name)
                 .text("word", now[i].chinese)
                 .text("before", old[i].text)
                 .text("after", now[i].text)
                 .done());
  }
  return list.done();
}

std::string matter_json(const office::RuleBook& rules, const std::string& matter,
                        domain::Day today) {
  auto versions = rules.matters.versions_of(matter);
  std::stable_sort(versions.begin(), versions.end(), [](const auto* one, const auto* other) {
    return one->valid_from < other->valid_from;
  });
  const auto* now = rules.matters.in_force(matter, today);
  std::vector<std::string> names;
  for (const auto& [alias, of] : rules.matters.aliases()) {
    if (of == matter && alias != matter) names.push_back(alias);
  }
  JsonList list;
  for (std::size_t i = versions.size(); i-- > 0;) {
    list.add(JsonObject()
                 .raw("version", version_json(*versions[i]))
                 .raw("changes", i == 0 ? "[]" : changes_json(*versions[i - 1], *versions[i]))
                 .raw("publication", publication_json(rules, *versions[i]))
                 .done());
  }
  return JsonObject()
      .text("id", matter)
      .text("name", (now != nullptr ? now : versions.back())->name)
      .number("in_force",
              now == nullptr ? std::optional<long long>() : std::optional<long long>(now->version))
      .day("today", today)
      .raw("names", texts_json(names))
      .raw("versions", list.done())
      .done();
}

std::string draft_json(const domain::MatterDraft& draft,
                       const std::vector<domain::Refusal>& objections,
                       const office::RuleBook& rules) {
  const auto* last = domain::last_version(rules.matters, draft.matter);
  const auto* before = domain::followed_version(rules.matters, draft.proposed.version);
  JsonList against;
  for (const auto& refusal : objections) {
    against.add(JsonObject()
                    .text("refusal", domain::name_of(refusal.code))
                    .text("clause", domain::text_of(refusal.code).clause)
                    .text("field", refusal.field)
                    .text("detail", refusal.detail)
                    .done());
  }
  JsonList writers;
  for (const auto& writer : draft.writers) writers.add(person_json(writer));
  const auto& proposed = draft.proposed;
  JsonObject object;
  object.text("matter", draft.matter)
      .number("draft_version", static_cast<long long>(draft.version))
      .text("state", domain::name_of(draft.state))
      .text("name", proposed.version.name)
      .raw("version", version_json(proposed.version))
      .text("form_text", proposed.version.form)
      .raw("aliases", texts_json(proposed.aliases))
      .text("reason", proposed.reason)
      .text("backdated_reason", proposed.backdated_reason)
      .raw("writers", writers.done())
      .text("returned", draft.returned)
      .text("changed", draft.changed ? domain::to_text(*draft.changed) : "")
      .number("last_version", last == nullptr ? std::optional<long long>()
                                              : std::optional<long long>(last->version))
      .raw("changes", before == nullptr ? "[]" : changes_json(*before, proposed.version))
      .raw("objections", against.done());
  return object.done();
}

}  // namespace qidi::answers
