// One comparison for all.
#include "store/page_order.h"

#include <algorithm>
#include <cassert>

namespace qidi::store {

office::PageCursor place_of(const office::LedgerPageQuery& query, const office::LedgerLine& line,
                            std::int64_t case_no) {
  office::PageCursor place{query.sort, query.descending, "", std::nullopt, case_no};
  switch (query.sort) {
    case office::LedgerSort::due:
      place.day = line.standing.due;
      break;
    case office::LedgerSort::received:
      place.day = line.facts.received;
      break;
    case office::LedgerSort::accepted:
      place.day = line.standing.accepted;
      break;
    case office::LedgerSort::ended:
      place.day = line.standing.ended;
      break;
    case office::LedgerSort::region:
      place.text = line.standing.holder.region;
      place.day = line.standing.due;
      break;
    case office::LedgerSort::matter:
      place.text = line.facts.matter;
      place.day = line.standing.due;
      break;
  }
  return place;
}

bool comes_before(const office::PageCursor& a, const office::PageCursor& b) {
  assert(a.sort == b.sort && a.descending == b.descending);
  if (a.text != b.text) return (a.text < b.text) != a.descending;
  if (a.day != b.day) {
    if (!a.day || !b.day) return a.day.has_value();
    // Within one region or matter the nearest due day comes first either way.
    const bool by_text =
        a.sort == office::LedgerSort::region || a.sort == office::LedgerSort::matter;
    return (*a.day < *b.day) != (a.descending && !by_text);
  }
  return a.case_no < b.case_no;
}

std::size_t page_size(const office::LedgerPageQuery& query) {
  return static_cast<std::size_t>(std::clamp(query.limit, 1, 200));
}

}  // namespace qidi::store
