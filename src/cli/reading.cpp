// Opening for questions; an earlier knowledge is derived anew from the record, in memory.
#include "cli/reading.h"

#include <charconv>

#include "office/rebuild.h"
#include "record/merkle.h"
#include "record/system_codec.h"

namespace qidi::cli {

namespace {

office::Fault malformed(const std::string& known_by) {
  return {office::FaultKind::unreadable,
          "--known-by 应为 RFC 3339 的时刻、YYYY-MM-DD（当日结束）或流水总号：" + known_by};
}

/// The instant that an index of the log was recorded at.
Result<domain::Instant, office::Fault> instant_of_index(office::EventReader& reader,
                                                        unsigned long long index) {
  std::optional<domain::Instant> found;
  QIDI_CHECK(reader.each_in_log_order(
      [&](const record::SealedEvent& event) -> Result<void, office::Fault> {
        if (event.global_index <= index) found = event.envelope.recorded;
        return {};
      }));
  if (!found) return Unexpected{malformed(std::to_string(index))};
  return *found;
}

Result<domain::Instant, office::Fault> known_until(office::EventReader& reader,
                                                   const std::string& known_by) {
  if (const auto instant = domain::parse_instant(known_by)) return *instant;
  if (const auto day = domain::parse_day(known_by)) {
    return domain::start_of(*day + std::chrono::days{1}) - std::chrono::seconds{1};
  }
  unsigned long long index = 0;
  const auto [end, failed] =
      std::from_chars(known_by.data(), known_by.data() + known_by.size(), index);
  if (failed != std::errc{} || end != known_by.data() + known_by.size()) {
    return Unexpected{malformed(known_by)};
  }
  return instant_of_index(reader, index);
}

}  // namespace

Result<Reading, office::Fault> open_reading(Doors& doors, const std::string& data,
                                            const std::string& known_by) {
  QIDI_TRY(store, doors.open_for_reading(data));
  QIDI_TRY(system_events, store->reader().load(std::string(record::system_stream)));
  std::optional<domain::Instant> until;
  if (!known_by.empty()) {
    QIDI_TRY(instant, known_until(store->reader(), known_by));
    until = instant;
  }
  QIDI_TRY(rules, office::read_rule_book(system_events, until));
  Reading reading{std::move(store), nullptr, std::move(rules), "", 0};
  record::MerkleFrontier frontier;
  QIDI_CHECK(reading.store->reader().each_leaf(
      [&](std::uint64_t, const record::Digest& leaf) -> Result<void, office::Fault> {
        frontier.append(leaf);
        return {};
      }));
  reading.root = record::to_hex(frontier.root());
  reading.log_size = frontier.size();
  if (until) {
    reading.past = doors.open_in_memory();
    QIDI_TRY(cases,
             office::derive_rows(reading.store->reader(), until, [&](const domain::CaseRows& rows) {
               return reading.past->rows().put(rows);
             }));
    (void)cases;
  }
  return reading;
}

}  // namespace qidi::cli
