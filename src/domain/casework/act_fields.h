// What each act asks to be filled in, so that a page, a command line or a document can build its
// form without knowing the act: name, words, kind, whether it is needed, what may be chosen, what
// the law caps. Says the same as the rules; the rules decide.
// Clauses N5, N6; 行政许可法 32, 42, 45; domain.md 3.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/casework/rules.h"

namespace qidi::domain {

enum class FieldKind {
  text,        ///< one line
  long_text,   ///< several lines
  day,         ///< YYYY-MM-DD
  integer,     ///< within `least` and `most`
  choice,      ///< one of `choices`, none else
  papers,      ///< list of paper codes; `choices` are those that come into question
  defects,     ///< list of {paper, fault, mending}, all three needed
  answers,     ///< list of {paper, answer, mended}, one for each of `choices`
  files,       ///< list of {file, paper}: files uploaded before, each of one of the papers
  officer,     ///< one person's name
  officers,    ///< list of names, at least `least`
  region,      ///< a region's code; with the `department` field after it, an organ
  department,  ///< a department's id
  matter,      ///< an id or name of the catalogue
  reused,      ///< list of {paper, from_case, event}: on record elsewhere in the project
  tags,        ///< list of any of `choices`
  phone,       ///< a telephone number; personal, kept beside the record
  form,        ///< the values of the matter's form, as an object
};
/// "text", "long_text", …
std::string_view name_of(FieldKind kind);

struct FieldChoice {
  std::string value;
  std::string chinese;
  std::string basis;        ///< the law behind it, where one is named
  std::optional<int> most;  ///< of the act's days, when this is chosen: the cap in working days
  bool operator==(const FieldChoice&) const = default;
};

/// Whether an act is refused when the field is left empty.
enum class Needed { no, yes, sometimes };

struct ActField {
  std::string_view name;  ///< as in the command
  std::string_view chinese;
  FieldKind kind{};
  Needed needed = Needed::no;
  /// `sometimes`: when that other field has one of these values ("" stands for left empty).
  std::string_view when_field;
  std::vector<std::string_view> when_values;
  std::vector<FieldChoice> choices;
  std::optional<int> least;
  std::optional<int> most;
  std::optional<Day> earliest;  ///< of a day
  std::string hint;             ///< Chinese: the cap, the law, what was asked; often empty
  std::string proposed = {};    ///< a value to take over with one press; mostly empty
};

/// An organ that needs longer than this was asked the wrong question (working days).
inline constexpr int most_opinion_days = 60;

/// The fields of an act in the order in which people fill them in; none for an unknown act. The
/// acts of an import (adopt_from_ledger, undo_import) are filled in by a sheet and have none.
std::vector<ActField> fields_of(std::string_view act);

/// The same for one case that time has settled: what may be chosen, how many days are left to
/// give, which papers are wanting.
std::vector<ActField> fields_of(std::string_view act, const ApprovalCase& current,
                                const Facts& facts);

}  // namespace qidi::domain
