// file: a project unit files at any time; a machine's voucher follows at once.
// Clauses N7, N9 (项目单位可以随时提交审批申请); domain.md 3. The
// matter's own form: feature F8.
#include <algorithm>

#include "domain/casework/acts/act.h"
#include "domain/casework/on_record.h"
#include "domain/people/phone.h"
#include "domain/people/rights.h"

namespace qidi::domain {

namespace {

std::optional<PowerAbove> power_from(const std::string& text) {
  if (text.empty() || text == "none") return PowerAbove::none;
  if (text == "first_review") return PowerAbove::first_review;
  if (text == "plain") return PowerAbove::plain;
  return std::nullopt;
}

/// The case that the filing would make, as reach looks at it.
ReachedCase reached_when_filed(const File& command) {
  ReachedCase reached;
  reached.holder = {command.region, command.department};
  reached.project_region = command.project_region.empty() ? command.region : command.project_region;
  reached.unit_code = command.unit_code;
  return reached;
}

/// What is on record elsewhere in the project counts as handed in here.
void take_by_reference(const Facts& facts, const std::vector<ReusedPaper>& papers, Filed& filed) {
  for (const auto& paper : papers) {
    const auto* known = reusable(facts, paper);
    filed.reused.push_back(
        {paper.paper, known->from_case, known->event, known->document_no, known->file});
    if (std::find(filed.papers.begin(), filed.papers.end(), paper.paper) == filed.papers.end()) {
      filed.papers.push_back(paper.paper);
    }
  }
}

/// The filing as it is recorded, without what is counted from it.
Filed as_filed(const Act& act, const File& command, const MatterVersion& matter, PowerAbove power) {
  Filed filed;
  filed.external_id = command.external_id;
  filed.project_code = command.project_code;
  filed.project_name = command.project_name;
  filed.project_region = command.project_region.empty() ? command.region : command.project_region;
  filed.unit_name = command.unit_name;
  filed.unit_code = command.unit_code;
  filed.matter = matter.matter;
  filed.matter_version = matter.version;
  filed.holder = {command.region, command.department};
  filed.officer = command.officer;
  filed.power = power;
  filed.upper = {command.upper_region, command.upper_department};
  filed.papers = command.papers;
  filed.list = command.list.empty() ? "pending" : command.list;
  filed.offline = act.command.on_paper || act.command.actor.role == Role::window_clerk;
  filed.remark = command.remark;
  take_by_reference(act.facts, command.reused, filed);
  filed.contact_name_seal = act.command.seal_of("contact_name");
  filed.contact_phone_seal = act.command.seal_of("contact_phone");
  filed.organ_reason = command.organ_reason;
  return filed;
}

}  // namespace

Result<std::string, FormFault> read_form(const Facts& facts, const MatterVersion& matter,
                                         const std::string& values) {
  const auto* form = facts.matters.form_of(matter);
  if (form != nullptr) return form->read(values);
  if (!matter.form.empty()) return Unexpected{FormFault{"", "事项的表单无法读取"}};
  if (!values.empty() && values != "{}") return Unexpected{FormFault{"", "该事项没有表单"}};
  return std::string();
}

void object_to_form(Objections& no, const Result<std::string, FormFault>& read) {
  if (read) return;
  const auto& fault = read.error();
  no.when(true, RefusalCode::form_invalid, fault.path.empty() ? "form" : "form/" + fault.path,
          fault.chinese);
}

Decided decide_file(const Act& act, const File& command) {
  const auto& current = act.current;
  const auto matter_id = act.facts.matters.resolve(command.matter);
  const auto* matter = matter_id ? act.facts.matters.in_force(*matter_id, act.today()) : nullptr;
  const auto power = power_from(command.power);

  auto no = act.no_objections();
  no.when(current.exists, RefusalCode::case_exists, "case", act.command.case_id);
  no.when_empty(act.command.actor.id, "actor.id");
  no.when_empty(command.matter, "matter");
  no.when_empty(command.region, "region");
  no.when_empty(command.department, "department");
  no.when(command.project_name.empty() && command.project_code.empty(), RefusalCode::field_missing,
          "project_name", "project_name");
  no.when(!power, RefusalCode::field_invalid, "power", "none, first_review, plain");
  no.when(power && *power != PowerAbove::none && command.upper_department.empty(),
          RefusalCode::field_missing, "upper_department", "upper_department");
  no.when(!command.list.empty() && command.list != "pending" && command.list != "not_started" &&
              command.list != "made_up",
          RefusalCode::field_invalid, "list", "pending, not_started, made_up");
  no.when(!command.contact_phone.empty() && !is_phone(command.contact_phone),
          RefusalCode::field_invalid, "contact_phone", "手机或带区号的固定电话");
  no.when(!may_do(act.command.actor.role, "file"), RefusalCode::not_permitted, "actor.role",
          name_of(act.command.actor.role));
  for (const auto& paper : command.reused) {
    no.when(reusable(act.facts, paper) == nullptr, RefusalCode::field_invalid, "reused",
            paper.paper);
  }
  // Nobody files what he could not see afterwards: a unit under its own code only.
  no.when_said(act.command.reach && !reaches(*act.command.reach, reached_when_filed(command)),
               RefusalCode::not_permitted, "unit_code", command.unit_code);
  no.when_said(matter == nullptr && !command.matter.empty(), RefusalCode::unknown_matter, "matter",
               command.matter);
  object_to_files(no, act.command, command.files, &command.papers);
  const auto form = matter == nullptr ? Result<std::string, FormFault>(std::string())
                                      : read_form(act.facts, *matter, command.form);
  object_to_form(no, form);
  if (no) return no.first();

  auto filed = as_filed(act, command, *matter, *power);
  filed.form = *form;
  filed.told = on_receipt(*power, false, act.today(), *matter, filed.holder, act.facts.calendar);
  filed.files = attached_files(act.command, command.files);
  return act.events(std::move(filed));
}

}  // namespace qidi::domain
