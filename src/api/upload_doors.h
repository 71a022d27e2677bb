// What uploads need of the world: where the files lie, which scanner looks at them, how much may
// wait. Handed in by the composition root. reliability.md R23.
#pragma once

#include <string>

#include "domain/files/upload_limits.h"

namespace qidi::api {

struct UploadDoors {
  std::string folder;   ///< `uploads/` of the data directory
  std::string scanner;  ///< clamd's socket; empty: files are not scanned
  /// Nobody asked for it by name: it is used from the moment it is there, and then always.
  bool scanner_if_there = false;
  domain::UploadLimits limits = {};
};

}  // namespace qidi::api
