// The desk's background: one import or undoing after the other, on a thread of its own.
#include "answers/json_out.h"
#include "api/import_desk.h"
#include "api/import_json.h"

namespace qidi::api {

namespace {

constexpr std::chrono::milliseconds between_notices{250};

}  // namespace

void ImportDesk::tell(const Import& import) {
  told_ = std::chrono::steady_clock::now();
  auto json = answers::JsonObject()
                  .text("import", import.id)
                  .text("state", name_of(import.state))
                  .number("rows_read", import.rows_read)
                  .number("rows_total", import.rows_total)
                  .done();
  service_.notify("import",
                  [json = std::move(json),
                   by = import.by](const Subject& reader) -> std::optional<std::string> {
                    if (!sees_import(reader, by)) return std::nullopt;
                    return json;
                  });
}

void ImportDesk::work(const std::stop_token& stop) {
  while (true) {
    Job job;
    {
      std::unique_lock guard(mutex_);
      if (!wake_.wait(guard, stop, [&] { return !jobs_.empty(); })) return;
      job = jobs_.front();
      jobs_.pop_front();
    }
    // What waits when the server stops stays as it was kept, and is told as ended early.
    if (stop.stop_requested()) return;
    if (job.undoes) {
      undo_now(job, stop);
    } else {
      run(job, stop);
    }
  }
}

void ImportDesk::note_progress(const std::string& id, long long rows,
                               std::optional<long long> total) {
  const std::lock_guard guard(mutex_);
  auto* import = known(id);
  if (import == nullptr) return;
  import->rows_read = rows;
  import->rows_total = total;
  if (std::chrono::steady_clock::now() - told_ >= between_notices) tell(*import);
}

void ImportDesk::run(const Job& job, const std::stop_token& stop) {
  auto found = find(job.id);
  if (!found) return;
  const auto outcome = run_import(
      service_, *found, folder_of(job.id),
      [&](long long rows, std::optional<long long> total) { note_progress(job.id, rows, total); },
      stop);
  const std::lock_guard guard(mutex_);
  auto* import = known(job.id);
  import->counts = outcome.counts;
  import->rows_read = outcome.rows_read;
  import->problem = outcome.problem;
  import->mend = outcome.mend;
  import->finished = service_.now();
  const bool whole = !outcome.stopped && outcome.problem.empty();
  if (whole) import->rows_total = outcome.rows_read;
  import->state = !whole            ? ImportState::failed
                  : import->dry_run ? ImportState::tried
                                    : ImportState::done;
  if (outcome.stopped) {
    import->problem = "导入没有做完，服务中途停止";
    import->mend = "重新开始即可接着导入，已导入的行不会重复";
  }
  keep(*import);
  tell(*import);
}

void ImportDesk::undo_now(const Job& job, const std::stop_token& stop) {
  auto found = find(job.id);
  if (!found) return;
  auto outcome = undo_import(
      service_, *found, job.reason, folder_of(job.id),
      [&](long long rows, std::optional<long long> total) { note_progress(job.id, rows, total); },
      stop);
  // An undoing that ended early has its part in the sum.
  if (found->undone) outcome.counts.removed += found->undone->removed;
  const std::lock_guard guard(mutex_);
  auto* import = known(job.id);
  import->undone = outcome.counts;
  import->problem = outcome.stopped ? "撤销没有做完，服务中途停止" : outcome.problem;
  import->mend = outcome.stopped ? "再次撤销即可接着做" : outcome.mend;
  import->finished = service_.now();
  import->state = import->problem.empty() ? ImportState::undone : ImportState::failed;
  keep(*import);
  tell(*import);
}

}  // namespace qidi::api
