// A zip archive that is not trusted: members are read as streams, nothing is ever written to disk,
// and everything that unpacks to far more than it should is refused. Reliability R21.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.h"
#include "sheets/raw_row.h"
#include "sheets/sheet_file.h"

struct zip;

namespace qidi::sheets {

/// Takes a piece of a member; false: no more is wanted.
using ByteSink = std::function<Result<bool, SheetError>(std::string_view)>;

class ZipArchive {
 public:
  /// Opens the archive and checks its directory against the limits. Owns the file from then on.
  static Result<ZipArchive, SheetError> open(FilePointer file, long long size);

  /// Whether there is a member of this name (compared without regard to case).
  bool has(const std::string& name) const;
  /// Streams a member through the sink; refuses when it unpacks to more than its own directory
  /// entry says. `progress` may be empty.
  Result<void, SheetError> read(const std::string& name, const ByteSink& sink,
                                const Progress& progress = {}) const;
  /// A small member as a whole; refused when it is larger than `most` bytes.
  Result<std::string, SheetError> text(const std::string& name, std::size_t most) const;

 private:
  struct Close {
    void operator()(struct zip* archive) const;
  };
  explicit ZipArchive(struct zip* archive) : archive_(archive) {}

  std::unique_ptr<struct zip, Close> archive_;
};

}  // namespace qidi::sheets
