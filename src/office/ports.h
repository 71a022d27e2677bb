// The doors of the office: what it needs from the world, as interfaces. Adapters (store/, …) stand
// behind them; tests put memory and a hand-driven clock there.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "domain/casework/case_rows.h"
#include "domain/result.h"
#include "domain/time/light.h"
#include "office/credentials.h"
#include "office/fault.h"
#include "office/sealed_value.h"
#include "record/envelope.h"
#include "record/merkle.h"

namespace qidi::domain {
class Line;  // domain/people/line.h
}

namespace qidi::office {

/// The machine's clock; the law's is a countdown. Only handle_command, answer_query and pass_time
/// ask, once each.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual domain::Instant now() = 0;
};

using EachEvent = std::function<Result<void, Fault>(const record::SealedEvent&)>;

/// Events for one stream, with the version it must have before.
struct StreamAppend {
  std::string stream;
  std::uint64_t expected_version = 0;
  std::vector<record::SealedEvent> events;  ///< sequences expected_version+1, …
  std::optional<domain::CaseRows> rows;     ///< the case's derived rows, replacing the old ones
  std::vector<SealedValue> sealed = {};     ///< kept beside the record, of these events
};

/// A command that was answered: repeating it gives the same answer (one effect for ever).
struct CommandRecord {
  std::string id;
  record::Digest content{};  ///< SM3 of the command; another content under this id is refused
  std::string receipt;       ///< JSON
};

/// The writing side. Not thread-safe: one thread owns it (the writer).
class EventLog {
 public:
  virtual ~EventLog() = default;
  /// All events of a stream in order of sequence; empty when there is none.
  virtual Result<std::vector<record::SealedEvent>, Fault> load(const std::string& stream) = 0;
  /// The last event of a stream, however long it is; none when there is none.
  virtual Result<std::optional<record::SealedEvent>, Fault> last_of(const std::string& stream) = 0;
  /// The events of all streams whose name begins so, stream by stream, each in order of sequence.
  virtual Result<void, Fault> each_of_streams(const std::string& beginning,
                                              const EachEvent& each) = 0;
  /// What is kept beside a stream, in order of sequence and field.
  virtual Result<std::vector<SealedValue>, Fault> sealed_of(const std::string& stream) = 0;
  virtual Result<std::optional<CommandRecord>, Fault> find_command(const std::string& id) = 0;
  /// The case id for a case id or a sheet's own id.
  virtual Result<std::optional<std::string>, Fault> find_case(const std::string& id) = 0;
  /// Ids of the cases that bear this text as case id, external id or project code, in order. A log
  /// that keeps no rows knows none.
  virtual Result<std::vector<std::string>, Fault> find_cases(const std::string&) {
    return std::vector<std::string>{};
  }
  /// Adds to one or more streams at once, with derived rows, command and Merkle leaves; all or
  /// nothing. Durable only after `sync`. `conflict` when a stream is not at its expected version.
  virtual Result<std::uint64_t, Fault> commit(std::span<const StreamAppend> appends,
                                              const std::optional<CommandRecord>& command) = 0;
  /// Makes everything committed so far durable. Until then nothing may be acknowledged.
  virtual Result<void, Fault> sync() = 0;
  /// Recorded instants never go back: the last event's instant.
  virtual Result<std::optional<domain::Instant>, Fault> last_recorded() = 0;
};

/// Reading the record whole, for verify, rebuild and export. A consistent snapshot.
class EventReader {
 public:
  virtual ~EventReader() = default;
  using EachEvent = office::EachEvent;
  virtual Result<std::vector<record::SealedEvent>, Fault> load(const std::string& stream) = 0;
  /// The events of all streams whose name begins so, stream by stream, each in order of sequence.
  virtual Result<void, Fault> each_of_streams(const std::string& beginning,
                                              const EachEvent& each) = 0;
  virtual Result<std::optional<std::string>, Fault> find_case(const std::string& id) = 0;
  /// The answered commands whose id begins so, in order of their ids.
  virtual Result<void, Fault> each_command(
      const std::string& beginning,
      const std::function<Result<void, Fault>(const CommandRecord&)>& each) = 0;
  /// What is kept beside a stream, in order of sequence and field; what was taken away is not
  /// there.
  virtual Result<std::vector<SealedValue>, Fault> sealed_of(const std::string& stream) = 0;
  /// In order of the global index.
  virtual Result<void, Fault> each_in_log_order(const EachEvent& each) = 0;
  /// The same from a global index on, at most so many.
  virtual Result<void, Fault> each_from(std::uint64_t position, int most,
                                        const EachEvent& each) = 0;
  /// Stream by stream (streams in order of their name), each in order of sequence.
  virtual Result<void, Fault> each_by_stream(const EachEvent& each) = 0;
  /// Every leaf of the log in order: position and hash.
  virtual Result<void, Fault> each_leaf(
      const std::function<Result<void, Fault>(std::uint64_t, const record::Digest&)>& each) = 0;
  virtual Result<std::uint64_t, Fault> log_size() = 0;
  /// The last event's instant.
  virtual Result<std::optional<domain::Instant>, Fault> last_recorded() = 0;
  /// The log's end as it is kept: its size and root without reading the leaves.
  virtual Result<record::MerkleFrontier, Fault> log_edge() = 0;
  /// For each position the path that proves its leaf in the log's first `size` leaves.
  virtual Result<std::vector<std::vector<record::Digest>>, Fault> inclusion_proofs(
      std::span<const std::uint64_t> positions, std::uint64_t size) = 0;
};

/// What a list asks for. Absent means any. Days and prefixes only: no rule sits in the store.
struct LedgerQuery {
  enum class List { pending, overdue, not_started, made_up, all };
  enum class LightIs { none, paused, green, yellow, red, red_by_law };
  domain::Day as_of;
  List list = List::pending;
  std::string region_prefix;  ///< "1501" for all of a city, "" for any
  std::string department;
  /// Only what organs of this line hold; null: any. Looked up once for each organ, not each row.
  std::shared_ptr<const domain::Line> line = nullptr;
  std::string matter;
  std::optional<LightIs> light;  ///< red includes red_by_law
  std::string unit_code;         ///< of the project unit, exactly
  bool nothing = false;          ///< no row at all: what is asked lies out of the asker's reach
};

/// One row of a ledger: the case and where it stood on the day asked.
struct LedgerLine {
  domain::CaseFacts facts;
  domain::Standing standing;
};

/// What a page is ordered by; rows without that day come last in either direction. Equal keys
/// (region and matter: equal due days, too) stand in the order in which their cases came.
enum class LedgerSort { due, received, accepted, ended, region, matter };

/// Where a page ended: the next begins after it, whatever was added meanwhile. As text it is
/// office/ledger_page.h's.
struct PageCursor {
  LedgerSort sort{};
  bool descending = false;
  std::string text;                ///< the region or matter, when sorted by it
  std::optional<domain::Day> day;  ///< the day sorted by; sorted by region or matter: the due day
  std::int64_t case_no = 0;
  bool operator==(const PageCursor&) const = default;
};

/// A list narrowed further, a page at a time. Absent means any.
struct LedgerPageQuery : LedgerQuery {
  std::string officer;
  std::vector<domain::CaseState> states;  ///< any of these; empty for any
  std::string project_code;
  /// Each word (words stand apart by spaces) is part of the project's name, unit's name, project
  /// code or external id, or, from six characters on, the beginning of the case id. Capitals,
  /// full-width forms and ASCII punctuation make no difference.
  std::string words;
  std::optional<domain::Day> received_from;  ///< both ends belong to a range
  std::optional<domain::Day> received_to;
  std::optional<domain::Day> due_from;
  std::optional<domain::Day> due_to;
  LedgerSort sort = LedgerSort::due;
  bool descending = false;
  int limit = 50;                   ///< 1 to 200; anything else is drawn to the nearer of them
  std::optional<PageCursor> after;  ///< of this sort and direction, or it is a bug
};

struct LedgerPage {
  std::vector<LedgerLine> lines;
  std::optional<PageCursor> next;  ///< none: this was the last page
};

/// What the rows of a list can be told apart by, for the choices of a filter.
enum class LedgerField { region, department, officer, matter };

struct ValueCount {
  std::string value;
  long long cases = 0;
  bool operator==(const ValueCount&) const = default;
};

/// Open (not final) cases of one organ, matter, state and light on a day.
struct DayCount {
  domain::Organ organ;
  std::string matter;
  domain::CaseState state{};
  domain::Light light{};
  long long cases = 0;
  long long overdue = 0;  ///< pending, governing due day before that day
  auto operator<=>(const DayCount&) const = default;
};

/// What one day changed, summed over organs: added up from the first day on, `pending` and
/// `overdue` give how many there were at the day's end.
struct DayFlow {
  domain::Day day;
  long long received = 0;  ///< the circular's `accepted` (收件)
  long long finished = 0;
  long long finished_late = 0;
  long long pending = 0;
  long long overdue = 0;
  bool operator==(const DayFlow&) const = default;
};

/// One cell of movements summed for a circular.
struct MovementCount {
  domain::Organ organ;
  std::string matter;
  domain::MovementKind kind{};
  domain::MovementMemo memo{};
  bool late = false;
  bool offline = false;
  long long before = 0;  ///< on days before the month
  long long within = 0;  ///< on days of the month
};

/// Cases of one organ and matter that a day finds in some condition.
struct StandingCount {
  domain::Organ organ;
  std::string matter;
  long long overdue = 0;    ///< pending on the last day, governing due day before it
  long long days_over = 0;  ///< sum over those, calendar days (for ranking only)
  long long issue_overdue = 0;
  long long waiting = 0;
  long long red_in_month = 0;  ///< red on some day of the month, under who answered then
};

/// Pending cases of one officer of one organ that show one light on a day.
struct OfficerCount {
  domain::Organ organ;
  std::string officer;  ///< as the row names him; may be empty
  domain::Light light{};
  long long cases = 0;
  long long overdue = 0;   ///< governing due day before that day
  long long due_soon = 0;  ///< not overdue, governing due day before the day given
  auto operator<=>(const OfficerCount&) const = default;
};

/// A task of the head of an organ, and the case that it is on.
struct HeadTaskLine {
  std::string case_id;
  domain::HeadTask task;
  bool operator==(const HeadTaskLine&) const = default;
};

/// Which tasks: of one kind, of an organ or, without a department, of a government, on a day.
struct HeadTaskQuery {
  domain::Organ organ;
  domain::HeadTaskKind kind{};
  domain::Day as_of;
};

/// An opinion that a case asked, and the case.
struct OpinionLine {
  std::string case_id;
  domain::OpinionRow opinion;
  bool operator==(const OpinionLine&) const = default;
};

/// Whose opinions: asked of, or asked by, the organs of a region prefix; of one department there,
/// where it is named.
struct OpinionQuery {
  std::string region_prefix;
  std::string department;
};

/// Ratings of one organ, by step and grade.
struct RatingCount {
  domain::Organ organ;
  domain::RatingStep step{};
  domain::RatingGrade grade{};
  long long cases = 0;
  auto operator<=>(const RatingCount&) const = default;
};

/// The reading side of lists and circulars. Many may read at once, each with its own connection;
/// each question is answered from one snapshot.
class LedgerView {
 public:
  virtual ~LedgerView() = default;
  /// Rows in order of due day (none last), then case id.
  virtual Result<void, Fault> each_line(const LedgerQuery& query,
                                        const std::function<bool(const LedgerLine&)>& each) = 0;
  virtual Result<std::vector<MovementCount>, Fault> count_movements(domain::Day first,
                                                                    domain::Day last) = 0;
  virtual Result<std::vector<StandingCount>, Fault> count_standings(domain::Day first,
                                                                    domain::Day last) = 0;
  virtual Result<std::optional<domain::CaseRows>, Fault> case_rows(const std::string& case_id) = 0;
  /// One page of a list. As of today or the last weeks quick at any size; earlier days slower.
  virtual Result<LedgerPage, Fault> page(const LedgerPageQuery& query) = 0;
  /// How many rows all pages have together.
  virtual Result<long long, Fault> count(const LedgerPageQuery& query) = 0;
  /// The values that a field has in the list, with how many rows each, by value.
  virtual Result<std::vector<ValueCount>, Fault> values(const LedgerPageQuery& query,
                                                        LedgerField field) = 0;
  /// Open cases on a day under a region prefix, by organ, matter, state, light.
  virtual Result<std::vector<DayCount>, Fault> count_day(domain::Day as_of,
                                                         const std::string& region_prefix) = 0;
  /// The rows of a list by holder, officer and light, in that order, with those of them that are
  /// pending and due before `soon`. A query's words and project code are not looked at.
  virtual Result<std::vector<OfficerCount>, Fault> count_officers(const LedgerPageQuery& query,
                                                                  domain::Day soon) = 0;
  /// The tasks that wait longest, at most so many, by their day. Some are known before they begin;
  /// those are left out.
  virtual Result<std::vector<HeadTaskLine>, Fault> head_tasks(const HeadTaskQuery& query,
                                                              int most) = 0;
  /// How many there are of them all.
  virtual Result<long long, Fault> count_head_tasks(const HeadTaskQuery& query) = 0;
  /// Opinions asked of these organs or by them, in order of case and number. What other organs
  /// asked each other is not looked at.
  virtual Result<std::vector<OpinionLine>, Fault> opinions(const OpinionQuery& query) = 0;
  /// Ids of cases that wait for an opinion of which a reminder came on a day after `after` (none:
  /// ever) up to `today`, in order.
  virtual Result<std::vector<std::string>, Fault> cases_to_remind(std::optional<domain::Day> after,
                                                                  domain::Day today) = 0;
  /// Ratings given in a stretch of days (both belong to it) under a region prefix, by organ.
  virtual Result<std::vector<RatingCount>, Fault> count_ratings(const std::string& region_prefix,
                                                                domain::Day first,
                                                                domain::Day last) = 0;
  /// Days up to `last` that changed anything, in order.
  virtual Result<std::vector<DayFlow>, Fault> day_flows(domain::Day last,
                                                        const std::string& region_prefix) = 0;
  /// Ids of the cases that bear this text as case id, external id or project code, in order.
  virtual Result<std::vector<std::string>, Fault> find_cases(const std::string& text) = 0;
  /// Lets go of the snapshot: the next question sees what was committed since. A server's reader
  /// does so after each request, so that an idle one holds nothing back. Nothing for a writer.
  virtual Result<void, Fault> renew() = 0;
  /// Case ids whose next_settle_day is on or before `day`, in order.
  virtual Result<std::vector<std::string>, Fault> cases_to_settle(domain::Day day) = 0;
  /// Case ids that still run (not final on `day`), in order; for a calendar's revision.
  virtual Result<std::vector<std::string>, Fault> open_cases(domain::Day day) = 0;
};

/// Derived rows as a whole: for rebuild and its check.
class DerivedRows {
 public:
  virtual ~DerivedRows() = default;
  /// Every row of every table as one text line, ordered by case id and key, in a canonical form.
  virtual Result<void, Fault> dump(const std::function<void(const std::string&)>& line) = 0;
  virtual Result<void, Fault> clear() = 0;
  virtual Result<void, Fault> put(const domain::CaseRows& rows) = 0;
};

class NoticeBook;  // office/notice_book.h

/// What a data directory is: demonstration and rehearsal are marked for ever (rulings 5).
enum class DirectoryKind { empty, live, rehearsal, demonstration };

/// One data directory, opened. For reading only, `log` and `rows` must not be asked for.
class Store {
 public:
  virtual ~Store() = default;
  virtual EventLog& log() = 0;
  virtual EventReader& reader() = 0;
  virtual LedgerView& view() = 0;
  virtual DerivedRows& rows() = 0;
  /// Secrets and sessions; for reading, or on the writer's thread.
  virtual CredentialBook& credentials() = 0;
  /// Notices, read or to be sent; for reading, or on the writer's thread.
  virtual NoticeBook& notices() = 0;
  virtual Result<DirectoryKind, Fault> kind() = 0;
  virtual Result<void, Fault> set_kind(DirectoryKind kind) = 0;
  /// Signs the log's head now and appends it to the heads file (rulings 9).
  virtual Result<void, Fault> sign_head(domain::Instant now) = 0;
};

/// A cell of a table going out.
using Cell = std::variant<std::monostate, std::string, long long, domain::Day>;

/// A table going out, row by row, to csv or xlsx; inert against formula injection.
class TableOut {
 public:
  virtual ~TableOut() = default;
  virtual Result<void, Fault> add_row(std::span<const Cell> cells) = 0;
  virtual Result<void, Fault> close() = 0;
};

}  // namespace qidi::office
