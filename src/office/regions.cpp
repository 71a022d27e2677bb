// Looking regions up.
#include "office/regions.h"

#include <algorithm>

namespace qidi::office {

Regions::Regions(std::vector<Region> regions) : regions_(std::move(regions)) {
  constexpr std::size_t character = 3;  // every character of these names takes three bytes
  for (std::size_t i = 0; i < regions_.size(); ++i) {
    const auto& region = regions_[i];
    by_code_.emplace(region.code, i);
    by_text_.emplace(region.code, i);
    by_text_.emplace(region.name, i);
  }
  for (std::size_t i = 0; i < regions_.size(); ++i) {
    const auto& name = regions_[i].name;
    // Short forms only where two characters stay and nobody else has the name.
    if (name.size() >= 3 * character) {
      by_text_.emplace(name.substr(0, name.size() - character), i);
    }
  }
}

std::optional<std::string> Regions::code_of(std::string_view text) const {
  if (const auto found = by_text_.find(text); found != by_text_.end()) {
    return regions_[found->second].code;
  }
  // A path: the last part that is known rules, the most specific.
  for (const std::string_view separator : {"/", "-", " ", "·", "、", ">"}) {
    const auto at = text.rfind(separator);
    if (at == std::string_view::npos || at == 0) continue;
    if (auto code = code_of(text.substr(at + separator.size()))) return code;
    if (auto code = code_of(text.substr(0, at))) return code;
  }
  return std::nullopt;
}

std::string Regions::name_of(std::string_view code) const {
  const auto* region = find(code);
  return region == nullptr ? std::string(code) : region->name;
}

const Region* Regions::find(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : &regions_[found->second];
}

std::string region_prefix(std::string_view code) {
  std::string prefix(code);
  while (prefix.size() >= 2 && prefix.ends_with("00")) prefix.resize(prefix.size() - 2);
  return prefix;
}

}  // namespace qidi::office
