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

Read<std::string> known_case(office::Store& store, const http::Request& request) {
  auto known = store.reader().find_case(std::string(request.segment("case")));
  if (!known || !*known) return Unexpected{no_such_case()};
  if (subject_of(request).reach.kind == domain::Reach::Kind::everything) return **known;
  auto rows = store.view().case_rows(**known);
  if (!rows || !*rows || out_of_reach(request, **rows)) return Unexpected{no_such_case()};
  return **known;
}

}  // namespace qidi::api
