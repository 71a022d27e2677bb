// Column by column, in the order of the SQL files.
#include "store/sqlite/event_rows.h"

#include <utility>

namespace qidi::store {

namespace {

/// Whether every column holds what an event's column holds, and a number that fits its field: what
/// was narrowed or converted on reading would escape the hash.
bool is_whole(const Statement& row) {
  for (const int column : {0, 2, 4, 12, 13, 14}) {
    if (!row.is_number(column)) return false;
  }
  for (const int column : {1, 3, 5, 6, 7, 8, 9, 10, 11}) {
    if (!row.is_text(column)) return false;
  }
  for (const int column : {15, 16}) {
    if (!row.is_blob(column) || row.bytes(column).size() != sizeof(record::Digest)) return false;
  }
  return std::in_range<std::uint32_t>(row.number(4)) && std::in_range<std::int32_t>(row.number(14));
}

}  // namespace

record::SealedEvent event_from(const Statement& row) {
  // Asked first: reading a blob as text makes SQLite call it a text from then on.
  const bool is_an_event = is_whole(row);
  record::SealedEvent event;
  auto& e = event.envelope;
  event.global_index = static_cast<std::uint64_t>(row.number(0));
  e.stream = row.text(1);
  e.sequence = static_cast<std::uint64_t>(row.number(2));
  e.kind = row.text(3);
  e.kind_version = static_cast<std::uint32_t>(row.number(4));
  e.body = row.text(5);
  e.actor = row.text(6);
  e.actor_name = row.text(7);
  e.role = row.text(8);
  e.department = row.text(9);
  e.region = row.text(10);
  e.command_id = row.text(11);
  e.recorded = domain::Instant{std::chrono::seconds{row.number(12)}};
  e.legal_day = row.day(13);
  e.calendar_revision = static_cast<std::int32_t>(row.number(14));
  e.previous_hash = row.digest(15);
  // Without a hash nothing matches: a row that is not whole is found where it stands.
  if (is_an_event) event.hash = row.digest(16);
  return event;
}

Result<void, office::Fault> insert_event(Connection& db, const record::SealedEvent& event) {
  const auto& e = event.envelope;
  QIDI_TRY(insert, db.prepare("event_insert"));
  return insert.bind(1, static_cast<std::int64_t>(event.global_index))
      .bind(2, e.stream)
      .bind(3, static_cast<std::int64_t>(e.sequence))
      .bind(4, e.kind)
      .bind(5, static_cast<std::int64_t>(e.kind_version))
      .bind(6, e.body)
      .bind(7, e.actor)
      .bind(8, e.actor_name)
      .bind(9, e.role)
      .bind(10, e.department)
      .bind(11, e.region)
      .bind(12, e.command_id)
      .bind(13, static_cast<std::int64_t>(e.recorded.time_since_epoch().count()))
      .bind(14, e.legal_day)
      .bind(15, static_cast<std::int64_t>(e.calendar_revision))
      .bind(16, e.previous_hash)
      .bind(17, event.hash)
      .run();
}

}  // namespace qidi::store
