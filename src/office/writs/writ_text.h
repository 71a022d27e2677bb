// One writ, written: its template's sentences with the case's facts in their holes. A required
// content that is absent refuses, with its name and clause; a gap is never printed silently.
// Pure; the layout is papers/writ_paper.h.
// Clauses N5, N8; 行政许可法 32, 38, 42, 44, 45; feature F63; docs/decisions/0012.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/casework/writ_template.h"
#include "domain/result.h"

namespace qidi::office {

struct WritTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// What the case's events tell, by the names that templates use.
struct WritFacts {
  std::map<std::string, std::string> texts;
  std::map<std::string, std::vector<std::string>> lists;
  std::map<std::string, WritTable> tables;
};

/// What stands on the paper, in order.
struct WritBlock {
  enum class Kind { heading, paragraph, list, table };
  Kind kind{};
  std::string text;
  std::vector<std::string> lines;
  WritTable table;
};

struct WritText {
  std::string organ;
  std::string title;
  std::string number;  ///< empty: 无编号
  std::string addressee;
  std::vector<WritBlock> body;
  domain::Day day{};
  std::string day_words;  ///< 2022年9月30日
};

/// Why a writ was not written.
struct MissingContent {
  std::string content;
  std::string name;    ///< Chinese
  std::string clause;  ///< that asks for it
  bool operator==(const MissingContent&) const = default;
};

/// The version of a kind's template in force on a day; null when there is none.
const domain::WritTemplate* template_for(const std::vector<domain::WritTemplate>& templates,
                                         domain::WritKind kind, domain::Day day);

/// The names of the holes in a text, in order.
std::vector<std::string> holes_in(const std::string& text);

Result<WritText, MissingContent> draw_up(const domain::WritTemplate& form, const WritFacts& facts);

}  // namespace qidi::office
