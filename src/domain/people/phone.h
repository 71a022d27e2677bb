// Telephone numbers and names as they are shown to whoever need not know them whole: 138****5678,
// 张**. Clause N8; 个人信息保护法 6 (最小范围), 51 (去标识化).
#pragma once

#include <string>
#include <string_view>

namespace qidi::domain {

/// Whether a text is a telephone number: 7 to 20 digits, with + - ( ) and spaces between them.
bool is_phone(std::string_view text);

/// The number with its middle hidden: of eleven digits 138****5678, of others the last two stay.
/// Empty for an empty one.
std::string masked_phone(std::string_view phone);

/// The name with all but its first character hidden, two stars in place of however many: 张**.
std::string masked_name(std::string_view name);

}  // namespace qidi::domain
