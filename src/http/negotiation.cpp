// See negotiation.h.
#include "http/negotiation.h"

#include <algorithm>

namespace qidi::http {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// "q=0.75" as thousandths; what is no weight counts as refused, because it asks for nothing plain.
int weight_of(std::string_view text) {
  if (text.size() < 3 || (text[0] != 'q' && text[0] != 'Q') || text[1] != '=') return 0;
  text.remove_prefix(2);
  int thousandths = 0;
  int unit = 1000;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 1) {
      if (text[i] != '.') return 0;
      continue;
    }
    if (i > 4 || text[i] < '0' || text[i] > '9') return 0;
    thousandths += (text[i] - '0') * unit;
    unit /= 10;
  }
  return std::min(thousandths, 1000);
}

struct Weights {
  int gzip = -1;
  int brotli = -1;
  int identity = -1;
  int any = -1;
};

Weights weights_in(std::string_view list) {
  Weights weights;
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    const auto item = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    const auto semicolon = std::min(item.find(';'), item.size());
    const auto name = trimmed(item.substr(0, semicolon));
    const int weight =
        semicolon == item.size() ? 1000 : weight_of(trimmed(item.substr(semicolon + 1)));
    if (equal_ignoring_case(name, "gzip") || equal_ignoring_case(name, "x-gzip")) {
      weights.gzip = weight;
    } else if (equal_ignoring_case(name, "br")) {
      weights.brotli = weight;
    } else if (equal_ignoring_case(name, "identity")) {
      weights.identity = weight;
    } else if (name == "*") {
      weights.any = weight;
    }
  }
  return weights;
}

std::string_view without_weakness(std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  return etag;
}

}  // namespace

Coding choose_coding(std::string_view accept_encoding, bool has_gzip, bool has_brotli) {
  const auto weights = weights_in(accept_encoding);
  const auto named_or_any = [&](int weight) { return weight >= 0 ? weight : weights.any; };
  const int brotli = has_brotli ? named_or_any(weights.brotli) : -1;
  const int gzip = has_gzip ? named_or_any(weights.gzip) : -1;
  const int identity = std::max(named_or_any(weights.identity), 0);
  if (brotli > 0 && brotli >= gzip && brotli >= identity) return Coding::brotli;
  if (gzip > 0 && gzip >= identity) return Coding::gzip;
  if (brotli > 0 && brotli >= identity) return Coding::brotli;
  return Coding::identity;
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  const auto ours = without_weakness(etag);
  if (trimmed(if_none_match) == "*") return true;
  while (!if_none_match.empty()) {
    const auto comma = std::min(if_none_match.find(','), if_none_match.size());
    if (without_weakness(trimmed(if_none_match.substr(0, comma))) == ours) return true;
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
  }
  return false;
}

Response conditional(const Request& request, Response response, const std::string& etag) {
  const bool reads = request.method == Method::get || request.method == Method::head;
  if (!reads || response.status != 200) return response;
  response.set("ETag", etag);
  // Held by the browser, asked for again each time: without this no-store would forbid holding it.
  const bool has_cache = std::any_of(
      response.headers.begin(), response.headers.end(),
      [](const Field& field) { return equal_ignoring_case(field.name, "cache-control"); });
  if (!has_cache) response.set("Cache-Control", "no-cache, private");
  if (!matches_etag(request.header("If-None-Match"), etag)) return response;
  response.status = 304;
  response.content_type.clear();
  response.body.reset();
  response.file.reset();
  return response;
}

}  // namespace qidi::http
