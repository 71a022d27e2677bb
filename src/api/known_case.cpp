// One answer to both: none such, and none of yours.
#include "api/known_case.h"

#include "api/problems.h"
#include "api/subject.h"
#include "domain/casework/case_reach.h"

namespace qidi::api {

http::Problem no_such_case() {
  return not_found("没有这个办件；请核对办件编号或原编号");
}

bool out_of_reach(const http::Request& request, const domain::CaseRows& rows) {
  return !domain::reaches(subject_of(request).reach, domain::reached_case(rows));
}

namespace {

Read<std::string> case_named(office::Store& store, const http::Request& request) {
  auto known = store.reader().find_case(std::string(request.segment("case")));
  if (!known) return Unexpected{problem_of(known.error())};
  if (!*known) return Unexpected{no_such_case()};
  return std::move(**known);
}

}  // namespace

Read<domain::CaseRows> reached_case_of(office::Store& store, const http::Request& request) {
  QIDI_TRY(case_id, case_named(store, request));
  auto rows = store.view().case_rows(case_id);
  if (!rows) return Unexpected{problem_of(rows.error())};
  if (!*rows || out_of_reach(request, **rows)) return Unexpected{no_such_case()};
  return std::move(**rows);
}

Read<std::string> known_case(office::Store& store, const http::Request& request) {
  QIDI_TRY(case_id, case_named(store, request));
  if (subject_of(request).reach.kind != domain::Reach::Kind::everything) {
    QIDI_CHECK(reached_case_of(store, request));
  }
  return case_id;
}

}  // namespace qidi::api
