// The pages' files, served from memory on the I/O thread: compressed beforehand, tagged, and for
// ever cached where the name carries a hash of the content.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/message.h"

namespace qidi::http {

struct Asset {
  std::string path;  ///< "/assets/index-3f9a.js"
  std::string content_type;
  std::string etag;  ///< without quotes; empty: never asked for conditionally
  std::shared_ptr<const std::string> identity;
  std::shared_ptr<const std::string> gzip;    ///< may be null
  std::shared_ptr<const std::string> brotli;  ///< may be null
  bool immutable = false;                     ///< the name changes with the content
};

class AssetStore {
 public:
  /// A later one of the same path takes the earlier one's place.
  void add(Asset asset);
  /// Answers GET and HEAD of addresses that are no asset and have no dot in their last segment
  /// (the pages' own): "/cases/…" with the asset "/pages/cases.html" where there is one ("/" with
  /// "/pages/index.html"), else with the asset at `path`. Not under the given beginnings ("/api/").
  void fall_back_to(std::string path, std::vector<std::string> not_under);
  /// Nothing when no asset answers. For Routes::otherwise or a route's from_memory.
  std::optional<Response> answer(const Request& request) const;
  bool empty() const { return assets_.empty(); }

 private:
  const Asset* find(const Request& request) const;
  std::unordered_map<std::string, Asset> assets_;
  std::string fallback_;
  std::vector<std::string> not_under_;
};

}  // namespace qidi::http
