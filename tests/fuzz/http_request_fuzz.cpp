// Any bytes as what comes over a connection: heads and bodies one after another, then the table of
// routes. The same is read at every split, and no head is framed in two ways.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/body_decoder.h"
#include "http/origin.h"
#include "http/request_head.h"
#include "http/routes.h"

namespace {

using namespace qidi::http;

void require(bool holds) {
  if (!holds) std::abort();
}

const Routes& table() {
  static const Routes routes = [] {
    Routes made;
    for (const auto* pattern : {"/", "/a", "/a/{id}", "/a/{id}/b", "/f/{rest...}"}) {
      Route route;
      route.method = pattern[1] == 'a' ? Method::post : Method::get;
      route.pattern = pattern;
      route.handle = [](auto, auto) {};
      made.add(std::move(route));
    }
    return made;
  }();
  return routes;
}

void check_head(const Request& request, const Framing& framing) {
  const auto length = request.header("Content-Length");
  require(!(framing.chunked && !length.empty()));
  if (length.empty()) require(framing.content_length == 0);
  require(request.headers.size() <= 100 && request.target.size() <= 8 * 1024);
  const auto match = table().match(request.method, request.path);
  if (match.route != nullptr) require(match.allowed.empty());
  origin_is_ours(request);
  host_is_ours(request.header("Host"), true, {"a.cn"});
}

/// What a connection would understand of the bytes, coming `piece` at a time.
std::string understood(std::string_view bytes, std::size_t piece) {
  std::string text;
  std::string input;
  std::size_t seen = 0;
  std::size_t at = 0;
  while (true) {
    const auto end = find_head_end(input, seen, {});
    if (end.fault) return text + "!" + std::to_string(end.fault->status);
    if (end.length == 0) {
      seen = input.size();
      if (at >= bytes.size()) return text + "?";
      input += bytes.substr(at, piece);
      at += piece;
      continue;
    }
    Request request;
    Framing framing;
    if (const auto fault =
            read_head(std::string_view(input).substr(0, end.length), {}, request, framing)) {
      return text + "!" + std::to_string(fault->status);
    }
    check_head(request, framing);
    text += request.target + "|";
    input.erase(0, end.length);
    seen = 0;
    BodyDecoder decoder(framing, 10'000);
    while (framing.has_body() && decoder.state() == BodyDecoder::State::more) {
      std::string_view rest = input;
      decoder.feed(rest, [&](std::string_view taken) {
        text += taken;
        return true;
      });
      input.erase(0, input.size() - rest.size());
      if (decoder.state() != BodyDecoder::State::more) break;
      if (at >= bytes.size()) return text + "~";
      input += bytes.substr(at, piece);
      at += piece;
    }
    if (framing.has_body() && decoder.state() != BodyDecoder::State::done) return text + "#";
    text += "\n";
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  const auto whole = understood(bytes, bytes.size() + 1);
  const auto cut = understood(bytes, 1U + data[0] % 16);
  // Which fault is told first may hang on the split; that something is wrong, and what was
  // understood before it, may not. A body is given in pieces, so only its start can be compared.
  const auto first = whole.substr(0, whole.find_last_of("!?~#"));
  const auto second = cut.substr(0, cut.find_last_of("!?~#"));
  if (whole.find('#') == std::string::npos && cut.find('#') == std::string::npos) {
    require(first == second);
  }
  return 0;
}
