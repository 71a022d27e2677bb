// A client that sends exactly the bytes it is given and reads answers as they come: what a proper
// HTTP library would refuse to send is what these tests are about.
#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qidi::http_test {

using namespace std::chrono_literals;

struct Answer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  ///< chunks joined
  std::string head;  ///< as it came
  bool whole = true;

  /// The first of that name, whatever its case; empty when absent.
  std::string header(std::string_view name) const;
  int count(std::string_view name) const;
};

class RawClient {
 public:
  /// `from`: which of loopback's addresses to come from.
  explicit RawClient(unsigned short port, bool tls = false, int receive_buffer = 0,
                     const char* from = "127.0.0.1");
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// False when the server closed meanwhile.
  bool send(std::string_view bytes);
  /// The next answer; `status` 0 when the connection closed or nothing came in time. The body of an
  /// answer to HEAD is not waited for.
  Answer receive(bool head_only = false, std::chrono::milliseconds patience = 20s);
  /// Sends and receives.
  Answer ask(std::string_view bytes, bool head_only = false);
  /// Whether the server closes within `patience`; what it sends until then is read away.
  bool is_closed(std::chrono::milliseconds patience = 20s);
  /// Everything until the text appears; false when it does not come.
  bool sees(std::string_view text, std::chrono::milliseconds patience = 20s);
  /// What was read and not yet taken.
  const std::string& held() const { return held_; }
  void end_sending();
  int descriptor() const { return socket_; }
  SSL* ssl() const { return ssl_.get(); }

 private:
  bool read_more(std::chrono::steady_clock::time_point until);
  bool fill(std::size_t size, std::chrono::steady_clock::time_point until);

  int socket_ = -1;
  bool ended_ = false;
  std::shared_ptr<SSL_CTX> context_;
  std::shared_ptr<SSL> ssl_;
  std::string held_;
};

/// "GET path" with a proper Host and nothing else.
std::string get(std::string_view path, std::string_view more = "");
/// A POST of JSON with its length.
std::string post_json(std::string_view path, std::string_view body, std::string_view more = "");

}  // namespace qidi::http_test
