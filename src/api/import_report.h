// What was wrong with an import's rows, kept for the clerk: the first as JSON for the page, all of
// them as a csv file. docs/api/openapi.yaml, ImportReport.
#pragma once

#include <memory>
#include <string>

#include "api/doors.h"

namespace qidi::api {

class ImportReport {
 public:
  static constexpr long long shown = 1000;

  /// Begins anew in the import's folder. Without a table (no space) only the JSON is kept.
  ImportReport(const Doors& doors, const std::string& folder);
  void add(const office::RowProblem& problem);
  /// Puts both files in place. False when one could not be written.
  bool close();

  static std::string json_file(const std::string& folder) { return folder + "/report.json"; }
  static std::string csv_file(const std::string& folder) { return folder + "/report.csv"; }

 private:
  std::string folder_;
  std::unique_ptr<office::TableOut> table_;
  std::string problems_ = "[";
  long long count_ = 0;
};

}  // namespace qidi::api
