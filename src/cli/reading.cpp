// Opening for questions; an earlier knowledge is derived anew from the record, in memory.
#include "cli/reading.h"

#include <charconv>
#include <limits>

#include "office/rebuild.h"
#include "record/merkle.h"
#include "record/system_codec.h"

namespace qidi::cli {

namespace {

office::Fault malformed(const std::string& known_by) {
  return {office::FaultKind::unreadable,
          "--known-by 应为 RFC 3339 的时刻、YYYY-MM-DD（当日结束）或流水总号：" + known_by};
}

Result<office::KnownBy, office::Fault> known_by_from(const std::string& text) {
  office::KnownBy known_by;
  if (text.empty()) return known_by;
  if (const auto instant = domain::parse_instant(text)) {
    known_by.instant = instant;
    return known_by;
  }
  if (const auto day = domain::parse_day(text)) {
    known_by.instant = domain::start_of(*day + std::chrono::days{1}) - std::chrono::seconds{1};
    return known_by;
  }
  std::uint64_t index = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (failed != std::errc{} || end != text.data() + text.size()) {
    return Unexpected{malformed(text)};
  }
  known_by.index = index;
  return known_by;
}

/// How much of the log was known: recorded instants never go back, so it is a beginning of it.
Result<std::uint64_t, office::Fault> known_size(office::EventReader& reader,
                                                const office::KnownBy& known_by) {
  std::uint64_t size = 0;
  QIDI_CHECK(reader.each_in_log_order(
      [&](const record::SealedEvent& event) -> Result<void, office::Fault> {
        if (known_by.holds(event)) ++size;
        return {};
      }));
  return size;
}

}  // namespace

Result<Reading, office::Fault> open_reading(Doors& doors, const std::string& data,
                                            const std::string& known_text) {
  QIDI_TRY(store, doors.open_for_reading(data));
  QIDI_TRY(system_events, store->reader().load(std::string(record::system_stream)));
  QIDI_TRY(known_by, known_by_from(known_text));
  QIDI_TRY(rules, office::known_rule_book(std::move(system_events), known_by));
  Reading reading{std::move(store), nullptr, std::move(rules), "", 0};
  auto& reader = reading.store->reader();
  auto size = std::numeric_limits<std::uint64_t>::max();
  if (!known_by.is_all()) {
    QIDI_TRY(known, known_size(reader, known_by));
    size = known;
  }
  record::MerkleFrontier frontier;
  QIDI_CHECK(reader.each_leaf(
      [&](std::uint64_t position, const record::Digest& leaf) -> Result<void, office::Fault> {
        if (position < size) frontier.append(leaf);
        return {};
      }));
  reading.root = record::to_hex(frontier.root());
  reading.log_size = frontier.size();
  if (!known_by.is_all()) {
    reading.past = doors.open_in_memory();
    QIDI_TRY(cases, office::derive_rows(reader, known_by, [&](const domain::CaseRows& rows) {
               return reading.past->rows().put(rows);
             }));
    (void)cases;
  }
  return reading;
}

}  // namespace qidi::cli
