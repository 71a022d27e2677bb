// What a case's record has sealed about persons, opened for whoever may see it; and the recording
// of each reading, in a stream of its own beside the case's: a reading changes nothing of the case,
// so it moves no version, makes no open form stale and stands in no ledger, but it is chained,
// signed and proved like everything else. Clause N8; 个人信息保护法 6, 51, 54; docs/decisions/0014.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/people/personal_reading.h"
#include "office/ports.h"

namespace qidi::office {

/// What the unit said with one rating.
struct SaidWithRating {
  domain::RatingStep step{};
  domain::RatingGrade grade{};
  domain::Day day;
  std::vector<std::string> tags;
  std::string text;
  std::string phone;
  std::string supplement;
  bool called_back = false;
  std::string finding;  ///< of the call-back, with the two below
  std::string mended;
  std::string unit_word;
};

/// Empty where nothing was said, or where what was said has been taken away.
struct PersonalData {
  std::string contact_name;
  std::string contact_phone;
  std::vector<SaidWithRating> ratings;
};

/// The case's personal data, each value held against its seal: one that does not fit is a fault.
Result<PersonalData, Fault> personal_data(EventReader& reader, const std::string& case_id);

/// "reading/" and the case's id.
std::string stream_of_readings(const std::string& case_id);

struct ReadingOrder {
  std::string command_id;
  std::string case_id;
  domain::AskToRead asked;
  domain::ReachedCase reached;
};

/// One reading as it stands in the record.
struct RecordedReading {
  std::string case_id;
  std::vector<std::string> fields;
  std::string reason;
  domain::Actor actor;
  domain::Instant recorded{};
  std::uint64_t index = 0;  ///< in the log
};

/// Records a reading: committed but not yet durable; nothing may be shown before the caller's sync.
/// The same command again records nothing more. A refusal leaves no trace.
Result<std::variant<RecordedReading, domain::Refusal>, Fault> record_reading(
    EventLog& log, Clock& clock, const ReadingOrder& order);

/// Somebody of an organ that is asked for its opinion reads a file of the case; whether he may was
/// decided where the file was found (api/files_in_reach.h).
struct FileReading {
  std::string command_id;
  std::string case_id;
  domain::Actor actor;
  std::string reason;  ///< with the file's name
};
/// As record_reading.
Result<RecordedReading, Fault> record_file_reading(EventLog& log, Clock& clock,
                                                   const FileReading& reading);

/// Readings of one case, or (empty id) of all; newest first.
Result<std::vector<RecordedReading>, Fault> readings(EventReader& reader,
                                                     const std::string& case_id);

}  // namespace qidi::office
