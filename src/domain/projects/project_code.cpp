// Shapes of project codes and check characters of credit codes.
#include "domain/projects/project_code.h"

#include <array>

namespace qidi::domain {

namespace {

bool all_digits(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty();
}

int number(std::string_view text) {
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

}  // namespace

ProjectCodeShape shape_of(std::string_view code) {
  // Both shapes: 4-6-2-2-n with hyphens at fixed places.
  if (code.size() < 23 || code.size() > 24) return ProjectCodeShape::none;
  if (code[4] != '-' || code[11] != '-' || code[14] != '-' || code[17] != '-') {
    return ProjectCodeShape::none;
  }
  const auto serial = code.substr(18);
  if (!all_digits(code.substr(0, 4)) || !all_digits(code.substr(5, 6)) ||
      !all_digits(code.substr(12, 2)) || !all_digits(code.substr(15, 2)) || !all_digits(serial)) {
    return ProjectCodeShape::none;
  }
  const int first = number(code.substr(0, 4));
  if (first >= 2013 && first <= 2021) return ProjectCodeShape::of_2015;
  const int month = first % 100;
  // The new shape began at the end of 2020.
  if (first >= 2010 && month >= 1 && month <= 12 && serial.size() == 6) {
    return ProjectCodeShape::of_2020;
  }
  return ProjectCodeShape::none;
}

bool is_project_code(std::string_view code) {
  return shape_of(code) != ProjectCodeShape::none;
}

std::string_view region_in(std::string_view code) {
  return is_project_code(code) ? code.substr(5, 6) : std::string_view{};
}

bool is_credit_code(std::string_view code) {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::array<int, 17> weights{1,  3,  9,  27, 19, 26, 16, 17, 20,
                                        29, 25, 13, 8,  24, 10, 30, 28};
  if (code.size() != 18) return false;
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) {
    const auto value = alphabet.find(code[i]);
    if (value == std::string_view::npos) return false;
    sum += static_cast<int>(value) * weights[i];
  }
  if (alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)] != code[17]) return false;

  constexpr std::array<int, 8> organ_weights{3, 7, 9, 10, 5, 8, 4, 2};
  int organ_sum = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const char c = code[8 + i];
    const int value = c >= '0' && c <= '9' ? c - '0' : c - 'A' + 10;
    organ_sum += value * organ_weights[i];
  }
  const int check = 11 - organ_sum % 11;
  const char expected = check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
  return code[16] == expected;
}

}  // namespace qidi::domain
