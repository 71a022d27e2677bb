// See reached_case.h.
#include "api/reached_case.h"

#include "api/subject.h"
#include "domain/casework/case_reach.h"

namespace qidi::api {

Read<domain::CaseRows> reached_case_of(office::Store& store, const http::Request& request) {
  auto known = store.reader().find_case(std::string(request.segment("case")));
  if (!known || !*known) return Unexpected{no_such_case()};
  auto rows = store.view().case_rows(**known);
  if (!rows || !*rows) return Unexpected{no_such_case()};
  if (!domain::reaches(subject_of(request).reach, domain::reached_case(**rows))) {
    return Unexpected{no_such_case()};
  }
  return std::move(**rows);
}

}  // namespace qidi::api
