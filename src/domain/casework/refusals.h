// How the rules say no: one closed list, each with its code, clause and Chinese message. The order
// of the list is the published order: of several reasons the first one here is told.
// docs/refusals.md is made from this table. Clause N5 (reasons are owed) and domain.md 3.
#pragma once

#include <string>
#include <string_view>

namespace qidi::domain {

enum class RefusalCode {
  // The command itself.
  unknown_case,
  case_exists,
  version_stale,
  command_id_reused,
  field_missing,
  field_invalid,
  day_in_future,
  back_dating_needs_paper,
  // The person.
  not_permitted,
  not_the_holder,
  needs_two_people,
  not_own_proposal,
  not_who_acted,
  // The catalogue.
  unknown_matter,
  project_code_invalid,
  // The state.
  case_ended,
  not_in_review,
  not_deciding,
  not_waiting,
  not_paused,
  already_paused,
  not_granted,
  not_ended,
  not_removed,
  only_forward_below,
  power_is_here,
  already_forwarded,
  silence_accepted,
  already_taken,
  // The act.
  papers_missing,
  already_returned,
  already_told,
  already_in_package,
  defects_missing,
  suggestions_missing,
  defects_unanswered,
  ground_unlawful,
  notice_missing,
  days_over_cap,
  nothing_to_pause,
  already_extended,
  extension_not_asked,
  too_late_to_extend,
  too_few_officers,
  already_asked_more,
  not_proposed,
  reasons_missing,
  remedies_missing,
  no_such_writ,
  nothing_to_deliver,
  already_delivered,
  consent_missing,
  witnesses_missing,
  writ_number_taken,
  obligation_open,
  obligation_broken,
  no_obligation,
  promise_not_allowed,
  term_not_past,
  not_overdue,
  nothing_to_correct,
  day_rewrites_record,
  more_not_asked,
  agreement_open,
  agreement_not_open,
  agreement_void,
  ledger_row_live,
  ledger_value_differs,
  changed_since_import,
  // Files behind papers.
  file_unknown,
  file_unfinished,
  file_taken,
  // Between departments.
  already_on_record,
  opinion_open,
  opinion_not_open,
  not_consulted,
  opinion_not_ours,
  opinion_settled,
  unknown_joint,
  already_joint,
  joint_members_wrong,
  joint_limit_past,
  joint_concluded,
  not_the_lead,
  members_undecided,
  nothing_to_rate,
  already_rated,
  rating_closed,
  not_rated,
  already_supplemented,
  no_call_back,
  // The form of a matter, and the catalogue's upkeep.
  form_invalid,
  unknown_draft,
  draft_not_open,
  draft_not_submitted,
  matter_incomplete,
  matter_code_invalid,
  valid_from_too_early,
  limit_invalid,
  promise_over_statutory,
  basis_missing,
  codes_repeated,
  schema_invalid,
  nothing_changed,
  // Accounts and tokens.
  unknown_account,
  account_exists,
  account_disabled,
  own_account,
  duties_apart,
  last_administrator,
  second_administrator_needed,
  login_invalid,
  login_taken,
  credit_code_invalid,
  // Identities of a sign-on service, organs and regions.
  identity_taken,
  unknown_organ,
  organ_exists,
  organ_closed,
  organ_holds_cases,
  unknown_region,
  region_exists,
};

struct RefusalText {
  RefusalCode code;
  std::string_view name;
  std::string_view clause;
  std::string_view chinese;
  /// Whether it lies in what the act's fields say, not in the person, the catalogue or the state:
  /// another filling may do.
  bool about_content = false;
};

/// A rule's "no". `detail` is the message with what this case adds to it.
struct Refusal {
  RefusalCode code{};
  std::string field;   ///< the command's field at fault, where one is
  std::string detail;  ///< Chinese
  bool operator==(const Refusal& other) const { return code == other.code && field == other.field; }
};

const RefusalText& text_of(RefusalCode code);
std::string_view name_of(RefusalCode code);

/// A refusal with the table's message, and what this case adds, in Chinese.
Refusal refuse(RefusalCode code, std::string field = {}, std::string_view addition = {});

}  // namespace qidi::domain
