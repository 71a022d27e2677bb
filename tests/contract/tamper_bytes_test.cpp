// Every byte of every field of 300 events, one changed event in a stream at a time: all are found,
// each is named, and nobody else is blamed. reliability.md R53.
#include <sqlite3.h>

#include "cites.h"
#include "contract/tampered.h"

namespace qidi::tests {
namespace {

/// One event of each stream: in stream s the one numbered (s + turn) mod 5, so that five turns
/// reach all events and no two changed ones are neighbours in a chain.
constexpr const char* turn_rows =
    " WHERE (CAST(substr(stream, 7) AS INTEGER) + ?2) % 5 = sequence - 1";

class TamperedBytes : public Tampered {
 protected:
  void SetUp() override {
    Tampered::SetUp();
    sqlite3_create_function(db_, "flip", 2, SQLITE_UTF8, nullptr, flip, nullptr, nullptr);
  }

  /// flip(value, n): the lowest bit of its n-th byte turned over, the type kept. A value without
  /// that byte stays. Integers have eight.
  static void flip(sqlite3_context* context, int, sqlite3_value** values) {
    const auto at = sqlite3_value_int64(values[1]);
    if (sqlite3_value_type(values[0]) == SQLITE_INTEGER) {
      const auto bit = static_cast<std::uint64_t>(1) << (8 * (at - 1));
      const auto flipped = static_cast<std::uint64_t>(sqlite3_value_int64(values[0])) ^ bit;
      sqlite3_result_int64(context, static_cast<std::int64_t>(flipped));
      return;
    }
    const bool is_text = sqlite3_value_type(values[0]) == SQLITE_TEXT;
    const auto* start = static_cast<const char*>(sqlite3_value_blob(values[0]));
    std::string bytes(start, static_cast<std::size_t>(sqlite3_value_bytes(values[0])));
    if (static_cast<std::size_t>(at) <= bytes.size()) {
      auto& byte = bytes[static_cast<std::size_t>(at - 1)];
      byte = static_cast<char>(byte ^ 1);
    }
    const auto size = static_cast<int>(bytes.size());
    if (is_text) {
      sqlite3_result_text(context, bytes.data(), size, SQLITE_TRANSIENT);
    } else {
      sqlite3_result_blob(context, bytes.data(), size, SQLITE_TRANSIENT);
    }
  }

  void change(const std::string& text, int byte, int turn) {
    sqlite3_stmt* statement = nullptr;
    ASSERT_EQ(sqlite3_prepare_v2(db_, text.c_str(), -1, &statement, nullptr), SQLITE_OK) << text;
    sqlite3_bind_int(statement, 1, byte);
    sqlite3_bind_int(statement, 2, turn);
    EXPECT_EQ(sqlite3_step(statement), SQLITE_DONE);
    sqlite3_finalize(statement);
  }

  /// The places of the rows that now differ from what was kept, as the rows name themselves now.
  Places changed() {
    Places rows;
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db_,
                       "SELECT stream, sequence FROM event EXCEPT SELECT stream, sequence FROM ("
                       "SELECT * FROM event INTERSECT SELECT * FROM kept)",
                       -1, &statement, nullptr);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      const auto* stream = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
      rows.insert(
          {std::string(stream, static_cast<std::size_t>(sqlite3_column_bytes(statement, 0))),
           static_cast<std::uint64_t>(sqlite3_column_int64(statement, 1))});
    }
    sqlite3_finalize(statement);
    return rows;
  }

  void restore() { run("DELETE FROM event; INSERT INTO event SELECT * FROM kept"); }
};

TEST_F(TamperedBytes, EachIsFoundAndTheEventNamedAndNoOther) {
  cites("notice-4.3.1@606b");
  const std::vector<std::pair<std::string, int>> fields{
      {"stream", 8},         {"sequence", 8},
      {"kind", 5},           {"kind_version", 8},
      {"body", 29},          {"actor", 2},
      {"actor_name", 9},     {"role", 12},
      {"department", 9},     {"region", 6},
      {"command_id", 9},     {"recorded", 8},
      {"legal_day", 8},      {"calendar_revision", 8},
      {"previous_hash", 32}, {"hash", 32}};
  std::size_t faults = 0;
  for (const auto& [field, length] : fields) {
    for (int byte = 1; byte <= length; ++byte) {
      for (int turn = 0; turn < events_each; ++turn) {
        change("UPDATE event SET " + field + " = flip(" + field + ", ?1)" + turn_rows, byte, turn);
        const auto rows = changed();
        faults += rows.size();
        const auto found = places(verified());
        if (field == "stream" || field == "sequence") {
          // The row says another place than it had, so the place that it left is missed as well.
          for (const auto& row : rows) EXPECT_TRUE(found.contains(row)) << field << " " << byte;
        } else {
          EXPECT_EQ(found, rows) << field << " byte " << byte;
        }
        restore();
      }
    }
  }
  EXPECT_TRUE(verified().empty());
  // 60 streams x 5 events x the bytes of their fields, less what a short text has not got.
  EXPECT_GT(faults, 50'000U);
}

TEST_F(TamperedBytes, AnIndexChangedIsFound) {
  for (int index = 0; index < streams * events_each; index += 7) {
    for (int byte = 1; byte <= 8; ++byte) {
      change("UPDATE event SET global_index = flip(global_index, ?1) WHERE global_index = ?2", byte,
             index);
      EXPECT_FALSE(verified().empty()) << index << " byte " << byte;
      restore();
    }
  }
}

TEST_F(TamperedBytes, ValuesThatReadingWouldForgiveAreFound) {
  // Each of these reads as the old value when a column is converted or narrowed on the way.
  for (const auto* change :
       {"kind_version = kind_version + 4294967296",
        "calendar_revision = calendar_revision - 4294967296", "sequence = sequence + 0.25",
        "recorded = recorded || ' '", "legal_day = legal_day + 0.5",
        "kind_version = CAST(kind_version AS TEXT)", "sequence = CAST(sequence AS TEXT)",
        "body = CAST(body AS BLOB)", "actor = CAST(actor AS BLOB)", "stream = CAST(stream AS BLOB)",
        "previous_hash = zeroblob(33)", "previous_hash = x''", "previous_hash = NULL",
        "hash = CAST(hash || x'00' AS BLOB)"}) {
    run(std::string("UPDATE event SET ") + change + " WHERE stream = 'case/c7' AND sequence = 1");
    const auto found = places(verified());
    EXPECT_TRUE(found.contains({"case/c7", 1})) << change;
    EXPECT_EQ(found.size(), 1U) << change;
    restore();
  }
}

TEST_F(TamperedBytes, AByteOfALeafIsFound) {
  for (int position = 0; position < streams * events_each; position += 31) {
    run("CREATE TABLE l AS SELECT * FROM log_leaf");
    change("UPDATE log_leaf SET hash = flip(hash, ?1) WHERE position = ?2", 1 + position % 32,
           position);
    const auto found = places(verified());
    EXPECT_TRUE(found.contains(
        {stream_of(position % streams), static_cast<std::uint64_t>(position / streams + 1)}));
    run("DELETE FROM log_leaf; INSERT INTO log_leaf SELECT * FROM l; DROP TABLE l");
  }
}

}  // namespace
}  // namespace qidi::tests
