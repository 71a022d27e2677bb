// See assets.h.
#include "http/assets.h"

#include <algorithm>
#include <cassert>

#include "http/negotiation.h"

namespace qidi::http {

void AssetStore::add(Asset asset) {
  assert(asset.identity && asset.path.starts_with('/'));
  auto path = asset.path;
  assets_.insert_or_assign(std::move(path), std::move(asset));
}

void AssetStore::fall_back_to(std::string path, std::vector<std::string> not_under) {
  fallback_ = std::move(path);
  not_under_ = std::move(not_under);
}

const Asset* AssetStore::find(const Request& request) const {
  auto found = assets_.find(request.path);
  if (found == assets_.end()) {
    const auto last = request.path.substr(request.path.rfind('/') + 1);
    const bool barred =
        fallback_.empty() || request.path.empty() || last.find('.') != std::string::npos ||
        std::any_of(not_under_.begin(), not_under_.end(), [&](const std::string& start) {
          return (request.path + "/").starts_with(start);
        });
    if (barred) return nullptr;
    const auto first = request.path.substr(1, request.path.find('/', 1) - 1);
    found = assets_.find("/pages/" + (first.empty() ? "index" : first) + ".html");
    if (found == assets_.end()) found = assets_.find(fallback_);
  }
  return found == assets_.end() ? nullptr : &found->second;
}

std::optional<Response> AssetStore::answer(const Request& request) const {
  if (request.method != Method::get && request.method != Method::head) return std::nullopt;
  const Asset* asset = find(request);
  if (asset == nullptr) return std::nullopt;
  const auto coding = choose_coding(request.header("Accept-Encoding"), asset->gzip != nullptr,
                                    asset->brotli != nullptr);
  Response response;
  response.content_type = asset->content_type;
  response.body = asset->identity;
  std::string tag = asset->etag;
  if (coding == Coding::gzip) {
    response.body = asset->gzip;
    response.set("Content-Encoding", "gzip");
    tag += "-gz";
  } else if (coding == Coding::brotli) {
    response.body = asset->brotli;
    response.set("Content-Encoding", "br");
    tag += "-br";
  }
  if (asset->gzip || asset->brotli) response.set("Vary", "Accept-Encoding");
  response.set("Cache-Control",
               asset->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (asset->etag.empty()) return response;
  return conditional(request, std::move(response), '"' + tag + '"');
}

}  // namespace qidi::http
