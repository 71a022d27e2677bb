// Any bytes as a multipart form: the parts are the same at every split, and their names are text.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/decoding.h"
#include "http/multipart.h"

namespace {

using namespace qidi::http;

std::string told(const std::string& boundary, std::string_view bytes, std::size_t piece) {
  std::string text;
  MultipartParser parser(boundary, {[&](const FormPart& part) {
                                      if (!is_utf8(part.name + part.file_name)) std::abort();
                                      text += "<" + part.name + "|" + part.file_name + ">";
                                      return true;
                                    },
                                    [&](std::string_view taken) {
                                      text += taken;
                                      return true;
                                    },
                                    [&] {
                                      text += "</>";
                                      return true;
                                    }});
  for (std::size_t at = 0; at < bytes.size(); at += piece) parser.feed(bytes.substr(at, piece));
  if (parser.state() == MultipartParser::State::malformed) return "malformed";
  // What is not whole yet may be held back differently; only that it is not whole must agree.
  return parser.state() == MultipartParser::State::more ? "more" : text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  boundary_in(bytes);
  const auto whole = told("B", bytes, bytes.size() + 1);
  if (whole != told("B", bytes, 1U + data[0] % 8)) std::abort();
  return 0;
}
