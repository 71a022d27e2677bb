// How much may be uploaded and not yet handed in: a file, an account, everybody together, and what
// has to stay free on the disk. Pure. reliability.md R23, R28; docs/decisions/0011.
#pragma once

#include <chrono>
#include <optional>

#include "domain/files/file_kind.h"

namespace qidi::domain {

struct UploadLimits {
  long long file = 50LL << 20;       ///< bytes
  long long account = 500LL << 20;   ///< bytes, waiting to be handed in
  long long account_files = 200;     ///< files, the same
  long long everybody = 20LL << 30;  ///< bytes, the same, of all accounts together
  long long free_space = 1LL << 30;  ///< bytes that stay free on the disk for the record itself
  /// After so long without a sign of its owner an upload that was not handed in is removed.
  std::chrono::seconds waiting{3600};
};

/// What waits already, and what the disk has.
struct UploadsWaiting {
  long long account_bytes = 0;
  long long account_files = 0;
  long long all_bytes = 0;
  long long free_bytes = 0;
};

/// Against one more file of `size` bytes.
std::optional<FileObjection> objection_to_size(const UploadLimits& limits,
                                               const UploadsWaiting& waiting, long long size);

/// "50 MiB", "1.5 GiB": how much, for people.
std::string shown_size(long long bytes);

}  // namespace qidi::domain
