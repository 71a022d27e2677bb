// Only digits and the marks that people write between them.
#include "domain/people/phone.h"

#include <algorithm>

namespace qidi::domain {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

}  // namespace

bool is_phone(std::string_view text) {
  const auto digits = digits_in(text);
  return digits >= 7 && digits <= 20 && text.size() <= 30 &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_digit(c) || std::string_view("+-() ").find(c) != std::string_view::npos;
         });
}

std::string masked_phone(std::string_view phone) {
  if (phone.empty()) return {};
  const auto digits = digits_in(phone);
  // Of a mobile number the network's three and the last four stay; of others the last two only.
  const std::size_t first = digits >= 11 ? 3 : 0;
  const std::size_t last = digits >= 11 ? 4 : 2;
  std::string masked;
  std::size_t at = 0;
  for (const char c : phone) {
    if (!is_digit(c)) {
      continue;
    }
    masked += at < first || at + last >= digits ? c : '*';
    ++at;
  }
  return masked;
}

std::string masked_name(std::string_view name) {
  if (name.empty()) return {};
  std::size_t end = 1;
  while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) ++end;
  return std::string(name.substr(0, end)) + "**";
}

}  // namespace qidi::domain
