// A row of a department's ledger as the record keeps it: every fact of the sheet, resolved to ids
// where they are known. Clause N1; domain.md 4.9; rulings 18.
#pragma once

#include <optional>
#include <string>

#include "domain/casework/case_rows.h"

namespace qidi::domain {

struct LedgerFacts {
  std::string external_id;
  std::string project_code;
  std::string project_name;
  std::string unit_name;
  std::string unit_code;
  Organ holder;  ///< region and department
  std::string project_region;
  std::string matter;
  int matter_version = 0;
  std::string officer;
  std::string list = "pending";
  CaseState state = CaseState::in_review;
  Day received;
  std::optional<Day> accepted;
  std::optional<int> promised_days;
  std::optional<Day> due_given;
  std::optional<Day> due_computed;
  std::optional<Day> ended;
  std::optional<Day> finish_by;
  std::string result;
  std::string document_no;
  std::string classification;
  std::string measure;
  std::string remark;
  std::string flags;
  bool operator==(const LedgerFacts&) const = default;
};

}  // namespace qidi::domain
