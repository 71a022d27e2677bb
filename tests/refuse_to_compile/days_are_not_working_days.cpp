// A working day is not twenty-four hours: only a calendar may add working days to a day.
#include "domain/time/work_calendar.h"
qidi::domain::Day late(qidi::domain::Day day) {
  return day + qidi::domain::WorkingDays{5};
}
