// This one compiles: it shows that the others fail for their own reason and not for a wrong flag.
#include "domain/time/work_calendar.h"
qidi::domain::DueDay due(const qidi::domain::WorkCalendar& calendar, qidi::domain::Day day) {
  return calendar.after(day, qidi::domain::WorkingDays{5});
}
