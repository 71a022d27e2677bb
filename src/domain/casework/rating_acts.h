// 好差评 as acts and events: a rating, what is added to it, and the call-back that a bad one opens
// (within one working day, by the department's head). What the unit writes and the number it leaves
// stand beside the record, sealed: the event bears their seals (docs/decisions/0014).
// Clauses N15, N20; 国办发〔2019〕51号.
#pragma once

#include <string>
#include <vector>

#include "domain/casework/rating.h"
#include "domain/time/countdown.h"

namespace qidi::domain {

struct RateService {
  std::string grade;
  std::vector<std::string> tags;
  std::string text;   ///< personal: sealed
  std::string phone;  ///< for the call-back; personal: sealed
};
/// Adds to what was rated last, once; the rating itself is never changed.
struct SupplementRating {
  std::string text;  ///< personal: sealed
};
struct CallBack {
  std::string finding;    ///< what was found
  std::string mended;     ///< what was mended, or why nothing was
  std::string unit_word;  ///< what the unit says to it
};

struct Rated {
  std::string step;   ///< name_of(RatingStep)
  std::string grade;  ///< name_of(RatingGrade)
  std::vector<std::string> tags;
  std::string text_seal;
  std::string phone_seal;
  std::vector<Countdown> told;  ///< the call-back's, where the grade is bad
};
struct RatingSupplemented {
  std::string step;  ///< name_of(RatingStep)
  std::string text_seal;
};
struct CalledBack {
  std::string finding;
  std::string mended;
  std::string unit_word;
};

}  // namespace qidi::domain
