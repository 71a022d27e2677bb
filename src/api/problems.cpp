// The one table from refusals to statuses.
#include "api/problems.h"

#include <algorithm>

namespace qidi::api {

namespace {

int status_of(domain::RefusalCode code) {
  using Code = domain::RefusalCode;
  switch (code) {
    case Code::unknown_case:
    case Code::unknown_account:
    case Code::unknown_organ:
    case Code::unknown_joint:
    case Code::unknown_draft:
      return 404;
    case Code::case_exists:
    case Code::version_stale:
      return 409;
    case Code::command_id_reused:
    case Code::field_missing:
    case Code::field_invalid:
    case Code::day_in_future:
    case Code::back_dating_needs_paper:
    case Code::unknown_matter:
    case Code::project_code_invalid:
    case Code::login_invalid:
    case Code::credit_code_invalid:
    case Code::unknown_region:
    case Code::form_invalid:
    case Code::matter_incomplete:
    case Code::matter_code_invalid:
    case Code::valid_from_too_early:
    case Code::limit_invalid:
    case Code::promise_over_statutory:
    case Code::basis_missing:
    case Code::codes_repeated:
    case Code::schema_invalid:
      return 422;
    case Code::not_permitted:
    case Code::not_the_holder:
    case Code::needs_two_people:
    case Code::not_own_proposal:
    case Code::not_who_acted:
    case Code::not_consulted:
    case Code::opinion_not_ours:
    case Code::not_the_lead:
    case Code::own_account:
    case Code::duties_apart:
    case Code::second_administrator_needed:
      return 403;
    default:
      // The state of the case, or a rule of the act: what was asked cannot be done to it now.
      return 409;
  }
}

/// Whether a byte of UTF-8 is the first of its character.
bool begins_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) != 0x80U;
}

}  // namespace

http::Problem problem_of(const domain::Refusal& refusal) {
  const auto& text = domain::text_of(refusal.code);
  http::Problem problem;
  problem.status = status_of(refusal.code);
  problem.refusal = std::string(text.name);
  problem.title = std::string(text.chinese);
  problem.detail = refusal.detail;
  problem.clause = std::string(text.clause);
  problem.field = refusal.field;
  return problem;
}

http::Problem problem_of(const office::Fault& fault) {
  using Kind = office::FaultKind;
  const auto said = [](int status, const char* refusal, const char* detail) {
    return http::Problem{status, refusal, "", detail, "", ""};
  };
  switch (fault.kind) {
    case Kind::not_found:
      return not_found("没有这个办件");
    case Kind::conflict:
      return said(409, "conflict", "同时有人改动了这个办件，请刷新后重试");
    case Kind::store_full:
      return said(503, "store_full", "存储空间已满，暂时不能写入；读取不受影响");
    case Kind::locked:
    case Kind::store_failed:
      return said(503, "store_failed", "存储暂时不可用，请稍后重试");
    case Kind::newer_schema:
    case Kind::unreadable:
      break;
  }
  return said(500, "unreadable", "记录中有读不出的内容，请联系管理员核验记录");
}

http::Response response_of(const office::Fault& fault) {
  const auto problem = problem_of(fault);
  auto response = http::to_response(problem);
  if (problem.status == 503) {
    response.set("Retry-After", fault.kind == office::FaultKind::store_full ? "30" : "5");
  }
  return response;
}

http::Response too_busy() {
  return http::plain_problem(503, "overloaded", "正在处理的办理太多，请稍后用同一个键重试")
      .set("Retry-After", "2");
}

std::string quoted(std::string_view text, std::size_t most) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!begins_character(text[i])) continue;
    if (characters++ == most) return std::string(text.substr(0, i)) + "…";
  }
  return std::string(text);
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

http::Problem bad_parameter(std::string_view field, std::string detail) {
  http::Problem problem;
  problem.status = 400;
  problem.refusal = "parameter_invalid";
  problem.title = "请求中有读不懂的内容";
  problem.detail = std::move(detail);
  problem.field = std::string(field);
  return problem;
}

http::Problem not_found(std::string detail) {
  http::Problem problem;
  problem.status = 404;
  problem.refusal = "not_found";
  problem.title = "没有找到";
  problem.detail = std::move(detail);
  return problem;
}

}  // namespace qidi::api
