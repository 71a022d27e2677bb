// Parts joined, no value ever.
#include "store/sqlite/ledger_sql.h"

#include "store/sqlite/connection.h"

namespace qidi::store {

std::string ledger_sql(const office::LedgerQuery& query) {
  using List = office::LedgerQuery::List;
  using LightIs = office::LedgerQuery::LightIs;
  std::string text(sql("ledger_select"));
  const auto add = [&](std::string_view part) { text.append(sql(part)); };
  switch (query.list) {
    case List::pending:
      add("ledger_pending");
      break;
    case List::overdue:
      add("ledger_overdue");
      break;
    case List::not_started:
      add("ledger_not_started");
      break;
    case List::made_up:
      add("ledger_made_up");
      break;
    case List::all:
      break;
  }
  if (!query.region_prefix.empty()) add("ledger_region");
  if (!query.department.empty()) add("ledger_department");
  if (!query.matter.empty()) add("ledger_matter");
  if (!query.unit_code.empty()) add("ledger_unit");
  if (query.light) {
    switch (*query.light) {
      case LightIs::none:
        add("ledger_light_none");
        break;
      case LightIs::paused:
        add("ledger_light_paused");
        break;
      case LightIs::green:
        add("ledger_light_green");
        break;
      case LightIs::yellow:
        add("ledger_light_yellow");
        break;
      case LightIs::red:
        add("ledger_light_red");
        break;
      case LightIs::red_by_law:
        add("ledger_light_red_by_law");
        break;
    }
  }
  add("ledger_order");
  return text;
}

}  // namespace qidi::store
