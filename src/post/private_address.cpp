// RFC 6890's special blocks, by their bytes.
#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "post/carrier.h"

namespace qidi::post {

namespace {

struct Block {
  std::array<unsigned char, 4> beginning;
  int bits;
};

constexpr std::array<Block, 15> private_blocks{{
    {{0, 0, 0, 0}, 8},
    {{10, 0, 0, 0}, 8},
    {{100, 64, 0, 0}, 10},
    {{127, 0, 0, 0}, 8},
    {{169, 254, 0, 0}, 16},
    {{172, 16, 0, 0}, 12},
    {{192, 0, 0, 0}, 24},
    {{192, 0, 2, 0}, 24},
    {{192, 88, 99, 0}, 24},
    {{192, 168, 0, 0}, 16},
    {{198, 18, 0, 0}, 15},
    {{198, 51, 100, 0}, 24},
    {{203, 0, 113, 0}, 24},
    {{224, 0, 0, 0}, 4},
    {{240, 0, 0, 0}, 4},
}};

bool is_private_v4(std::span<const unsigned char, 4> bytes) {
  return std::any_of(private_blocks.begin(), private_blocks.end(), [&](const Block& block) {
    for (int bit = 0; bit < block.bits; ++bit) {
      const auto at = static_cast<std::size_t>(bit / 8);
      const auto mask = static_cast<unsigned char>(0x80U >> static_cast<unsigned>(bit % 8));
      if ((bytes[at] & mask) != (block.beginning.at(at) & mask)) return false;
    }
    return true;
  });
}

/// Only global unicast (2000::/3) is public, and of that neither documentation nor what carries an
/// IPv4 address in it (6to4, Teredo).
bool is_private_v6(std::span<const unsigned char, 16> bytes) {
  if ((bytes[0] & 0xE0U) != 0x20U) return true;
  const bool carries_v4 = (bytes[0] == 0x20 && bytes[1] == 0x02) ||
                          (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0);
  const bool documentation =
      bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0D && bytes[3] == 0xB8;
  return carries_v4 || documentation;
}

}  // namespace

bool is_private_address(std::string_view numeric) {
  const std::string text(numeric);
  std::array<unsigned char, 4> v4{};
  if (inet_pton(AF_INET, text.c_str(), v4.data()) == 1) return is_private_v4(v4);
  std::array<unsigned char, 16> v6{};
  if (inet_pton(AF_INET6, text.c_str(), v6.data()) == 1) return is_private_v6(v6);
  return true;  // what is no address is nowhere to call
}

}  // namespace qidi::post
