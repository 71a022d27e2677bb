// Who acts: the person or job behind an act, with role, department and region as they were then
// (reliability.md, invariant 6). Also which organ holds a case.
#pragma once

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace qidi::domain {

/// The subjects of domain.md 10 that perform acts on cases, and the three administrators, who do
/// none (三员分立).
enum class Role {
  project_unit,       ///< 项目单位
  help_agent,         ///< 帮办代办人员
  window_clerk,       ///< 窗口人员, files for a unit on paper
  clerk,              ///< 经办人
  head,               ///< 部门负责人
  government_leader,  ///< 本级政府负责人 (行政许可法 42, joint handling)
  region_government,  ///< 盟行政公署, 市人民政府
  office,             ///< 领导小组办公室
  superior,           ///< 上级部门
  job,                ///< a scheduled job; only another client of the same path
  importer,           ///< bulk import from a department's sheet
  system_admin,       ///< 系统管理员: opens, changes and closes accounts
  security_admin,     ///< 安全管理员: grants roles, resets passwords
  audit_admin,        ///< 审计管理员: reads, and changes nothing
};

/// The stable text of a role, as it stands in records and commands.
std::string_view name_of(Role role);
std::optional<Role> role_from(std::string_view name);

/// The one who acts. `id` never empty; a job's id names the job.
struct Actor {
  std::string id;
  std::string name;
  Role role = Role::clerk;
  std::string department;
  std::string region;
  auto operator<=>(const Actor&) const = default;
};

/// An approval organ as a holder of cases: the department and the region it serves. The same
/// department id in two regions is two organs.
struct Organ {
  std::string region;
  std::string department;
  auto operator<=>(const Organ&) const = default;
};

}  // namespace qidi::domain
