// The one event of a stream of readings: somebody was shown personal data whole. Clause N8;
// 个人信息保护法 54; GB/T 22239-2019 安全审计.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/result.h"

namespace qidi::record {

struct PersonalDataRead {
  std::string case_id;
  std::vector<std::string> fields;  ///< "contact_phone", …: names only, never values
  std::string reason;
};
inline constexpr std::string_view personal_data_read = "personal_data_read";

std::string encode(const PersonalDataRead& event);
Result<PersonalDataRead, std::string> read_personal_data_read(std::string_view json);

}  // namespace qidi::record
