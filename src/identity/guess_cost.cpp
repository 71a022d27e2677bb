// See guess_cost.h. The cheapest way to cut the password into pieces, from its front to its end.
#include "identity/guess_cost.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include "identity/weak_words.h"

namespace qidi::identity {
namespace {

constexpr std::size_t shortest_run = 3;
constexpr std::size_t shortest_bent_walk = 5;

bool is_digit(char32_t point) {
  return point >= U'0' && point <= U'9';
}

/// Whether a character is written for a letter (leet).
bool stands_for(char32_t written, char32_t letter) {
  if (written >= U'a' && written <= U'z') return false;  // which most are
  static constexpr std::u32string_view pairs = U"@a4a8b(c3e6g9g1i!i|i1l!l|l0o5s$s7t+t2z";
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    if (pairs[i] == written && pairs[i + 1] == letter) return true;
  }
  return false;
}

/// Where a key lies: the row from above and the place from the left, shift or not.
struct Key {
  int row;
  int place;
};

std::optional<Key> key_of(char32_t point) {
  static constexpr std::array<std::u32string_view, 7> rows{
      U"`1234567890-=", U" qwertyuiop[]\\",          U" asdfghjkl;'",          U" zxcvbnm,./",
      U"~!@#$%^&*()_+", U" \1\1\1\1\1\1\1\1\1\1{}|", U" \1\1\1\1\1\1\1\1\1:\""};
  if (point == U' ' || point == U'\1') return std::nullopt;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto place = rows[row].find(point);
    if (place != std::u32string_view::npos) {
      return Key{static_cast<int>(row % 4), static_cast<int>(place)};
    }
  }
  return std::nullopt;
}

/// How many characters from the front are the same.
std::size_t same_run(std::u32string_view text) {
  const auto end = text.find_first_not_of(text.front());
  return std::min(end, text.size());
}

/// How many go up or down by the same one or two ("abcd", "9876", "2468").
std::size_t sequence(std::u32string_view text) {
  if (text.size() < shortest_run) return 0;
  const auto step_at = [&](std::size_t i) {
    return static_cast<std::int64_t>(text[i]) - static_cast<std::int64_t>(text[i - 1]);
  };
  const auto step = step_at(1);
  if (step == 0 || step < -2 || step > 2) return 0;
  std::size_t length = 2;
  while (length < text.size() && step_at(length) == step) ++length;
  return length;
}

/// How many lie one beside the other on the keyboard, in one direction or bending.
std::size_t walk(std::u32string_view text) {
  std::size_t straight = 1;
  std::size_t length = 1;
  std::optional<Key> last = key_of(text.front());
  std::optional<Key> direction;
  bool is_straight = true;
  for (; last && length < text.size(); ++length) {
    const auto key = key_of(text[length]);
    if (!key) break;
    const Key step{key->row - last->row, key->place - last->place};
    const bool is_beside = std::abs(step.row) <= 1 && std::abs(step.place) <= 1;
    if (!is_beside || (step.row == 0 && step.place == 0)) break;
    is_straight = is_straight &&
                  (!direction || (direction->row == step.row && direction->place == step.place));
    direction = step;
    last = key;
    if (is_straight) straight = length + 1;
  }
  if (length >= shortest_bent_walk) return length;
  return straight >= shortest_run ? straight : 0;
}

int number_of(std::u32string_view digits) {
  int number = 0;
  for (const auto digit : digits) number = number * 10 + static_cast<int>(digit - U'0');
  return number;
}

/// A year of 1900 to 2099, such a year with month and day, or two digits of it with them.
std::size_t date(std::u32string_view text) {
  const auto digits =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  const auto is_day = [&](std::size_t from) {
    const int month = number_of(text.substr(from, 2));
    const int day = number_of(text.substr(from + 2, 2));
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
  };
  const bool is_year =
      digits >= 4 && number_of(text.substr(0, 2)) >= 19 && number_of(text.substr(0, 2)) <= 20;
  if (is_year && digits >= 8 && is_day(4)) return 8;
  if (digits >= 6 && is_day(2)) return 6;
  return is_year ? 4 : 0;
}

/// How much of the text from `at` stood in it before, as "abc" does twice in "abcabcabc".
std::size_t copy(std::u32string_view text, std::size_t at) {
  std::size_t longest = 0;
  for (std::size_t from = 0; from < at; ++from) {
    std::size_t length = 0;
    while (at + length < text.size() && text[from + length] == text[at + length]) ++length;
    longest = std::max(longest, length);
  }
  return longest >= shortest_run ? longest : 0;
}

template <typename Letters>
bool begins_with(std::u32string_view text, const Letters& first, const Letters& last) {
  auto written = text.begin();
  bool has_letter = false;
  for (auto letter = first; letter != last; ++letter, ++written) {
    if (written == text.end()) return false;
    if (*written == *letter) {
      has_letter = true;
    } else if (!stands_for(*written, *letter)) {
      return false;
    }
  }
  return has_letter;
}

/// The longest word that the text begins with, read forwards or backwards.
std::size_t word(std::u32string_view text, std::span<const std::u32string> words) {
  std::size_t longest = 0;
  for (const auto& each : words) {
    if (each.size() <= longest) continue;
    if (begins_with(text, each.begin(), each.end()) ||
        begins_with(text, each.rbegin(), each.rend())) {
      longest = each.size();
    }
  }
  return longest;
}

std::size_t cost_of_pieces(std::u32string_view text, std::span<const std::u32string> owner_words) {
  std::vector<std::size_t> cost(text.size() + 1, text.size());
  cost[0] = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto rest = text.substr(at);
    const auto longest =
        std::max({std::size_t{1}, same_run(rest), sequence(rest), walk(rest), date(rest),
                  copy(text, at), word(rest, weak_words()), word(rest, owner_words)});
    // A piece may be cut short, so that the next one begins where it likes.
    for (std::size_t length = 1; length <= longest; ++length) {
      cost[at + length] = std::min(cost[at + length], cost[at] + 1);
    }
  }
  return cost[text.size()];
}

}  // namespace

std::size_t guess_cost(const std::u32string& password,
                       std::span<const std::u32string> owner_words) {
  if (password.empty()) return 0;
  const auto as_written = cost_of_pieces(password, owner_words);
  // "aabbccdd" is "abcd" with each letter doubled.
  std::u32string once = password;
  once.erase(std::unique(once.begin(), once.end()), once.end());
  return std::min(as_written, 1 + cost_of_pieces(once, owner_words));
}

}  // namespace qidi::identity
