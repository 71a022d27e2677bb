// The built pages out of the binary: each file with its compressed forms, and the pages' own
// addresses, which all begin with index.html. frontend.md 10.
#include <map>

#include "api/routing.h"
#include "http/assets.h"

namespace qidi::api {

namespace {

std::string content_type_of(std::string_view name) {
  static const std::map<std::string_view, std::string_view> types{
      {"html", "text/html; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"css", "text/css; charset=utf-8"},
      {"svg", "image/svg+xml"},
      {"json", "application/json"},
      {"woff2", "font/woff2"},
      {"png", "image/png"},
      {"txt", "text/plain; charset=utf-8"},
      {"webmanifest", "application/manifest+json"}};
  const auto dot = name.rfind('.');
  const auto found = types.find(dot == std::string_view::npos ? "" : name.substr(dot + 1));
  return std::string(found == types.end() ? "application/octet-stream" : found->second);
}

std::shared_ptr<const std::string> bytes_of(const std::map<std::string_view, std::string_view>& all,
                                            const std::string& name) {
  const auto found = all.find(name);
  return found == all.end() ? nullptr : std::make_shared<const std::string>(found->second);
}

}  // namespace

void add_pages(http::Routes& routes, Service& service) {
  std::map<std::string_view, std::string_view> all;
  for (const auto& file : service.doors().pages) all[file.name] = file.bytes;
  auto store = std::make_shared<http::AssetStore>();
  for (const auto& [name, bytes] : all) {
    if (name.ends_with(".gz") || name.ends_with(".br")) continue;
    http::Asset asset;
    asset.path = "/" + std::string(name);
    asset.content_type = content_type_of(name);
    asset.etag = record::to_hex(record::sm3(bytes)).substr(0, 16);
    asset.identity = std::make_shared<const std::string>(bytes);
    asset.gzip = bytes_of(all, std::string(name) + ".gz");
    asset.brotli = bytes_of(all, std::string(name) + ".br");
    asset.immutable = name.starts_with("assets/");
    store->add(std::move(asset));
  }
  store->fall_back_to("/index.html", {"/api/", "/health/", "/assets/"});
  routes.otherwise = [store](const http::Request& request) -> std::optional<http::Response> {
    // The metrics have an address of their own (serve --metrics-listen): who looks for them here is
    // not given a page that is none.
    if (request.path == "/metrics") return std::nullopt;
    return store->answer(request);
  };
}

}  // namespace qidi::api
