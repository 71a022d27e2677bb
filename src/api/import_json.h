// Imports as JSON: for the pages, and for the desk's own files. docs/api/openapi.yaml, schemas
// Import, Mapping.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "api/import_doors.h"
#include "api/import_state.h"
#include "api/parameters.h"
#include "office/regions.h"
#include "office/rule_book.h"

namespace qidi::api {

using FieldNames = std::vector<std::pair<std::string, std::string>>;

/// The schema Import; columns and preview only when `whole`.
std::string import_json(const Import& import, const FieldNames& fields, bool whole);

/// What the desk's file holds, and back; nothing when it cannot be read.
std::string stored_import(const Import& import);
std::optional<Import> read_stored_import(std::string_view text);

/// The schema Mapping; fields that there are not are refused.
Read<office::LedgerMap> mapping_from(const boost::json::object& body, const FieldNames& fields);

/// Puts what a look at the sheet showed into the import: its state, columns and preview. Rows of
/// the preview are judged as they would be when taken.
void take_outline(Import& import, office::SheetOutline outline, const office::RuleBook& rules,
                  const office::Regions& regions, domain::Day today);

std::string problem_json(const office::RowProblem& problem);

}  // namespace qidi::api
