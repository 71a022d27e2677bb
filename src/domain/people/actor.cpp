// Names of roles as they stand in records and commands.
#include "domain/people/actor.h"

#include <utility>

namespace qidi::domain {

namespace {

constexpr std::array<std::pair<Role, std::string_view>, 14> roles{{
    {Role::project_unit, "project_unit"},
    {Role::help_agent, "help_agent"},
    {Role::window_clerk, "window_clerk"},
    {Role::clerk, "clerk"},
    {Role::head, "head"},
    {Role::government_leader, "government_leader"},
    {Role::region_government, "region_government"},
    {Role::office, "office"},
    {Role::superior, "superior"},
    {Role::job, "job"},
    {Role::importer, "importer"},
    {Role::system_admin, "system_admin"},
    {Role::security_admin, "security_admin"},
    {Role::audit_admin, "audit_admin"},
}};

}  // namespace

std::string_view name_of(Role role) {
  for (const auto& [value, name] : roles) {
    if (value == role) return name;
  }
  return "";
}

std::optional<Role> role_from(std::string_view name) {
  for (const auto& [value, text] : roles) {
    if (text == name) return value;
  }
  return std::nullopt;
}

}  // namespace qidi::domain
