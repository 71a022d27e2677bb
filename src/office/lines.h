// The lines (条线) that superiors look down, drawn from the register of organs of now and kept
// until it changes: whoever asks is asked at each request. Clauses N1, N8; domain/people/line.h.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "domain/people/line.h"
#include "office/regions.h"
#include "office/rule_book.h"

namespace qidi::office {

/// The names of a region and of those above it, for as long as `regions` lives.
domain::RegionsAbove regions_above(const Regions& regions);

class Lines {
 public:
  /// `regions` must live as long as what this gives.
  Lines(RulesOfNow rules, const Regions& regions) : rules_(std::move(rules)), regions_(regions) {}

  /// What stands below an organ now. From any thread; a look into a map but for the first time.
  std::shared_ptr<const domain::Line> below(const domain::Organ& organ);

 private:
  RulesOfNow rules_;
  const Regions& regions_;
  std::mutex mutex_;
  std::map<domain::Organ, std::shared_ptr<const domain::Line>> drawn_;
};

}  // namespace qidi::office
