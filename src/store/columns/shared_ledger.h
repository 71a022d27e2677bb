// The columns kept beside a database: loaded once, then only what changed, by whoever asks next.
// Shared by all readers of one directory in a process; each question sees columns of exactly one
// committed state. Nothing here is the truth: a restart reads it again from the rows.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <mutex>
#include <shared_mutex>

#include "office/ports.h"
#include "store/columns/ledger_columns.h"

namespace qidi::store {

/// A state of the rows of a database.
struct RowsVersion {
  std::int64_t epoch = 0;    ///< how often the rows were cleared
  std::int64_t changed = 0;  ///< the number of the last change
  auto operator<=>(const RowsVersion&) const = default;
};

/// A reader's access to the rows, in its own snapshot.
class RowsSource {
 public:
  virtual ~RowsSource() = default;
  virtual Result<RowsVersion, office::Fault> version() = 0;
  /// Lets the snapshot go for a newer one; false where it cannot (a writer sees its own rows).
  virtual Result<bool, office::Fault> newer() = 0;
  /// The legal day of the last record: lists are mostly asked for this day or later.
  virtual Result<std::optional<domain::Day>, office::Fault> last_day() = 0;
  /// Standings that hold on some day in [first, last].
  virtual Result<void, office::Fault> load(domain::Day first, domain::Day last,
                                           LedgerColumns& columns) = 0;
  /// Brings columns of that window from `after` up to this snapshot.
  virtual Result<void, office::Fault> update(domain::Day first, domain::Day last,
                                             const RowsVersion& after, LedgerColumns& columns) = 0;
};

class SharedLedger {
 public:
  using Ask = std::function<Result<void, office::Fault>(const LedgerColumns&)>;

  /// Calls `ask` with columns that hold every standing on `day`, of the source's snapshot.
  Result<void, office::Fault> with(RowsSource& source, domain::Day day, const Ask& ask);

 private:
  struct Window {
    bool is_loaded = false;
    domain::Day first;
    domain::Day last;
    RowsVersion version;
    LedgerColumns columns;
    std::uint64_t asked = 0;  ///< when it was last asked for, among questions
    bool holds(domain::Day day) const { return is_loaded && first <= day && day <= last; }
  };
  static constexpr std::size_t past_days_kept = 2;

  Window* holding(domain::Day day);
  Result<void, office::Fault> bring_up(RowsSource& source, domain::Day day,
                                       const RowsVersion& version);

  std::mutex gate_;  ///< held while waiting for `lock_`, so that an update is not starved
  std::shared_mutex lock_;
  Window now_;  ///< the last weeks and all that is to come
  std::array<Window, past_days_kept> past_;
  std::uint64_t questions_ = 0;
};

}  // namespace qidi::store
