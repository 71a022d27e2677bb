// Lines are parted by a character that no field's name and no hex has.
#include "office/sealed_value.h"

#include "record/envelope.h"

namespace qidi::office {

namespace {

std::string sm3_of(std::string_view what, std::string_view field, std::string_view first,
                   std::string_view second) {
  std::string bytes;
  for (const auto part : {what, field, first}) bytes.append(part).append("\n");
  return record::to_hex(record::sm3(bytes.append(second)));
}

}  // namespace

std::string seal_of(std::string_view field, std::string_view salt, std::string_view value) {
  return sm3_of("qidi seal", field, salt, value);
}

std::string salt_of(std::string_view field, std::string_view chance) {
  return sm3_of("qidi salt", field, chance, "");
}

}  // namespace qidi::office
