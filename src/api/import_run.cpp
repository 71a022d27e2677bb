// The writer's thread does nothing but take rows; parsing, reporting and waiting are done here.
#include "api/import_run.h"

#include <algorithm>

#include "api/import_report.h"
#include "api/lent_log.h"
#include "office/dry_log.h"
#include "office/import_ledger.h"

namespace qidi::api {

namespace {

/// Rows in one job of the writer: a clerk's act waits for no more than these.
constexpr std::size_t rows_a_batch = 128;

/// Feeds rows, batch by batch.
class Run {
 public:
  Run(Service& service, const Import& import, const std::string& folder,
      const ImportProgress& progress, const std::stop_token& stop)
      : service_(service),
        import_(import),
        folder_(folder),
        progress_(progress),
        stop_(stop),
        report_(service.doors(), folder) {}

  ImportOutcome go() {
    if (!import_.dry_run) return go_over(lent_);
    auto lease = service_.reader();
    if (!lease) return failed(lease.error());
    office::DryLog dry(&(*lease)->reader());
    return go_over(dry);
  }

 private:
  ImportOutcome go_over(office::EventLog& log) {
    const auto& doors = service_.doors();
    office::LedgerImport::Options options;
    options.update = import_.update;
    options.file = import_.file_name;
    options.file_hash = import_.file_hash;
    options.command_prefix = import_.command_prefix();
    options.by = import_.by;
    options.reach = import_.reach();
    options.changed = [this](const std::string& id) { changed_.push_back(id); };
    office::LedgerImport ledger(log, doors.rules, doors.clock, doors.regions, std::move(options),
                                [this](const office::RowProblem& p) { problems_.push_back(p); });
    ledger_ = &ledger;
    const auto summary = read();
    const bool whole = summary && !fault_ && !stop_.stop_requested();
    if (whole && flush()) finish(*summary);
    outcome_.counts = ledger.counts();
    drain();
    const bool reported = report_.close();
    if (fault_) return failed(*fault_);
    outcome_.stopped = stop_.stop_requested() && !finished_;
    if (!summary) {
      outcome_.problem = summary.error().problem;
      outcome_.mend = summary.error().mend;
    } else if (!reported && finished_) {
      outcome_.problem = "问题清单没有写成";
      outcome_.mend = "检查存储空间；已导入的行不受影响";
    }
    return std::move(outcome_);
  }

  Result<office::SheetSummary, SheetFailure> read() {
    auto map = import_.map;
    map.sheet = import_.sheet;
    map.header_row = import_.header_row;
    return service_.doors().imports.read(
        sheet_of(import_, folder_), map,
        [this](office::LedgerEntry&& entry) {
          batch_.push_back(std::move(entry));
          ++outcome_.rows_read;
          return batch_.size() < rows_a_batch || flush();
        },
        [this](long long done, long long total) {
          bytes_done_ = done;
          bytes_total_ = total;
        });
  }

  /// Hands the batch to the writer. False ends the reading.
  bool flush() {
    if (stop_.stop_requested()) return false;
    if (!batch_.empty()) {
      perform([this] {
        for (auto& entry : batch_) {
          auto taken = ledger_->take(std::move(entry));
          if (taken) continue;
          fault_ = taken.error();
          return;
        }
      });
      batch_.clear();
    }
    drain();
    tell();
    return !fault_ && !stop_.stop_requested();
  }

  void finish(const office::SheetSummary& summary) {
    perform([&] {
      auto counts = ledger_->finish(summary);
      if (!counts) fault_ = counts.error();
      finished_ = counts.has_value();
    });
  }

  /// Does work with the log: on the writer's thread, or here when it is only tried.
  void perform(const std::function<void()>& work) {
    if (import_.dry_run) return work();
    const auto synced = on_writer(
        service_,
        [&](office::EventLog& log) {
          lent_.lend(&log);
          work();
          lent_.lend(nullptr);
        },
        stop_);
    if (synced && !*synced) fault_ = synced->error();
    if (!changed_.empty()) service_.changed(changed_);
    changed_.clear();
  }

  void drain() {
    for (const auto& problem : problems_) report_.add(problem);
    problems_.clear();
  }

  void tell() {
    std::optional<long long> total;
    if (bytes_done_ > 0 && bytes_total_ > 0) {
      total = std::max(outcome_.rows_read,
                       static_cast<long long>(static_cast<double>(outcome_.rows_read) *
                                              static_cast<double>(bytes_total_) /
                                              static_cast<double>(bytes_done_)));
    }
    progress_(outcome_.rows_read, total);
  }

  ImportOutcome failed(const office::Fault& fault) {
    outcome_.problem = fault.kind == office::FaultKind::store_full ? "存储空间已满，导入中止"
                                                                   : "存储出现故障，导入中止";
    outcome_.mend = "请联系管理员；恢复后重新开始即可接着导入，已导入的行不会重复";
    return std::move(outcome_);
  }

  Service& service_;
  const Import& import_;
  const std::string& folder_;
  const ImportProgress& progress_;
  const std::stop_token& stop_;
  ImportReport report_;
  LentLog lent_;
  office::LedgerImport* ledger_ = nullptr;
  std::vector<office::LedgerEntry> batch_;
  std::vector<std::string> changed_;
  std::vector<office::RowProblem> problems_;
  std::optional<office::Fault> fault_;
  ImportOutcome outcome_;
  bool finished_ = false;
  long long bytes_done_ = 0;
  long long bytes_total_ = 0;
};

}  // namespace

SheetPlace sheet_of(const Import& import, const std::string& folder) {
  return {folder + "/sheet", import.file_name};
}

ImportOutcome run_import(Service& service, const Import& import, const std::string& folder,
                         const ImportProgress& progress, const std::stop_token& stop) {
  return Run(service, import, folder, progress, stop).go();
}

}  // namespace qidi::api
