// Regions by code and by name: what a sheet writes becomes a code of GB/T 2260 where it can.
// N1; domain.md 6 ("two region trees"); law/divisions.csv.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qidi::office {

struct Region {
  std::string code;
  std::string name;
  int level = 0;
  std::string parent;
  std::string reporting_unit;
};

class Regions {
 public:
  explicit Regions(std::vector<Region> regions);

  /// The code for a code, a full name, a name without its last character (呼和浩特), or a path such
  /// as 呼和浩特市/新城区. Nothing when unknown.
  std::optional<std::string> code_of(std::string_view text) const;
  /// The name of a code; the code itself when unknown.
  std::string name_of(std::string_view code) const;
  const Region* find(std::string_view code) const;
  const std::vector<Region>& all() const { return regions_; }

 private:
  std::vector<Region> regions_;
  std::map<std::string, std::size_t, std::less<>> by_text_;
  std::map<std::string, std::size_t, std::less<>> by_code_;
};

/// The digits that all codes below a region share: 150000 -> "15", 150100 -> "1501".
std::string region_prefix(std::string_view code);

}  // namespace qidi::office
