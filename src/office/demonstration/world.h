// The made-up world of the demonstration: organs of the six lines at three levels, officers,
// projects and units with plausible names. No real person or firm stands here: people are called
// 某, firms 演示. Clause N1; domain-facts 4, 7.2.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/casework/matter.h"
#include "domain/people/actor.h"
#include "office/demonstration/seeded.h"
#include "office/regions.h"

namespace qidi::office {

struct DemoProject {
  std::string code;
  std::string name;
  std::string region;  ///< of its place
  std::string unit;
  std::string unit_code;  ///< made up, with good check characters: one for each unit
};

class DemoWorld {
 public:
  DemoWorld(const Regions& regions, const domain::MatterCatalogue& matters);

  /// Banners, counties and districts: where projects stand.
  const std::vector<std::string>& places() const { return places_; }
  /// The organ of a line that serves a region.
  domain::Organ organ(const std::string& line, const std::string& region) const;
  /// The region above: a banner's league, a league's autonomous region.
  std::string above(const std::string& region) const;
  /// One of an organ's made-up officers; number 0 is its head.
  std::string officer(const domain::Organ& organ, int number) const;
  /// Matters that the demonstration files, the eight of the notice three times as often.
  const std::vector<std::string>& matters() const { return matters_; }

  DemoProject make_project(Seeded& chance, int number, domain::Day filed) const;

 private:
  const Regions& regions_;
  std::vector<std::string> places_;
  std::vector<std::string> matters_;
};

}  // namespace qidi::office
