// One page of the ledger, the last granted first.
#include "office/issued_numbers.h"

#include "domain/people/reach.h"

namespace qidi::office {

Result<domain::NumbersShown, Fault> issued_numbers(LedgerView& view, const domain::Organ& organ,
                                                   const std::string& matter, domain::Day today) {
  LedgerPageQuery query;
  query.as_of = today;
  query.list = LedgerQuery::List::all;
  query.region_prefix = domain::region_prefix_of(organ.region);
  query.department = organ.department;
  query.matter = matter;
  query.states = {domain::CaseState::issued};
  query.sort = LedgerSort::ended;
  query.descending = true;
  QIDI_TRY(page, view.page(query));
  std::vector<std::string> given;
  for (const auto& line : page.lines) {
    if (line.standing.holder != organ || line.facts.document_no.empty()) continue;
    given.push_back(line.facts.document_no);
  }
  return domain::numbers_shown(given, domain::year_of(today));
}

}  // namespace qidi::office
