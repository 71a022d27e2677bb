// What is known of departments: entered in the register, or only named by cases. One page of a
// list, and the same list whole for confirming all of it. N1, N10; docs/decisions/0017.
#pragma once

#include <string>
#include <vector>

#include "api/service.h"
#include "http/routes.h"
#include "office/organ_desk.h"

namespace qidi::api {

enum class OrganList {
  registered,  ///< entered, neither closed nor only another name
  unverified,  ///< only cases name it
  closed,      ///< no longer in force, or merged into another
};

/// A department with what cases tell of it.
struct OrganFound {
  domain::RegisteredOrgan entry;
  OrganList list{};
  long long ever = 0;  ///< movements of cases that it ever had
  long long open = 0;  ///< cases that it holds
};

struct OrganQuery {
  OrganList list{};
  std::string region_prefix;  ///< empty: any region
  std::string region;         ///< not empty: this region itself, none below it
  std::string words;          ///< each in the department's, line's or region's name, or its code
};

/// Every department of every list, in order of region and name.
Result<std::vector<OrganFound>, office::Fault> all_organs(Service& service, office::Store& store);
/// Whether the query finds it, apart from the list.
bool fits(const OrganFound& organ, const OrganQuery& query, const office::Regions& regions);

/// What the register cannot know of an act: of regions from the table, of cases from the lists.
office::OrganFactsFor organ_facts_for(Service& service);

void add_organ_list(http::Routes& routes, Service& service);
/// Confirming many at once: see organ_confirmations.cpp.
void add_organ_confirmations(http::Routes& routes, Service& service);

}  // namespace qidi::api
