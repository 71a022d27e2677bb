// See web_fetch.h.
#include "openid/web_fetch.h"

#include <curl/curl.h>

#include <memory>
#include <utility>

namespace qidi::openid {

namespace {

constexpr std::size_t longest_answer = 1U << 20;
constexpr long connect_ms = 3000;
constexpr long whole_ms = 8000;

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
  auto& body = *static_cast<std::string*>(into);
  const auto length = size * count;
  if (body.size() + length > longest_answer) return 0;
  body.append(bytes, length);
  return length;
}

struct ListEnd {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, ListEnd>;

void add(Headers& headers, const std::string& line) {
  auto* longer = curl_slist_append(headers.get(), line.c_str());
  if (longer == nullptr) return;
  (void)headers.release();
  headers.reset(longer);
}

Result<WebAnswer, std::string> fetch(const std::string& certificates, const WebQuestion& question) {
  if (!is_safe_address(question.url)) return Unexpected{std::string("not an https address")};
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> held(curl_easy_init(),
                                                                 curl_easy_cleanup);
  auto* curl = held.get();
  if (curl == nullptr) return Unexpected{std::string("libcurl did not begin")};
  WebAnswer answer;
  Headers headers;
  add(headers, "Accept: application/json");
  if (!question.authorization.empty()) add(headers, "Authorization: " + question.authorization);
  curl_easy_setopt(curl, CURLOPT_URL, question.url.c_str());
  // The rest stays at libcurl's defaults: peer and host of a certificate are verified.
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR,
                   question.url.starts_with("https://") ? "https" : "http");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, whole_ms);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
  if (!certificates.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, certificates.c_str());
  if (question.form) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(question.form->size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, question.form->data());
  }
  const auto outcome = curl_easy_perform(curl);
  if (outcome != CURLE_OK) return Unexpected{std::string(curl_easy_strerror(outcome))};
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

/// The host in "name:port/path" or "[::1]:port/path".
std::string_view host_in(std::string_view rest) {
  rest = rest.substr(0, rest.find_first_of("/?#"));
  // What stands before an @ is a login, and could look like a host.
  if (rest.find('@') != std::string_view::npos) return {};
  if (rest.starts_with('[')) return rest.substr(0, rest.find(']') + 1);
  return rest.substr(0, rest.find(':'));
}

}  // namespace

bool is_safe_address(std::string_view url) {
  for (const char letter : url) {
    if (letter <= ' ' || letter == '\x7f' || letter == '\\') return false;
  }
  constexpr std::string_view secure = "https://";
  constexpr std::string_view plain = "http://";
  if (url.starts_with(secure)) return !host_in(url.substr(secure.size())).empty();
  if (!url.starts_with(plain)) return false;
  const auto host = host_in(url.substr(plain.size()));
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

WebFetch web_fetch(std::string certificates) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  return [certificates = std::move(certificates)](const WebQuestion& question) {
    return fetch(certificates, question);
  };
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char letter : text) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' ||
                       letter == '.' || letter == '~';
    if (plain) {
      encoded += letter;
      continue;
    }
    const auto byte = static_cast<unsigned char>(letter);
    encoded += '%';
    encoded += digits[byte >> 4U];
    encoded += digits[byte & 15U];
  }
  return encoded;
}

}  // namespace qidi::openid
