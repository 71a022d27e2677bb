// A request and a response as the routes see them: plain values, nothing of the network library.
// What is here has already passed the limits of reliability.md B; escaping and deadlines are the
// server's work, not the routes'.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qidi::http {

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options };
std::string_view name_of(Method method);

struct Field {
  std::string name;
  std::string value;
};

bool equal_ignoring_case(std::string_view left, std::string_view right);
/// The value with every control character made a space: it can never end its own line.
std::string clean_header_value(std::string value);

struct Request {
  Method method{};
  std::string target;                                         ///< as sent, at most 8 KiB
  std::string path;                                           ///< percent-decoded, no query
  std::vector<std::pair<std::string, std::string>> query;     ///< decoded, in the order sent
  std::vector<Field> headers;                                 ///< at most 100, names as sent
  std::vector<std::pair<std::string, std::string>> captured;  ///< `{name}` segments of the route
  std::string body;        ///< whole, for routes that take one in memory
  std::string body_file;   ///< where an upload lies on disk; removed after the reply
  std::string client;      ///< the peer's address without its port, behind a trusted gateway
                           ///< the address that the gateway saw
  std::string request_id;  ///< ours, in the log and in problems
  bool secure = false;     ///< came over TLS
  /// The text parts of a multipart upload, in the order sent.
  std::vector<std::pair<std::string, std::string>> form;
  std::string file_name;  ///< as the client sent it: text to show, never a path to open
  std::string file_type;  ///< content type as the client claims it
  /// Who asks, as the routes' own `admit` found out; the server only carries it.
  std::shared_ptr<const void> subject;
  /// For uploads: call it to keep `body_file`, which is then the caller's; else the file is removed
  /// together with the last reference to this request.
  std::function<void()> keep_body_file;

  /// Case-insensitive; empty when absent.
  std::string_view header(std::string_view name) const;
  /// Nothing when the parameter is absent; the first when it is repeated.
  std::optional<std::string_view> parameter(std::string_view name) const;
  /// Nothing when absent; the first of that name, quotes taken off, never decoded.
  std::optional<std::string_view> cookie(std::string_view name) const;
  /// A captured path segment; the route's pattern guarantees it.
  std::string_view segment(std::string_view name) const;
};

class FileBody;  // file_body.h

struct Response {
  int status = 200;
  std::vector<Field> headers;  ///< security headers, Date, Content-Length and such are added later
  std::string content_type = "application/json";
  /// The body; shared so that a cached one is never copied.
  std::shared_ptr<const std::string> body;
  /// Instead of `body`: a file sent from the disk by the I/O thread, however slowly it is read.
  std::shared_ptr<const FileBody> file;
  /// Instead of both: the connection becomes a stream of server-sent events (live_events.h).
  bool becomes_events = false;

  static Response json(std::string body, int status = 200);
  static Response text(std::string body, int status = 200);
  static Response empty(int status);
  Response& set(std::string name, std::string value);
};

/// Answers once, from any thread; a second call is ignored. Dropping it unanswered gives 500.
using Reply = std::function<void(Response)>;

}  // namespace qidi::http
