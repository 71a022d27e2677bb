// What happens to a case between departments: an opinion asked of another organ and given
// (征求意见), a case joined to others of its project under a lead (并联审批), papers that the
// project already has on record. 行政许可法 26, 42; features F11, F12, F19; docs/decisions/0016.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/people/actor.h"
#include "domain/time/countdown.h"

namespace qidi::domain {

/// The holder asks another organ. Its limit is its own: it never colours the case's light and stops
/// none of the case's limits.
struct OpinionAsked {
  int number = 0;  ///< 1 for the case's first
  Organ asked;
  std::string question;
  std::string basis;  ///< the law or paper that asks for the opinion
  std::string notice_no;
  int days = 0;                     ///< working days to answer
  std::string silence = "nothing";  ///< what the notice told of silence: nothing, no_objection
  Day due;
  Day warn;  ///< first yellow day
  bool provisional = false;
  /// Codes of the papers that the question is about, to be read by whom it is asked; empty: all.
  std::vector<std::string> papers = {};
};

struct OpinionGiven {
  int number = 0;
  std::string view;  ///< agree, disagree, conditions
  std::string text;
  std::string document_no;
};

/// Who asked takes the question back before an answer: asked by mistake, or of the wrong organ.
struct OpinionWithdrawn {
  int number = 0;
  std::string reason;
};

/// A case became a member of a joint handling (联合办理): the joint limit stands in for its own
/// statutory one.
struct JointJoined {
  std::string group;
  Organ lead;
  std::string part;  ///< what of the project this member decides
  std::vector<Countdown> told;
};

/// An opinion as a case knows it: what was asked, and the answer when there is one.
struct Opinion {
  OpinionAsked asked;
  Organ from;
  Day asked_on;
  std::optional<OpinionGiven> given;
  std::optional<Day> given_on;
  std::optional<OpinionWithdrawn> withdrawn = {};
  std::optional<Day> withdrawn_on = {};
};

struct JointLink {
  std::string group;
  Organ lead;
  std::string part;
  Day joined_on;
};

/// A paper that is not handed in again: where the project has it on record.
struct ReusedPaper {
  std::string paper;  ///< as the new case's matter calls it
  std::string from_case;
  long long event = 0;  ///< the sequence of the event there that brought or made it
  std::string document_no;
  std::string file;
  bool operator==(const ReusedPaper&) const = default;
};

/// A paper of a project that is on record in force, as another case of the project may use it.
struct OnRecord {
  std::string paper;
  std::string name;
  bool is_result = false;  ///< an issued document, else a paper that was handed in
  std::string from_case;
  long long event = 0;
  Day day;
  std::string document_no;
  std::string file;
};

}  // namespace qidi::domain
