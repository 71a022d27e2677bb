// See password_policy.h.
#include "identity/password_policy.h"

#include <algorithm>
#include <utility>

#include "identity/code_points.h"
#include "identity/guess_cost.h"

namespace qidi::identity {
namespace {

/// A password of no more pieces is refused: a word, a sign, a year, and two more.
constexpr std::size_t pieces_refused = 5;
constexpr int classes_needed = 3;

int classes_in(std::u32string_view password) {
  bool capital = false;
  bool small = false;
  bool digit = false;
  bool other = false;
  for (const auto point : password) {
    const bool is_capital = point >= U'A' && point <= U'Z';
    const bool is_small = point >= U'a' && point <= U'z';
    const bool is_digit = point >= U'0' && point <= U'9';
    capital = capital || is_capital;
    small = small || is_small;
    digit = digit || is_digit;
    other = other || !(is_capital || is_small || is_digit);
  }
  return int{capital} + int{small} + int{digit} + int{other};
}

/// A word worth looking for: two characters, or three when it is written in ASCII. Else empty.
std::u32string word_of(std::string_view text) {
  const auto points = code_points_of(text);
  if (!points) return {};
  auto word = folded(*points);
  const bool is_ascii =
      std::all_of(word.begin(), word.end(), [](char32_t point) { return point < 0x80; });
  return word.size() >= (is_ascii ? 3U : 2U) ? word : std::u32string();
}

bool contains_either_way(const std::u32string& password, const std::u32string& word) {
  const std::u32string backwards(word.rbegin(), word.rend());
  return !word.empty() && (password.find(word) != std::u32string::npos ||
                           password.find(backwards) != std::u32string::npos);
}

}  // namespace

std::optional<std::string> objection(std::string_view password, const PasswordPolicy& policy,
                                     std::string_view login, std::string_view name,
                                     std::span<const std::string> words) {
  const auto points = code_points_of(password);
  if (!points) return "密码里有无法识别的字符，请重新输入。";
  const auto length = points->size();
  if (length < static_cast<std::size_t>(std::max(1, policy.minimum))) {
    return "密码至少要有 " + std::to_string(policy.minimum) + " 个字符，现在是 " +
           std::to_string(length) + " 个。";
  }
  if (length > static_cast<std::size_t>(policy.maximum)) {
    return "密码最多 " + std::to_string(policy.maximum) + " 个字符，现在是 " +
           std::to_string(length) + " 个。";
  }
  if (policy.classes && classes_in(*points) < classes_needed) {
    return "密码要含大写字母、小写字母、数字、其他字符四类中的至少三类，现在是 " +
           std::to_string(classes_in(*points)) + " 类。";
  }
  const auto plain = folded(*points);
  std::vector<std::u32string> owner_words{word_of(login), word_of(name)};
  if (contains_either_way(plain, owner_words[0])) return "密码里不能有自己的登录名。";
  if (contains_either_way(plain, owner_words[1])) return "密码里不能有自己的姓名。";
  for (const auto& word : words) owner_words.push_back(word_of(word));
  if (guess_cost(plain, owner_words) <= pieces_refused) {
    return "这个密码容易被猜到：它几乎全由常见的词、键盘顺序、重复、年份或与本人、本单位有关的词"
           "拼成。请换成几个互不相干的词，或随机的字符。";
  }
  return std::nullopt;
}

std::string words_of(const PasswordPolicy& policy) {
  std::string text = "密码为 " + std::to_string(policy.minimum) + " 至 " +
                     std::to_string(policy.maximum) + " 个字符";
  if (policy.classes) text += "，含大写字母、小写字母、数字、其他字符中的至少三类";
  text += "，不能是常见或有规律的密码，不能含登录名和姓名";
  if (policy.remember > 0) {
    text += "，不能与最近 " + std::to_string(policy.remember) + " 次用过的相同";
  }
  if (policy.days > 0) text += "；每 " + std::to_string(policy.days) + " 天须更换一次";
  return text + "。";
}

std::string objection_to_reuse(const PasswordPolicy& policy) {
  return "密码不能与最近 " + std::to_string(policy.remember) + " 次用过的相同。";
}

bool is_overdue(const PasswordPolicy& policy, domain::Instant set, domain::Instant now) {
  return policy.days > 0 && now - set >= std::chrono::days(policy.days);
}

std::vector<std::string> remembered(std::vector<std::string> earlier, std::string replaced,
                                    const PasswordPolicy& policy) {
  earlier.insert(earlier.begin(), std::move(replaced));
  const auto kept = static_cast<std::size_t>(std::max(0, policy.remember - 1));
  if (earlier.size() > kept) earlier.resize(kept);
  return earlier;
}

}  // namespace qidi::identity
