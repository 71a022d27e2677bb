// Events to and from columns. Private to the SQLite store.
#pragma once

#include "store/sqlite/connection.h"

namespace qidi::store {

/// The event in the columns of events_*.sql. A row of other types or sizes than an event's comes
/// without its hash, so that it can't be taken for one.
record::SealedEvent event_from(const Statement& row);
inline constexpr int event_columns = 17;
Result<void, office::Fault> insert_event(Connection& db, const record::SealedEvent& event);

}  // namespace qidi::store
