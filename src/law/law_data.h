// The law as data: calendars, matters and divisions embedded in the binary at build time
// (law/*.json, law/*.csv), read into the domain's types. A new database takes them into its
// record, so that replay needs nothing of today's build (rulings 14).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/casework/matter.h"
#include "domain/result.h"
#include "domain/time/work_calendar.h"

namespace qidi::law {

/// One region of GB/T 2260, or a functional zone beside it (type 功能区).
struct Division {
  std::string code;
  std::string name;
  int level = 0;  ///< 1 region, 2 league or city, 3 banner, county or district
  std::string parent;
  std::string type;
  std::string reporting_unit;
};

/// The years of the embedded calendar, oldest first.
std::vector<domain::CalendarYear> calendar_years();
/// The embedded calendar as revision 1.
domain::WorkCalendar published_calendar();
/// The embedded catalogue of matters.
domain::MatterCatalogue catalogue();
std::vector<Division> divisions();

/// One year of the calendar from JSON (law/README.md); the error says what is wrong.
Result<domain::CalendarYear, std::string> read_calendar_year(std::string_view json);
/// One year of the calendar from CSV with columns date,kind,name (holiday, makeup_workday).
Result<std::vector<domain::CalendarYear>, std::string> read_calendar_csv(std::string_view csv,
                                                                         std::string source);
/// One year as the JSON that `read_calendar_year` takes.
std::string to_json(const domain::CalendarYear& year);

}  // namespace qidi::law
