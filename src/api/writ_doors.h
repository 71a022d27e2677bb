// What the routes of writs need from the world: templates, the printing of a paper, and where the
// public finds this server. Handed in by serving.cpp. docs/decisions/0012.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "domain/casework/writ_template.h"
#include "domain/result.h"
#include "office/writs/writ_text.h"

namespace qidi::api {

struct WritDoors {
  std::vector<domain::WritTemplate> templates;
  std::string public_address;  ///< https://qidi.example.cn, without a slash at its end

  struct Print {
    const office::WritText& writ;
    std::string stamp;
    std::string verify_address;
    std::vector<std::string> basis;
    domain::Instant made_at{};
  };
  /// The bytes of the PDF, or a Chinese sentence why not.
  std::function<Result<std::string, std::string>(const Print&)> pdf;
  /// A detached signature over a file's bytes, as JSON (papers/seal.h); an error where this
  /// directory holds no key to sign with.
  std::function<Result<std::string, std::string>(const std::string& bytes)> seal;
};

}  // namespace qidi::api
