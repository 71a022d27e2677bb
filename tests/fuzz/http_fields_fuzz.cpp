// Any bytes as header fields that are read further: cookies, codings, tags, hosts; and as names in
// the log, whose line stays one line of plain UTF-8 without control characters.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/access_log.h"
#include "http/decoding.h"
#include "http/negotiation.h"
#include "http/origin.h"
#include "http/problem.h"

namespace {

using namespace qidi::http;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Request request;
  request.headers = {{"Cookie", std::string(bytes)}, {"Origin", std::string(bytes)}};
  if (const auto cookie = request.cookie("a")) require(bytes.find(*cookie) != std::string::npos);
  require(choose_coding(bytes, false, false) == Coding::identity);
  require(choose_coding(bytes, true, false) != Coding::brotli);
  choose_coding(bytes, true, true);
  matches_etag(bytes, "\"a\"");
  require(conditional(request, Response::json("{}"), std::string(bytes)).status == 200);
  host_is_ours(bytes, true, {"a"});
  origin_is_ours(request);

  for (const char c : clean_header_value(std::string(bytes))) {
    require(c != '\r' && c != '\n' && c != '\0');
  }
  Finished finished;
  finished.route = finished.client = bytes;
  const auto line = access_line(finished, {});
  require(is_utf8(line));
  for (const char c : line) require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  return 0;
}
