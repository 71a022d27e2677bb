// The form of a matter version, as the rules see it: something that reads the values of a filing
// and says what is wrong with them. The reading of JSON is not the rules' (record/form_schema.h).
// Feature F8; decision 0015.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/result.h"

namespace qidi::domain {

/// What is wrong with the values of a form: where, as a path such as "rows/0/depth", and why.
struct FormFault {
  std::string path;
  std::string chinese;
  bool operator==(const FormFault&) const = default;
};

/// One value of a filled form as people read it: its title, and the value with its unit.
struct FormLine {
  std::string title;
  std::string text;
  bool operator==(const FormLine&) const = default;
};

/// A form that can be filled in. Immutable; may be asked from many threads.
class Form {
 public:
  virtual ~Form() = default;
  /// The values in canonical JSON, as they are kept in the record; or the first fault. Empty text
  /// stands for a form left empty.
  virtual Result<std::string, FormFault> read(std::string_view values) const = 0;
  /// The values, as `read` gave them, in the form's order; a row of a list has a line of its own.
  /// What the form does not know comes last, under its own name.
  virtual std::vector<FormLine> lines(std::string_view values) const = 0;
};

}  // namespace qidi::domain
