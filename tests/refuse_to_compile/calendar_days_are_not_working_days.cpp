// Thirty days in one law are not thirty working days in another.
#include "domain/time/work_calendar.h"
qidi::domain::WorkingDays promised() {
  return qidi::domain::CalendarDays{30};
}
