// The quickest level: a page of a ledger shrinks tenfold in a fraction of a millisecond.
#include "api/compression.h"

#include <zlib.h>

#include <cassert>

#include "http/negotiation.h"

namespace qidi::api {

namespace {

constexpr std::size_t not_worth_it = 1400;  ///< fits one packet as it is

}  // namespace

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  constexpr int gzip_window = 15 + 16;
  const int begun =
      deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzip_window, 8, Z_DEFAULT_STRATEGY);
  assert(begun == Z_OK);
  (void)begun;
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  assert(ended == Z_STREAM_END);
  (void)ended;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

bool takes_gzip(const http::Request& request) {
  return http::choose_coding(request.header("Accept-Encoding"), true, false) == http::Coding::gzip;
}

void compress_for(const http::Request& request, http::Response& response) {
  if (!response.body || response.body->size() < not_worth_it) return;
  response.set("Vary", "Accept-Encoding");
  if (!takes_gzip(request)) return;
  response.body = std::make_shared<const std::string>(gzip(*response.body));
  response.set("Content-Encoding", "gzip");
}

}  // namespace qidi::api
