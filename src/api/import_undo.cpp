// Batches of cases go to the writer as batches of rows do.
#include <algorithm>
#include <chrono>
#include <future>
#include <memory>
#include <thread>

#include "api/import_report.h"
#include "api/import_run.h"
#include "api/lent_log.h"
#include "office/undo_import.h"

namespace qidi::api {

namespace {

constexpr std::size_t cases_a_batch = 64;
constexpr std::chrono::milliseconds queue_pause{20};

/// "表1:17" as a place in the sheet.
office::RowProblem kept_row(const std::string& source, const std::string& case_id) {
  office::RowProblem problem;
  const auto colon = source.rfind(':');
  problem.sheet = source.substr(0, colon);
  if (colon != std::string::npos) problem.row = std::atoi(source.c_str() + colon + 1);
  problem.problem = "导入之后又有办理或更新，没有撤销（办件 " + case_id + "）";
  problem.mend = "如确需改动，请在办件中更正";
  problem.refuses = false;
  return problem;
}

std::string stream_for(const Import& import) {
  const bool knows = import.counts && !import.counts->sha256.empty();
  return office::import_stream(knows ? import.counts->sha256 : import.file_hash);
}

class Undoing {
 public:
  Undoing(Service& service, const Import& import, const std::string& reason)
      : service_(service), import_(import), order_{import.id, import.command_prefix(), reason} {}

  /// One batch, on the writer's thread.
  void take_back(office::EventLog& writers, std::span<const std::string> cases) {
    LentLog log;
    log.lend(&writers);
    const auto& doors = service_.doors();
    for (const auto& id : cases) {
      auto row = office::undo_row(log, doors.rules, doors.clock, order_, id);
      if (!row) {
        fault = row.error();
        return;
      }
      if (row->outcome == office::RowUndoing::taken_back) {
        ++counts.removed;
        changed.push_back(id);
      } else if (row->outcome == office::RowUndoing::kept) {
        ++counts.kept;
        kept.push_back(kept_row(row->source, id));
      }
    }
  }

  void tell_the_record(office::EventLog& writers) {
    LentLog log;
    log.lend(&writers);
    const auto& doors = service_.doors();
    const record::ImportUndone undone{import_.file_name, import_.id, order_.reason, counts.removed,
                                      counts.kept};
    auto noted = office::note_import(log, doors.rules, doors.clock, import_.by, stream_for(import_),
                                     "import_undone", record::encode(undone));
    if (!noted) fault = noted.error();
  }

  Import::Undone counts;
  std::vector<std::string> changed;
  std::vector<office::RowProblem> kept;
  std::optional<office::Fault> fault;

 private:
  Service& service_;
  const Import& import_;
  office::UndoOrder order_;
};

Result<std::vector<std::string>, office::Fault> cases_of(Service& service, const Import& import) {
  QIDI_TRY(lease, service.reader());
  return office::cases_of_import(lease->reader(), import.command_prefix());
}

}  // namespace

UndoOutcome undo_import(Service& service, const Import& import, const std::string& reason,
                        const std::string& folder, const ImportProgress& progress,
                        const std::stop_token& stop) {
  UndoOutcome outcome;
  Undoing undoing(service, import, reason);
  const auto write = [&](const std::function<void(office::EventLog&)>& work) {
    const auto synced = on_writer(service, work, stop);
    if (synced && !*synced) undoing.fault = synced->error();
    if (!undoing.changed.empty()) service.changed(undoing.changed);
    undoing.changed.clear();
    outcome.stopped = !synced;
    return synced && !undoing.fault;
  };
  auto cases = cases_of(service, import);
  if (!cases) undoing.fault = cases.error();
  for (std::size_t i = 0; cases && i < cases->size(); i += cases_a_batch) {
    outcome.stopped = stop.stop_requested();
    const std::span batch(cases->data() + i, std::min(cases_a_batch, cases->size() - i));
    if (outcome.stopped || !write([&](office::EventLog& log) { undoing.take_back(log, batch); })) {
      break;
    }
    progress(static_cast<long long>(i + batch.size()), static_cast<long long>(cases->size()));
  }
  if (!outcome.stopped && !undoing.fault) {
    write([&](office::EventLog& log) { undoing.tell_the_record(log); });
  }
  if (!undoing.kept.empty()) {
    ImportReport report(service.doors(), folder);
    for (const auto& problem : undoing.kept) report.add(problem);
    (void)report.close();
  }
  if (undoing.fault) {
    outcome.problem = "存储出现故障，撤销中止";
    outcome.mend = "请联系管理员；恢复后再次撤销即可接着做";
  }
  outcome.counts = undoing.counts;
  return outcome;
}

std::optional<Result<void, office::Fault>> on_writer(
    Service& service, const std::function<void(office::EventLog&)>& work,
    const std::stop_token& stop) {
  // Shared: the writer's thread may still be in set_value when the one that waited goes on.
  const auto durable = std::make_shared<std::promise<Result<void, office::Fault>>>();
  auto waited = durable->get_future();
  while (!service.write(
      [&work](office::EventLog& log) { work(log); },
      [durable](const Result<void, office::Fault>& synced) { durable->set_value(synced); })) {
    if (stop.stop_requested()) return std::nullopt;
    std::this_thread::sleep_for(queue_pause);
  }
  return waited.get();
}

}  // namespace qidi::api
