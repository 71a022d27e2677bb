// The csv is made inert against formula injection by the table's own writer.
#include "api/import_report.h"

#include <fstream>

#include "answers/json_out.h"
#include "api/import_json.h"

namespace qidi::api {

ImportReport::ImportReport(const Doors& doors, const std::string& folder) : folder_(folder) {
  auto table = doors.open_table(csv_file(folder), "csv", "problems");
  if (!table) return;
  table_ = std::move(*table);
  const std::vector<office::Cell> heading{std::string("sheet"), std::string("row"),
                                          std::string("column"), std::string("problem"),
                                          std::string("mend")};
  (void)table_->add_row(heading);
}

void ImportReport::add(const office::RowProblem& problem) {
  if (count_ < shown) problems_ += (count_ == 0 ? "" : ",") + problem_json(problem);
  ++count_;
  if (!table_) return;
  const std::vector<office::Cell> cells{problem.sheet, static_cast<long long>(problem.row),
                                        problem.column, problem.problem, problem.mend};
  (void)table_->add_row(cells);
}

bool ImportReport::close() {
  bool written = table_ != nullptr && table_->close().has_value();
  table_.reset();
  std::ofstream file(json_file(folder_), std::ios::binary | std::ios::trunc);
  file << answers::JsonObject()
              .raw("problems", problems_ + "]")
              .number("more", std::max<long long>(0, count_ - shown))
              .done();
  file.flush();
  return written && file.good();
}

}  // namespace qidi::api
