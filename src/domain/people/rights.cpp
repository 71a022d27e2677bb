// The table. Each line: an act, and the roles of domain.md 3, column "who".
#include "domain/people/rights.h"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace qidi::domain {

namespace {

struct Right {
  std::string_view act;
  std::array<Role, 6> roles;
  std::size_t count;
  constexpr Right(std::string_view name, std::initializer_list<Role> list)
      : act(name), roles{}, count(list.size()) {
    std::copy(list.begin(), list.end(), roles.begin());
  }
};

constexpr std::array rights{
    Right{"file", {Role::project_unit, Role::help_agent, Role::window_clerk}},
    Right{"accept", {Role::clerk}},
    Right{"accept_on_promise", {Role::clerk}},
    Right{"accept_with_gap", {Role::clerk}},
    Right{"return_once", {Role::clerk}},
    Right{"refile", {Role::project_unit, Role::help_agent, Role::window_clerk}},
    Right{"not_accept", {Role::clerk}},
    Right{"forward", {Role::clerk, Role::head}},
    Right{"send_back", {Role::clerk, Role::head}},
    Right{"ask_more", {Role::clerk}},
    Right{"pause", {Role::clerk}},
    Right{"prolong", {Role::clerk}},
    Right{"resume", {Role::clerk}},
    Right{"ask_extension", {Role::clerk}},
    Right{"extend", {Role::head, Role::government_leader}},
    Right{"check_site", {Role::clerk}},
    Right{"propose", {Role::clerk}},
    Right{"decide", {Role::head}},
    Right{"issue", {Role::clerk}},
    Right{"deliver", {Role::clerk, Role::head, Role::window_clerk}},
    Right{"confirm_receipt", {Role::project_unit}},
    Right{"withdraw", {Role::project_unit, Role::help_agent, Role::window_clerk}},
    Right{"close_unanswered", {Role::clerk}},
    Right{"assign", {Role::head}},
    Right{"hand_over", {Role::head}},
    Right{"transfer", {Role::head}},
    Right{"explain_overdue", {Role::clerk, Role::head}},
    Right{"fulfil_obligation",
          {Role::project_unit, Role::help_agent, Role::window_clerk, Role::clerk}},
    Right{"break_obligation", {Role::clerk, Role::head}},
    Right{"reopen", {Role::superior, Role::office}},
    Right{"remove", {Role::region_government}},
    Right{"restore", {Role::region_government}},
    Right{"correct",
          {Role::clerk, Role::head, Role::window_clerk, Role::office, Role::project_unit}},
    Right{"recount", {Role::job}},
    Right{"settle", {Role::job}},
    Right{"adopt_from_ledger", {Role::importer}},
    Right{"undo_import", {Role::importer}},
    Right{"ask_opinion", {Role::clerk}},
    Right{"give_opinion", {Role::clerk, Role::head}},
    Right{"withdraw_opinion", {Role::clerk, Role::head}},
    Right{"rate", {Role::project_unit, Role::help_agent}},
    Right{"supplement_rating", {Role::project_unit, Role::help_agent}},
    Right{"call_back", {Role::head}},
    // domain.md 3 gives assigning to heads. Taking what nobody has is no assigning: it names
    // nobody but oneself and takes nothing from anybody (docs/decisions/0010).
    Right{"take", {Role::clerk}},
    Right{"refuse_extension", {Role::head, Role::government_leader}},
    Right{"send_back_proposal", {Role::head}},
    Right{"take_back_proposal", {Role::clerk}},
    Right{"answer_more", {Role::project_unit, Role::help_agent, Role::window_clerk}},
    Right{"ask_agreement",
          {Role::clerk, Role::head, Role::window_clerk, Role::office, Role::project_unit,
           Role::region_government}},
    Right{"agree", {Role::head, Role::region_government}},
    Right{"decline_agreement",
          {Role::clerk, Role::head, Role::window_clerk, Role::office, Role::project_unit,
           Role::region_government}},
};

}  // namespace

bool may_do(Role role, std::string_view act) {
  for (const auto& right : rights) {
    if (right.act != act) continue;
    const auto* end = right.roles.begin() + right.count;
    return std::find(right.roles.begin(), end, role) != end;
  }
  return false;
}

std::vector<std::string> acts_of(Role role) {
  std::vector<std::string> acts;
  for (const auto& right : rights) {
    if (may_do(role, right.act)) acts.emplace_back(right.act);
  }
  return acts;
}

bool acts_for_holder(Role role) {
  return role == Role::clerk || role == Role::head;
}

}  // namespace qidi::domain
