// Opening a data directory for a verb, the rehearsal's clock, and how failures are told.
// Rulings 5, 13; interface.md, exit codes.
#include <ostream>

#include "cli/verbs.h"

namespace qidi::cli {

Exit report(Doors& doors, const office::Fault& fault) {
  doors.err << "qidi: " << fault.message << '\n';
  switch (fault.kind) {
    case office::FaultKind::unreadable:
    case office::FaultKind::not_found:
    case office::FaultKind::newer_schema:
      return Exit::wrong_use;
    case office::FaultKind::store_failed:
    case office::FaultKind::store_full:
    case office::FaultKind::locked:
    case office::FaultKind::conflict:
      return Exit::store_failed;
  }
  return Exit::store_failed;
}

Exit wrong_use(Doors& doors, const std::string& what) {
  doors.err << "qidi: " << what << '\n';
  return Exit::wrong_use;
}

Result<ChosenClock, std::string> chosen_clock(Doors& doors, const std::string& now) {
  if (now.empty()) return ChosenClock(doors.clock, std::nullopt);
  const auto instant = domain::parse_instant(now);
  if (instant) return ChosenClock(doors.clock, instant);
  if (const auto day = domain::parse_day(now)) {
    return ChosenClock(doors.clock, domain::start_of(*day) + std::chrono::hours{9});
  }
  return Unexpected{"--now 应为 RFC 3339 的时刻或 YYYY-MM-DD：" + now};
}

Doors::Opened open_writing(Doors& doors, const DataOptions& options) {
  QIDI_TRY(store, doors.open_for_writing(options.data, options.keys));
  QIDI_TRY(kind, store->kind());
  const bool rehearses = !options.now.empty();
  if (rehearses && kind == office::DirectoryKind::live) {
    return Unexpected{
        office::Fault{office::FaultKind::unreadable,
                      options.data + " 是正式数据，不能用 --now 演练；请换一个空目录或其副本"}};
  }
  if (kind == office::DirectoryKind::empty) {
    QIDI_CHECK(store->set_kind(rehearses ? office::DirectoryKind::rehearsal
                                         : office::DirectoryKind::live));
  }
  return store;
}

}  // namespace qidi::cli
