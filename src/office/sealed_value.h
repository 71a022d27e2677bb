// What a command said of a person, kept beside the record: the record's event bears only a seal of
// it, so that the chained bytes, their exports and their copies hold no personal data in clear and
// a value can be taken away when the law asks for it, with the record still whole.
// 个人信息保护法 6, 47, 51; docs/decisions/0014; N8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace qidi::office {

struct SealedValue {
  std::uint64_t sequence = 0;  ///< of the event in its stream that bears the seal
  std::string field;
  std::string salt;  ///< chance of its own: without it nobody can try values out against the seal
  std::string value;
  bool operator==(const SealedValue&) const = default;
};

/// SM3 over field, salt and value, in hex: what stands in the event.
std::string seal_of(std::string_view field, std::string_view salt, std::string_view value);

/// A salt for one field out of the command's chance, so that no field's salt tells another's.
std::string salt_of(std::string_view field, std::string_view chance);

}  // namespace qidi::office
