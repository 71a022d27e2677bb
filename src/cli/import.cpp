// import ledger: a department's sheet goes in; every row that cannot is told with sheet, row,
// column, what was wrong and how to mend it.
// Clause N1; interface.md; rulings 16, 17.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>

#include "cli/json_out.h"
#include "cli/verbs.h"
#include "office/dry_log.h"

namespace qidi::cli {

namespace {

/// Draws how far the file has been read, on a terminal only.
class ProgressBar {
 public:
  explicit ProgressBar(Doors& doors) : doors_(doors), draws_(doors.is_terminal()) {}
  void show(long long done, long long total) {
    if (!draws_ || total <= 0) return;
    const auto percent = done * 100 / total;
    if (percent == last_) return;
    last_ = percent;
    doors_.err << "\r导入中 " << percent << "%" << std::flush;
  }
  ~ProgressBar() {
    if (last_ >= 0) doors_.err << "\r" << std::string(20, ' ') << "\r" << std::flush;
  }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

 private:
  Doors& doors_;
  bool draws_;
  long long last_ = -1;
};

/// Where problems go: to a report file, or the first few to err.
class ProblemReport {
 public:
  static constexpr long long shown = 20;
  ProblemReport(Doors& doors, std::unique_ptr<office::TableOut> table)
      : doors_(doors), table_(std::move(table)) {
    if (table_) {
      const std::vector<office::Cell> heading{std::string("sheet"), std::string("row"),
                                              std::string("column"), std::string("problem"),
                                              std::string("mend")};
      (void)table_->add_row(heading);
    }
  }
  void add(const office::RowProblem& problem) {
    ++count_;
    if (table_) {
      const std::vector<office::Cell> cells{problem.sheet, static_cast<long long>(problem.row),
                                            problem.column, problem.problem, problem.mend};
      (void)table_->add_row(cells);
    } else if (count_ <= shown) {
      doors_.err << problem.sheet << " 第" << problem.row << "行"
                 << (problem.column.empty() ? "" : " “" + problem.column + "”") << "："
                 << problem.problem << "。" << problem.mend << '\n';
    }
  }
  Result<void, office::Fault> close() {
    if (table_) return table_->close();
    if (count_ > shown) {
      doors_.err << "……另有 " << count_ - shown << " 条，用 --report FILE.csv 可看全部\n";
    }
    return {};
  }

 private:
  Doors& doors_;
  std::unique_ptr<office::TableOut> table_;
  long long count_ = 0;
};

void print_counts(Doors& doors, const ImportOptions& options, const record::ImportSummary& counts,
                  const office::SheetSummary& sheet) {
  if (options.format == "json") {
    std::string used = "[";
    for (const auto& column : sheet.used_columns) {
      used += (used.size() > 1 ? "," : "") + json_text(column);
    }
    std::string unused = "[";
    for (const auto& column : sheet.unused_columns) {
      unused += (unused.size() > 1 ? "," : "") + json_text(column);
    }
    doors.out << JsonObject()
                     .text("file", counts.file)
                     .text("sheet", counts.sheet)
                     .number("adopted", counts.adopted)
                     .number("updated", counts.updated)
                     .number("merged", counts.merged)
                     .number("refused", counts.refused)
                     .number("skipped", counts.skipped)
                     .number("warned", counts.warned)
                     .flag("dry_run", options.dry_run)
                     .raw("used_columns", used + "]")
                     .raw("unused_columns", unused + "]")
                     .done()
              << '\n';
    return;
  }
  doors.out << (options.dry_run ? "试导入（未写入）" : "已导入") << " " << counts.file << "［"
            << counts.sheet << "］\n新增 " << counts.adopted << "，更新 " << counts.updated
            << "，重复 " << counts.merged << "，未导入 " << counts.refused << "，跳过 "
            << counts.skipped << "（标题、空行、小计），有提醒 " << counts.warned << '\n';
  for (const auto& column : sheet.used_columns) doors.out << "  列 " << column << '\n';
  for (const auto& column : sheet.unused_columns) doors.out << "  未用的列 " << column << '\n';
}

/// Two files are two acts: a value that comes back in a later file is news.
std::string hash_of_file(const std::string& path) {
  if (!std::filesystem::is_regular_file(path)) return {};  // the sheet's reader tells why
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  return record::to_hex(record::sm3(bytes));
}

Exit run_import(Doors& doors, const ImportOptions& options, office::EventLog& log,
                const office::RuleBook& rules, office::Clock& clock, office::Store* store) {
  std::unique_ptr<office::TableOut> table;
  if (!options.report.empty()) {
    auto opened = doors.open_table(options.report, "csv", "problems");
    if (!opened) return wrong_use(doors, opened.error().problem);
    table = std::move(*opened);
  }
  ProblemReport problems(doors, std::move(table));
  const auto regions = doors.regions();
  office::LedgerImport::Options import_options;
  import_options.update = options.update;
  import_options.file = std::filesystem::path(options.file).filename().string();
  import_options.file_hash = hash_of_file(options.file);
  office::LedgerImport import(log, rules, clock, regions, import_options,
                              [&](const office::RowProblem& p) { problems.add(p); });
  std::optional<office::Fault> fault;
  SheetRequest request{options.file, options.map, options.sheet, {}, {}};
  {
    ProgressBar bar(doors);
    request.progress = [&](long long done, long long total) { bar.show(done, total); };
    request.sink = [&](office::LedgerEntry&& entry) {
      auto taken = import.take(std::move(entry));
      if (!taken) fault = taken.error();
      return !fault;
    };
    auto sheet = doors.read_sheet(request);
    if (fault) return report(doors, *fault);
    if (!sheet) {
      return wrong_use(doors,
                       options.file + "：" + sheet.error().problem + "。" + sheet.error().mend);
    }
    auto counts = import.finish(*sheet);
    if (!counts) return report(doors, counts.error());
    if (auto closed = problems.close(); !closed) return report(doors, closed.error());
    if (store != nullptr) {
      if (auto head = store->sign_head(clock.now()); !head) return report(doors, head.error());
    }
    print_counts(doors, options, *counts, *sheet);
    return counts->refused > 0 ? Exit::in_part : Exit::done;
  }
}

}  // namespace

Exit import_ledger(Doors& doors, const ImportOptions& options) {
  auto clock = chosen_clock(doors, options.now);
  if (!clock) return wrong_use(doors, clock.error());
  if (options.dry_run) {
    auto store = doors.open_for_reading(options.data);
    office::DryLog log(store ? &(*store)->reader() : nullptr);
    auto rules = office::open_rule_book(log, doors.law(), clock->now());
    if (!rules) return report(doors, rules.error());
    return run_import(doors, options, log, *rules, *clock, nullptr);
  }
  auto store = open_writing(doors, options);
  if (!store) return report(doors, store.error());
  auto& log = (*store)->log();
  auto rules = office::open_rule_book(log, doors.law(), clock->now());
  if (!rules) return report(doors, rules.error());
  return run_import(doors, options, log, *rules, *clock, store->get());
}

Exit ledger_template(Doors& doors, const std::string& file) {
  auto written = doors.write_ledger_template(file);
  if (!written) return wrong_use(doors, written.error().problem + "。" + written.error().mend);
  doors.out << "台账模板已写入 " << file << '\n';
  return Exit::done;
}

}  // namespace qidi::cli
