// The table of routes: pattern, limits and lane of each, and the handler that answers. The server
// knows routes only through this table; a test compares it with the OpenAPI document.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace qidi::http {

/// Where a route's handler runs, and so what is shed first under overload (reliability.md R8, R9).
enum class Lane : std::uint8_t {
  instant,  ///< on the I/O thread: answers from memory, never blocks (health, pages, cached reads)
  act,      ///< workers, first: acts; refused last
  files,    ///< two workers of their own: a chunk of a file, which may wait for the virus scanner
  read,     ///< workers: one case, a page of a list
  heavy,    ///< few workers of their own: exports, circulars, PDF
  secret,   ///< one worker of its own: password hashing, so that a flood of guesses starves nobody
};

enum class BodyKind : std::uint8_t {
  none,
  json,    ///< in memory, at most 1 MiB
  upload,  ///< to a file as it comes, at most 50 MiB; Request::body_file
};

struct Route {
  Method method{};
  std::string pattern;  ///< "/api/v1/cases/{id}"; a last "{rest...}" takes what is left
  Lane lane{};
  BodyKind body = BodyKind::none;
  /// Replies exactly once, now or later, from any thread.
  std::function<void(std::shared_ptr<const Request>, Reply)> handle;
  /// Tried first on the I/O thread; an answer ends it. Empty: none. Must not block.
  std::function<std::optional<Response>(const Request&)> from_memory = {};
  /// Answered even to a client over its quota (health).
  bool outside_quota = false;
};

class Routes {
 public:
  /// Patterns may not contradict each other (assert).
  void add(Route route);
  struct Match {
    const Route* route = nullptr;  ///< null: none
    std::vector<std::pair<std::string, std::string>> captured;
    std::vector<Method> allowed;  ///< when the path is known but not the method: for 405
  };
  Match match(Method method, std::string_view path) const;
  const std::vector<std::unique_ptr<Route>>& all() const { return routes_; }
  /// Asked once the head is read and its route known, before a byte of the body is taken: an answer
  /// ends the request there. May set Request::subject. On the I/O thread: must not block.
  std::function<std::optional<Response>(Request&, const Route&)> admit;
  /// Answers what no route knows (the pages' own addresses); empty: 404.
  std::function<std::optional<Response>(const Request&)> otherwise;

 private:
  struct Node;
  std::vector<std::unique_ptr<Route>> routes_;
  std::shared_ptr<Node> root_;
};

}  // namespace qidi::http
