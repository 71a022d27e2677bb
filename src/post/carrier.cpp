// libcurl behind two functions.
#include "post/carrier.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "post/mail_text.h"
#include "post/signature.h"

namespace qidi::post {

namespace {

constexpr long connect_timeout_ms = 10'000;
constexpr long whole_timeout_ms = 30'000;
constexpr std::size_t most_of_an_answer = 64 * 1024;

struct Url {
  std::string scheme;
  std::string host;
  bool has_user = false;
};

std::optional<Url> url_of(const std::string& text) {
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(curl_url(), curl_url_cleanup);
  if (!url || curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) {
    return std::nullopt;
  }
  const auto part = [&](CURLUPart which) {
    char* found = nullptr;
    std::string value;
    if (curl_url_get(url.get(), which, &found, 0) == CURLUE_OK && found != nullptr) value = found;
    curl_free(found);
    return value;
  };
  return Url{part(CURLUPART_SCHEME), part(CURLUPART_HOST), !part(CURLUPART_USER).empty()};
}

bool names(const std::vector<std::string>& hosts, const std::string& host) {
  return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
}

/// The socket is opened to what the name has become, so a name cannot turn after it was looked at.
curl_socket_t open_public_socket(void* /*unused*/, curlsocktype /*purpose*/,
                                 curl_sockaddr* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const void* bytes = nullptr;
  if (address->family == AF_INET) {
    bytes = &reinterpret_cast<const sockaddr_in*>(&address->addr)->sin_addr;
  } else if (address->family == AF_INET6) {
    bytes = &reinterpret_cast<const sockaddr_in6*>(&address->addr)->sin6_addr;
  }
  if (bytes == nullptr || inet_ntop(address->family, bytes, text.data(), text.size()) == nullptr ||
      is_private_address(text.data())) {
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/// An answer is read to its end but not kept; a long one ends the call.
std::size_t swallow(char* /*bytes*/, std::size_t size, std::size_t count, void* seen) {
  auto& all = *static_cast<std::size_t*>(seen);
  all += size * count;
  return all > most_of_an_answer ? 0 : size * count;
}

struct Upload {
  std::string_view rest;
};

std::size_t read_upload(char* into, std::size_t size, std::size_t count, void* from) {
  auto& upload = *static_cast<Upload*>(from);
  const auto taken = std::min(size * count, upload.rest.size());
  std::memcpy(into, upload.rest.data(), taken);
  upload.rest.remove_prefix(taken);
  return taken;
}

struct List {
  curl_slist* first = nullptr;
  ~List() { curl_slist_free_all(first); }
  void add(const std::string& line) { first = curl_slist_append(first, line.c_str()); }
};

int ask_whether_to_stop(void* token, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::stop_token*>(token)->stop_requested() ? 1 : 0;
}

void set_common(CURL* curl, const std::stop_token& stop) {
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, ask_whether_to_stop);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &stop);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, whole_timeout_ms);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
}

std::string failure_of(CURLcode code) {
  return std::string("连接失败：") + curl_easy_strerror(code);
}

}  // namespace

struct Carrier::Handles {
  CURL* mail = nullptr;
  CURL* call = nullptr;
  ~Handles() {
    curl_easy_cleanup(mail);
    curl_easy_cleanup(call);
  }
};

Carrier::Carrier(office::PostSettings settings)
    : settings_(std::move(settings)), handles_(std::make_unique<Handles>()) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
  handles_->mail = curl_easy_init();
  handles_->call = curl_easy_init();
}

Carrier::~Carrier() = default;

Carried Carrier::carry(const Parcel& parcel, const std::stop_token& stop) {
  if (const auto* letter = std::get_if<Letter>(&parcel.what)) return send(*letter, stop);
  return call(std::get<Call>(parcel.what), stop);
}

Carried Carrier::send(const Letter& letter, const std::stop_token& stop) {
  auto* curl = handles_->mail;
  const auto& mail = settings_.mail;
  if (curl == nullptr || mail.server.empty()) return Unexpected{std::string("没有设置邮件服务器")};
  // The connection stays, so that a round of mails goes over one.
  curl_easy_reset(curl);
  set_common(curl, stop);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_URL, mail.server.c_str());
  curl_easy_setopt(curl, CURLOPT_USE_SSL,
                   static_cast<long>(mail.needs_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (!mail.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, mail.ca_file.c_str());
  if (!mail.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, mail.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, mail.password.c_str());
  }
  const auto sender = "<" + mail.from + ">";
  List recipients;
  recipients.add("<" + letter.to + ">");
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.first);
  const auto bytes = mail_bytes(letter, mail.from);
  Upload upload{bytes};
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_upload);
  curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
  const auto code = curl_easy_perform(curl);
  if (code == CURLE_OK) return {};
  long answer = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
  auto error = failure_of(code);
  if (answer >= 400) error += "（邮件服务器答 " + std::to_string(answer) + "）";
  return Unexpected{std::move(error)};
}

Carried Carrier::call(const Call& call, const std::stop_token& stop) {
  auto* curl = handles_->call;
  if (curl == nullptr) return Unexpected{std::string("无法发起调用")};
  if (auto why = objection_to_url(call.url, settings_); !why.empty()) {
    return Unexpected{std::move(why)};
  }
  const auto url = url_of(call.url);
  curl_easy_reset(curl);
  set_common(curl, stop);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_URL, call.url.c_str());
  // A connection kept from a host that was allowed is no door for another: none is kept.
  curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
  curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
  if (!url || !names(settings_.private_hosts, url->host)) {
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_public_socket);
  }
  const auto stamp = std::to_string(call.date.time_since_epoch().count());
  const auto signatures = signatures_of(call.secret, stamp, call.body);
  List headers;
  headers.add("Content-Type: application/json; charset=utf-8");
  headers.add("User-Agent: Qidi-Webhook/1");
  headers.add("Qidi-Id: " + call.id);
  headers.add("Qidi-Timestamp: " + stamp);
  headers.add("Qidi-Signature: sha256=" + signatures.sha256 + ", sm3=" + signatures.sm3);
  headers.add("Expect:");
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.first);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.c_str());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(call.body.size()));
  std::size_t seen = 0;
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, swallow);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &seen);
  const auto code = curl_easy_perform(curl);
  if (code != CURLE_OK) return Unexpected{failure_of(code)};
  long answer = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
  if (answer >= 200 && answer < 300) return {};
  return Unexpected{"对方答 " + std::to_string(answer)};
}

std::string objection_to_url(const std::string& url, const office::PostSettings& settings) {
  const auto parts = url_of(url);
  if (!parts || parts->host.empty()) return "地址无法读取";
  if (parts->has_user) return "地址里不得带用户名和密码";
  const bool is_named = names(settings.private_hosts, parts->host);
  if (parts->scheme == "http") return is_named ? "" : "须用 https（配置中列出的内网主机除外）";
  if (parts->scheme != "https") return "须用 https";
  auto numeric = parts->host;
  if (numeric.starts_with('[') && numeric.ends_with(']')) {
    numeric = numeric.substr(1, numeric.size() - 2);
  }
  const bool is_number = numeric.find_first_not_of("0123456789.") == std::string::npos ||
                         numeric.find(':') != std::string::npos;
  if (is_number && !is_named && is_private_address(numeric)) return "不得指向内网地址";
  return "";
}

}  // namespace qidi::post
