// The bodies of the streams `sign-ins/<day>`: lines counted over about a minute
// (docs/formats/accounts.md). GB/T 22239-2019 安全审计.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/people/sign_ins.h"
#include "domain/result.h"

namespace qidi::record {

inline constexpr std::string_view sign_ins_noted = "sign_ins_noted";

std::string encode(const std::vector<domain::SignInLine>& lines);
Result<std::vector<domain::SignInLine>, std::string> read_sign_ins(std::string_view body);

}  // namespace qidi::record
