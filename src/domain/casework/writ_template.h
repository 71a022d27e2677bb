// A writ's template: what stands on the paper, as sentences with named holes, versioned by the
// day of the writ. Data of law/papers/*.json; each required content names the clause that asks
// for it. Clause N5; 行政许可法 32, 38, 42, 45; docs/decisions/0012.
#pragma once

#include <string>
#include <vector>

#include "domain/casework/writs.h"

namespace qidi::domain {

/// A content without which the writ would not be one.
struct RequiredContent {
  std::string content;  ///< the hole's name, or a list's
  std::string name;     ///< Chinese
  std::string clause;
};

/// One part of the body: exactly one of heading alone, text, list or table (with a heading above).
struct WritPart {
  std::string heading;
  std::string text;   ///< with holes: 你单位提出的“{project_name}”
  std::string list;   ///< the name of a list of lines
  std::string table;  ///< the name of a table
  std::string when;   ///< only when this content is there
  std::string unless;
  std::string empty;  ///< what stands in the place of an empty list; without it the list goes away
};

struct WritTemplate {
  WritKind kind{};
  int version = 1;
  Day valid_from = beginning_of_days;
  Day valid_to = end_of_days;
  std::string title;
  std::string source;
  std::string addressee;
  std::vector<RequiredContent> required;
  std::vector<WritPart> body;
};

}  // namespace qidi::domain
