// The table itself stands here. Read a row as: who may send this method to this address.
#include "api/access.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace qidi::api {

namespace {

using domain::Role;
using http::Method;

using Roles = std::uint32_t;
constexpr Roles bit(Role role) {
  return Roles{1} << static_cast<unsigned>(role);
}

constexpr Roles unit = bit(Role::project_unit);
constexpr Roles agents = bit(Role::help_agent) | bit(Role::window_clerk);
constexpr Roles holders = bit(Role::clerk) | bit(Role::head);
constexpr Roles above = bit(Role::government_leader) | bit(Role::region_government) |
                        bit(Role::office) | bit(Role::superior);
constexpr Roles staff = holders | above | bit(Role::window_clerk);
constexpr Roles casework = staff | agents | unit;
constexpr Roles administrators =
    bit(Role::system_admin) | bit(Role::security_admin) | bit(Role::audit_admin);
constexpr Roles catalogue_keepers = administrators | bit(Role::office);
constexpr Roles importers = holders | bit(Role::office);

enum class Who : std::uint8_t {
  everyone,   ///< also nobody known
  signed_in,  ///< whoever signed in, with a role or without
  roles,      ///< the roles of the row, and clients of its scope
};

struct Access {
  Method method;
  std::string_view pattern;
  Who who;
  Roles roles = 0;
  std::string_view scope = {};  ///< what a client's token must allow; empty: no client may
};

constexpr auto get = Method::get;
constexpr auto post = Method::post;

constexpr std::array table{
    Access{get, "/health/live", Who::everyone},
    Access{get, "/health/ready", Who::everyone},
    Access{get, "/api/openapi.json", Who::everyone},
    Access{get, "/api/v1/site", Who::everyone},
    Access{get, "/api/v1/catalogue", Who::everyone},
    Access{get, "/api/v1/calendar", Who::everyone},
    Access{get, "/api/v1/calendar/{year}", Who::everyone},
    Access{get, "/api/v1/due-date", Who::everyone},
    Access{get, "/api/v1/workdays", Who::everyone},
    Access{get, "/api/v1/heads/latest", Who::everyone},
    Access{get, "/api/v1/demonstration-logins", Who::everyone},

    Access{post, "/api/v1/session", Who::everyone},
    Access{get, "/api/v1/session", Who::signed_in, 0, "read"},
    Access{Method::delete_, "/api/v1/session", Who::signed_in},
    Access{post, "/api/v1/session/password", Who::signed_in},
    Access{post, "/api/v1/session/second-factor", Who::signed_in},
    Access{post, "/api/v1/session/second-factor/confirm", Who::signed_in},
    Access{get, "/api/v1/events", Who::signed_in, 0, "read"},

    Access{get, "/api/v1/sign-on/begin", Who::everyone},
    Access{get, "/api/v1/sign-on/callback", Who::everyone},
    Access{post, "/api/v1/sign-on/code", Who::everyone},
    Access{get, "/api/v1/sign-on/strangers", Who::roles, administrators},
    Access{get, "/api/v1/organ-register", Who::roles, administrators},
    Access{get, "/api/v1/regions", Who::roles, administrators},
    Access{post, "/api/v1/organ-register/{act}", Who::roles, bit(Role::system_admin)},
    Access{post, "/api/v1/organ-confirmations", Who::roles, bit(Role::system_admin)},
    Access{get, "/api/v1/sign-ins", Who::roles, bit(Role::audit_admin)},
    Access{get, "/api/v1/sign-ins/file", Who::roles, bit(Role::audit_admin)},
    Access{get, "/api/v1/notices", Who::signed_in},
    Access{get, "/api/v1/notices/unread", Who::signed_in},
    Access{post, "/api/v1/notices/read", Who::signed_in},
    Access{post, "/api/v1/notices/{number}/read", Who::signed_in},
    Access{get, "/api/v1/notice-choices", Who::signed_in},
    Access{Method::put, "/api/v1/notice-choices", Who::signed_in},
    Access{post, "/api/v1/calendar-feed", Who::roles, unit | holders},
    Access{Method::delete_, "/api/v1/calendar-feed", Who::roles, unit | holders},
    // The address itself is the secret: calendar programs cannot sign in.
    Access{get, "/api/v1/calendar-feed/{secret}", Who::everyone},
    Access{get, "/api/v1/webhooks", Who::roles, bit(Role::system_admin)},
    Access{post, "/api/v1/webhooks", Who::roles, bit(Role::system_admin)},
    Access{Method::delete_, "/api/v1/webhooks/{webhook}", Who::roles, bit(Role::system_admin)},
    Access{post, "/api/v1/deliveries/send-again", Who::roles, bit(Role::system_admin)},
    Access{get, "/api/v1/own-contact", Who::signed_in},
    Access{Method::put, "/api/v1/own-contact", Who::signed_in},

    Access{get, "/api/v1/accounts", Who::roles, administrators},
    Access{post, "/api/v1/accounts", Who::roles, bit(Role::system_admin)},
    Access{post, "/api/v1/accounts/{account}/{change}", Who::roles,
           bit(Role::system_admin) | bit(Role::security_admin)},

    Access{get, "/api/v1/matters/{matter}", Who::everyone},
    Access{get, "/api/v1/matter-drafts", Who::roles, catalogue_keepers},
    Access{get, "/api/v1/matter-drafts/{matter}", Who::roles, catalogue_keepers},
    Access{Method::put, "/api/v1/matter-drafts/{matter}", Who::roles, bit(Role::system_admin)},
    Access{post, "/api/v1/matter-drafts/{matter}/{step}", Who::roles,
           bit(Role::system_admin) | bit(Role::security_admin) | bit(Role::office)},

    Access{get, "/api/v1/overview", Who::roles, staff, "read"},
    Access{get, "/api/v1/holders", Who::roles, staff, "read"},
    Access{get, "/api/v1/circulars", Who::roles, staff, "read"},
    Access{get, "/api/v1/circulars/{month}", Who::roles, staff, "read"},
    Access{get, "/api/v1/circulars/{month}/file", Who::roles, staff, "read"},
    Access{get, "/api/v1/team", Who::roles, bit(Role::head) | above, "read"},
    Access{get, "/api/v1/organs", Who::roles, casework, "read"},
    // Names and roles of the organ's own people, and what each has in hand: who shares work out,
    // and who needs a second name for a check on site (docs/decisions/0010).
    Access{get, "/api/v1/colleagues", Who::roles, holders},

    Access{get, "/api/v1/ledgers/{list}", Who::roles, casework, "read"},
    Access{get, "/api/v1/ledgers/{list}/file", Who::roles, casework, "read"},
    Access{get, "/api/v1/projects", Who::roles, unit},
    Access{post, "/api/v1/projects", Who::roles, unit},
    Access{Method::put, "/api/v1/projects/{code}", Who::roles, unit},
    Access{get, "/api/v1/projects/{code}", Who::roles, casework, "read"},
    Access{get, "/api/v1/cases/{case}", Who::roles, casework, "read"},
    Access{get, "/api/v1/cases/{case}/record", Who::roles, casework, "read"},
    Access{get, "/api/v1/cases/{case}/countdowns", Who::roles, casework, "read"},
    Access{get, "/api/v1/cases/{case}/proof", Who::roles, casework, "read"},
    Access{get, "/api/v1/cases/{case}/acts", Who::roles, casework, "read"},
    Access{get, "/api/v1/cases/{case}/asked", Who::roles, casework, "read"},
    Access{get, "/api/v1/uploads", Who::roles, casework, "act"},
    Access{post, "/api/v1/uploads", Who::roles, casework, "act"},
    Access{get, "/api/v1/uploads/{upload}", Who::roles, casework, "act"},
    Access{Method::patch, "/api/v1/uploads/{upload}", Who::roles, casework, "act"},
    Access{Method::delete_, "/api/v1/uploads/{upload}", Who::roles, casework, "act"},
    Access{get, "/api/v1/cases/{case}/files", Who::roles, casework, "read"},
    Access{get, "/api/v1/cases/{case}/files/{file}", Who::roles, casework, "read"},
    Access{get, "/api/v1/opinions", Who::roles, staff, "read"},
    Access{get, "/api/v1/cases/{case}/opinions", Who::roles, casework, "read"},
    Access{get, "/api/v1/projects/{code}/papers", Who::roles, casework, "read"},
    Access{get, "/api/v1/filing-advice", Who::roles, casework, "read"},
    Access{get, "/api/v1/cases/{case}/prerequisites", Who::roles, casework, "read"},
    Access{get, "/api/v1/projects/{code}/undecided", Who::roles,
           bit(Role::head) | bit(Role::region_government), "read"},
    Access{get, "/api/v1/joint", Who::roles, staff, "read"},
    Access{get, "/api/v1/joint/{joint}", Who::roles, staff, "read"},
    Access{post, "/api/v1/joint", Who::roles, bit(Role::head) | bit(Role::region_government)},
    Access{post, "/api/v1/joint/{joint}/{act}", Who::roles, holders | bit(Role::government_leader)},

    Access{get, "/api/v1/cases/{case}/writs", Who::roles, casework, "read"},
    Access{get, "/api/v1/cases/{case}/writs/{event}/file", Who::roles, casework, "read"},
    Access{get, "/api/v1/cases/{case}/writs/{event}/signature", Who::roles, casework, "read"},
    Access{get, "/api/v1/verify-writ", Who::everyone},
    Access{get, "/api/v1/progress", Who::everyone},
    Access{post, "/api/v1/cases", Who::roles, casework, "act"},
    Access{post, "/api/v1/cases/{case}/{act}", Who::roles, casework, "act"},

    Access{get, "/api/v1/cases/{case}/ratings", Who::roles, casework, "read"},
    Access{get, "/api/v1/cases/{case}/contact", Who::roles, casework},
    Access{post, "/api/v1/cases/{case}/contact/reveal", Who::roles, holders},
    Access{get, "/api/v1/cases/{case}/readings", Who::roles, unit | bit(Role::head)},
    Access{get, "/api/v1/team/waiting", Who::roles,
           bit(Role::head) | bit(Role::region_government) | bit(Role::government_leader)},
    Access{get, "/api/v1/team/ratings", Who::roles, bit(Role::head) | above, "read"},
    Access{get, "/api/v1/readings", Who::roles, bit(Role::audit_admin)},
    Access{get, "/api/v1/readings/file", Who::roles, bit(Role::audit_admin)},
    Access{get, "/api/v1/accounts/{account}/open-cases", Who::roles, bit(Role::system_admin)},
    Access{get, "/api/v1/sessions", Who::signed_in},
    Access{Method::delete_, "/api/v1/sessions/{session}", Who::signed_in},
    Access{Method::delete_, "/api/v1/sessions", Who::signed_in},

    Access{get, "/api/v1/imports", Who::roles, importers, "import"},
    Access{post, "/api/v1/imports", Who::roles, importers, "import"},
    Access{get, "/api/v1/imports/template", Who::roles, importers, "import"},
    Access{get, "/api/v1/imports/{import}", Who::roles, importers, "import"},
    Access{Method::put, "/api/v1/imports/{import}/mapping", Who::roles, importers, "import"},
    Access{post, "/api/v1/imports/{import}/start", Who::roles, importers, "import"},
    Access{post, "/api/v1/imports/{import}/undo", Who::roles, importers, "import"},
    Access{get, "/api/v1/imports/{import}/report", Who::roles, importers, "import"},
};

struct Page {
  std::string_view name;
  Roles roles;
};

constexpr std::array pages{
    Page{"overview", staff},
    Page{"ledgers", casework},
    Page{"circulars", staff},
    Page{"imports", importers},
    Page{"team", bit(Role::head) | above},
    Page{"accounts", administrators},
    Page{"sign_ins", bit(Role::audit_admin)},
    Page{"organs", administrators},
    Page{"joint", staff},
    Page{"matters", catalogue_keepers},
    Page{"filing", unit | agents},
    Page{"webhooks", bit(Role::system_admin)},
    Page{"readings", bit(Role::audit_admin)},
};

const Access* access_of(Method method, std::string_view pattern) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Access& row) {
    return row.method == method && row.pattern == pattern;
  });
  return found == table.end() ? nullptr : &*found;
}

http::Problem forbidden(std::string refusal, std::string detail) {
  return {403, std::move(refusal), "无权", std::move(detail), "", ""};
}

bool may(const Subject& subject, const Access& row) {
  if (row.who == Who::signed_in) return true;
  return subject.has_role && (row.roles & bit(subject.actor.role)) != 0;
}

std::optional<http::Problem> barred_client(const Subject& subject, const Access& row) {
  if (!row.scope.empty() &&
      std::find(subject.scopes.begin(), subject.scopes.end(), row.scope) != subject.scopes.end()) {
    return std::nullopt;
  }
  return forbidden("scope_missing", "这个接入令牌没有此项权限");
}

/// What a person has to do before anything else: the routes of the session itself stay open.
bool before_all_else(std::string_view pattern) {
  return pattern.starts_with("/api/v1/session");
}

}  // namespace

std::optional<http::Problem> barred(const Subject& subject, Method method, std::string_view pattern,
                                    std::string_view csrf) {
  const auto* row = access_of(method == Method::head ? get : method, pattern);
  if (row == nullptr) return forbidden("not_permitted", "这个地址没有对任何人开放");
  if (row->who == Who::everyone) return std::nullopt;
  if (!subject.known()) {
    return http::Problem{401, "not_signed_in", "未登录", "请先登录；登录可能已过期", "", ""};
  }
  if (subject.kind == Subject::Kind::client) return barred_client(subject, *row);
  const bool writes = method != get && method != Method::head;
  if (writes && csrf != subject.csrf) {
    return forbidden("csrf_missing", "缺少或不符的 X-CSRF-Token；请刷新页面后再试");
  }
  if (subject.owed.password && !before_all_else(pattern)) {
    return forbidden("password_change_needed", "请先修改初始密码");
  }
  if (subject.owed.second_factor && !before_all_else(pattern)) {
    return forbidden("second_factor_needed", "请先设置动态口令（双因素登录）");
  }
  if (may(subject, *row)) return std::nullopt;
  return forbidden("not_permitted", subject.has_role ? "您的岗位没有此项权限"
                                                     : "账号尚未授予岗位；请联系安全管理员");
}

std::string access_lines() {
  std::string lines;
  for (const auto& row : table) {
    lines += std::string(http::name_of(row.method)) + " " + std::string(row.pattern) + ":";
    if (row.who == Who::everyone) lines += " everyone";
    if (row.who == Who::signed_in) lines += " signed_in";
    for (unsigned i = 0; i < 32; ++i) {
      if ((row.roles & (Roles{1} << i)) != 0) {
        lines += " " + std::string(domain::name_of(static_cast<Role>(i)));
      }
    }
    if (!row.scope.empty()) lines += " client:" + std::string(row.scope);
    lines += "\n";
  }
  return lines;
}

std::vector<std::string> pages_of(Role role) {
  std::vector<std::string> seen;
  for (const auto& page : pages) {
    if ((page.roles & bit(role)) != 0) seen.emplace_back(page.name);
  }
  return seen;
}

}  // namespace qidi::api
