// Which files of a case who asks may read, decided in this one place: all of a case within his
// reach; of a case out of it those that his organ was asked to judge, for as long as the question
// is not taken back, also after it has answered. Clauses N8, N9; docs/decisions/0010, 0016.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/parameters.h"
#include "domain/casework/opinions.h"
#include "office/ports.h"

namespace qidi::api {

struct FilesInReach {
  std::string case_id;
  std::vector<record::SealedEvent> events;  ///< of the case
  /// Set for whoever reads as an organ that is asked: the papers that he may read, and in whose
  /// name they came. Then each reading is recorded, and who handed in is told as the unit alone.
  std::optional<domain::PapersToJudge> to_judge;
  std::string unit_name;
};

/// `no_such_case` where there is none, or nothing of it for whoever asks.
Read<FilesInReach> files_in_reach(office::Store& store, const http::Request& request);

}  // namespace qidi::api
