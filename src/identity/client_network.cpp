// See client_network.h.
#include "identity/client_network.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <vector>

namespace qidi::identity {
namespace {

using Groups = std::vector<std::uint16_t>;

std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (auto end = text.find(mark); end != std::string_view::npos; end = text.find(mark)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

std::optional<std::uint16_t> number(std::string_view text, int base, std::uint16_t highest) {
  std::uint16_t value = 0;
  const auto* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value, base);
  const bool is_whole = error == std::errc{} && end == last && value <= highest;
  return is_whole ? std::optional(value) : std::nullopt;
}

/// The two groups that an IPv4 address fills.
std::optional<Groups> groups_of_ipv4(std::string_view text) {
  const auto parts = split(text, '.');
  if (parts.size() != 4) return std::nullopt;
  std::array<std::uint16_t, 4> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = number(parts[i], 10, 255);
    if (!byte) return std::nullopt;
    bytes[i] = *byte;
  }
  return Groups{static_cast<std::uint16_t>(bytes[0] << 8 | bytes[1]),
                static_cast<std::uint16_t>(bytes[2] << 8 | bytes[3])};
}

/// Groups between colons, none for an empty text; the last may be an IPv4 address.
std::optional<Groups> groups_of(std::string_view text) {
  Groups groups;
  if (text.empty()) return groups;
  const auto parts = split(text, ':');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool is_ipv4 = i + 1 == parts.size() && parts[i].find('.') != std::string_view::npos;
    if (is_ipv4) {
      const auto two = groups_of_ipv4(parts[i]);
      if (!two) return std::nullopt;
      groups.insert(groups.end(), two->begin(), two->end());
      continue;
    }
    const auto group = number(parts[i], 16, 0xffff);
    if (!group || parts[i].size() > 4) return std::nullopt;
    groups.push_back(*group);
  }
  return groups;
}

/// All eight groups of an IPv6 address, "::" filled up.
std::optional<Groups> eight_groups(std::string_view text) {
  const auto gap = text.find("::");
  if (gap == std::string_view::npos) {
    const auto all = groups_of(text);
    return all && all->size() == 8 ? all : std::nullopt;
  }
  auto groups = groups_of(text.substr(0, gap));
  const auto rest = groups_of(text.substr(gap + 2));
  if (!groups || !rest || groups->size() + rest->size() > 7) return std::nullopt;
  groups->resize(8 - rest->size(), 0);
  groups->insert(groups->end(), rest->begin(), rest->end());
  return groups;
}

std::string in_hex(std::uint16_t group) {
  std::array<char, 4> digits{};
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), group, 16);
  (void)error;  // four digits hold any group
  return {digits.data(), end};
}

}  // namespace

std::string network_of(std::string_view address) {
  const auto groups = eight_groups(address.substr(0, address.find('%')));
  if (!groups) return std::string(address);
  const auto& g = *groups;
  const bool is_ipv4 = (g[0] | g[1] | g[2] | g[3] | g[4]) == 0 && g[5] == 0xffff;
  if (is_ipv4) {
    return std::to_string(g[6] >> 8) + "." + std::to_string(g[6] & 255) + "." +
           std::to_string(g[7] >> 8) + "." + std::to_string(g[7] & 255);
  }
  return in_hex(g[0]) + ":" + in_hex(g[1]) + ":" + in_hex(g[2]) + ":" + in_hex(g[3]);
}

}  // namespace qidi::identity
