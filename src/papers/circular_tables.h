// The tables of the monthly circular: by league, ranking of organs, by matter, and the whole.
// Headings and columns are those of domain.md 7. N10.
#pragma once

#include "papers/circular_paper.h"

namespace qidi::papers {

/// 新城区自然资源局: the region is not said twice where the department's name begins with it.
std::string organ_title(const domain::Organ& organ, const CircularNames& names);

Table table_by_league(const office::Circular& circular, const CircularNames& names);
/// Organs with overdue cases, worst first, at most `limit` (0: every ranked organ).
Table table_of_ranks(const office::Circular& circular, const CircularNames& names,
                     std::size_t limit);
Table table_by_matter(const office::Circular& circular, const CircularNames& names);
/// Region, department, matter and every main column, with the total.
Table table_of_all(const office::Circular& circular, const CircularNames& names);

}  // namespace qidi::papers
