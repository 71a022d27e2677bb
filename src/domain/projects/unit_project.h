// A project as its unit registers it: under its national code, or under a marked local id until it
// has one. What is typed here once goes into each of its filings. Promises: one national code is
// one unit's; shapes of codes are checked, their check digit never; what looks odd is told as a
// doubt and bars nothing. Clauses N8, N9; domain.md 1, 6; docs/decisions/0020.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/casework/refusals.h"
#include "domain/people/actor.h"
#include "domain/result.h"
#include "domain/time/day.h"

namespace qidi::domain {

/// How the state looks at the project itself (审批、核准、备案), and the matter by which it does.
struct ProjectKind {
  std::string_view name;
  std::string_view chinese;
  std::string_view matter;  ///< id in the catalogue
};
inline constexpr std::array<ProjectKind, 3> project_kinds{{
    {"approval", "审批", "government_investment_approval"},
    {"verification", "核准", "project_approval"},
    {"filing", "备案", "project_filing"},
}};
/// The kind of this name; null when there is none.
const ProjectKind* project_kind(std::string_view name);

/// What is said of a project, in one piece: a change gives all of it again.
struct ProjectEntry {
  std::string name;
  std::string region;        ///< code of where it lies
  std::string kind;          ///< a ProjectKind's name
  std::string trade;         ///< 行业, in the unit's words; may be empty
  long long investment = 0;  ///< 万元; 0: not said
  bool operator==(const ProjectEntry&) const = default;
};

// What may happen to a project. Under a code that was given up another unit may register.
struct ProjectRegistered : ProjectEntry {
  std::string unit_name;
  std::string unit_code;
  std::vector<std::string> earlier;  ///< codes under which the unit had it before, oldest first
};
struct ProjectChanged : ProjectEntry {};
/// It goes on under another code: it got one, or this one was wrong.
struct ProjectMoved {
  std::string to;
};
using ProjectEventBody = std::variant<ProjectRegistered, ProjectChanged, ProjectMoved>;
/// "project_registered", …
std::string_view kind_of(const ProjectEventBody& body);

/// A project as its events left it. No unit: nobody has registered it, or it has moved on.
struct UnitProject : ProjectEntry {
  std::string code;
  std::string unit_name;
  std::string unit_code;
  std::vector<std::string> earlier;
  std::string moved_to;
  std::uint64_t version = 0;  ///< events so far
  bool is_registered() const { return !unit_code.empty(); }
};
void evolve(UnitProject& project, const ProjectEventBody& event);

/// What stands in for the code of a project that has none yet: "LOCAL-" and twelve hex digits.
inline constexpr std::string_view local_code_mark = "LOCAL-";
bool is_local_code(std::string_view code);

struct RegisterProject : ProjectEntry {
  std::string code;  ///< as typed; empty: none yet
};
struct ChangeProject : ProjectEntry {
  std::string code;  ///< the one it has now, or the one under which it goes on
};
struct ProjectCommand {
  std::string command_id;
  Actor actor;
  std::string unit_name;
  std::string unit_code;
  std::variant<RegisterProject, ChangeProject> body;
};

/// What a project cannot know of the world.
struct ProjectFacts {
  bool region_known = false;
  UnitProject current;  ///< of the code in the address; of the code asked for, when registering
  UnitProject target;   ///< of the code that a change moves to; empty when it keeps its own
  /// Cases stand under the code asked for, and none of them is this unit's.
  bool others_have_cases = false;
};

/// Why a code cannot be had although nothing is wrong with what was typed.
enum class CodeHeld { no, by_own_unit, by_another };
/// Whether the command asks for a code that is somebody's already. Who that is, is never told.
CodeHeld code_held(const ProjectCommand& command, const ProjectFacts& facts);

/// Events by stream: of the code in the address, and of the code moved to.
struct ProjectEvents {
  std::vector<ProjectEventBody> current;
  std::vector<ProjectEventBody> target;
};
/// What becomes of a command whose code is not held, or the first reason why not. No events: it is
/// so already.
Result<ProjectEvents, Refusal> decide_project(const ProjectCommand& command,
                                              const ProjectFacts& facts);

/// What looks odd about a project's code.
enum class CodeDoubt {
  region_unknown,    ///< the code names a region that the table does not have
  region_elsewhere,  ///< the code names another city or league than the project's place
};
std::string_view name_of(CodeDoubt doubt);
std::string_view chinese_of(CodeDoubt doubt);
/// `code_region_known`: whether the table has the code's region. None for a local id.
std::vector<CodeDoubt> doubts_about(std::string_view code, std::string_view region,
                                    bool code_region_known);

}  // namespace qidi::domain
