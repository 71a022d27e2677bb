// A version of a matter in words, field by field, for comparing two of them. Chinese: it is part of
// what is told, like the words of a circular.
#pragma once

#include <string>
#include <vector>

#include "domain/casework/matter.h"

namespace qidi::answers {

struct WordedField {
  std::string name;  ///< as in the record: "promised", "papers", …
  std::string chinese;
  std::string text;
};

/// "10 个工作日", "60 日", "即时".
std::string limit_words(const domain::Limit& limit);
/// Every field of a version, always the same ones in the same order.
std::vector<WordedField> worded(const domain::MatterVersion& version);

}  // namespace qidi::answers
