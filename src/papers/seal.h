// The signature beside a paper: over the file's very bytes, detached, so that whoever received the
// file can show that it is the one this server gave out. It is no electronic seal (电子印章) and no
// reliable electronic signature in the sense of 电子签名法 13: the key is the institution's own,
// certified by nobody. A site's licensed seal takes its place behind the same port.
// Feature F64; docs/decisions/0012.
#pragma once

#include <string>

#include "domain/result.h"

namespace qidi::papers {

class Seal {
 public:
  virtual ~Seal() = default;
  /// The signature as a JSON object; an error in words when there is nothing to sign with.
  virtual Result<std::string, std::string> sign(const std::string& bytes) = 0;
};

/// SM2 with SM3 by the key that signs the record's heads, in `keys_folder`. The key is read at each
/// signature and not kept.
class InstitutionSeal : public Seal {
 public:
  explicit InstitutionSeal(std::string keys_folder) : keys_folder_(std::move(keys_folder)) {}
  Result<std::string, std::string> sign(const std::string& bytes) override;

 private:
  std::string keys_folder_;
};

}  // namespace qidi::papers
