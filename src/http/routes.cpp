// A tree of path segments: literal segments before captures, captures before the last "{rest...}".
// Matching is linear in the path; two routes of one method on one pattern are a bug.
#include "http/routes.h"

#include <algorithm>
#include <cassert>
#include <map>

namespace qidi::http {

struct Routes::Node {
  std::map<std::string, std::shared_ptr<Node>, std::less<>> literal;
  std::shared_ptr<Node> capture;
  std::vector<const Route*> here;  ///< patterns that end here
  std::vector<const Route*> rest;  ///< patterns that take what is left from here
};

namespace {

/// "/a/b" gives a, b; "/" gives one empty segment, "/a/" gives a and an empty one.
std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  std::size_t begin = 1;
  while (begin <= path.size()) {
    const auto end = std::min(path.find('/', begin), path.size());
    segments.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return segments;
}

bool is_capture(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool is_rest(std::string_view segment) {
  return is_capture(segment) && segment.ends_with("...}");
}

std::string_view name_in(std::string_view segment) {
  return is_rest(segment) ? segment.substr(1, segment.size() - 5)
                          : segment.substr(1, segment.size() - 2);
}

bool serves(const Route& route, Method method) {
  return route.method == method || (method == Method::head && route.method == Method::get);
}

const Route* pick(const std::vector<const Route*>& routes, Method method) {
  const Route* found = nullptr;
  for (const Route* route : routes) {
    if (route->method == method) return route;
    if (serves(*route, method)) found = route;
  }
  return found;
}

}  // namespace

void Routes::add(Route route) {
  assert(route.pattern.starts_with('/') && route.handle);
  if (!root_) root_ = std::make_shared<Node>();
  routes_.push_back(std::make_unique<Route>(std::move(route)));
  const Route* added = routes_.back().get();
  Node* node = root_.get();
  std::vector<const Route*>* place = nullptr;
  for (const auto segment : segments_of(added->pattern)) {
    assert(place == nullptr && "nothing may follow {rest...}");
    if (is_rest(segment)) {
      place = &node->rest;
      continue;
    }
    auto& next = is_capture(segment) ? node->capture : node->literal[std::string(segment)];
    if (!next) next = std::make_shared<Node>();
    node = next.get();
  }
  if (place == nullptr) place = &node->here;
  assert(std::none_of(place->begin(), place->end(),
                      [&](const Route* other) { return other->method == added->method; }));
  place->push_back(added);
}

namespace {

/// Tries the most literal way first and steps back where the method is not served there.
template <class Node>
const Route* descend(const Node& node, const std::vector<std::string_view>& path, std::size_t at,
                     Method method, std::vector<const Route*>& others) {
  if (at == path.size()) {
    others.insert(others.end(), node.here.begin(), node.here.end());
    return pick(node.here, method);
  }
  if (const auto next = node.literal.find(path[at]); next != node.literal.end()) {
    if (const Route* found = descend(*next->second, path, at + 1, method, others)) return found;
  }
  if (node.capture && !path[at].empty()) {
    if (const Route* found = descend(*node.capture, path, at + 1, method, others)) return found;
  }
  others.insert(others.end(), node.rest.begin(), node.rest.end());
  return pick(node.rest, method);
}

void capture_into(std::vector<std::pair<std::string, std::string>>& captured, const Route& route,
                  std::string_view path) {
  const auto pattern = segments_of(route.pattern);
  const auto sent = segments_of(path);
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (!is_capture(pattern[i])) continue;
    const auto value = is_rest(pattern[i])
                           ? path.substr(static_cast<std::size_t>(sent[i].data() - path.data()))
                           : sent[i];
    captured.emplace_back(name_in(pattern[i]), value);
  }
}

}  // namespace

Routes::Match Routes::match(Method method, std::string_view path) const {
  Match match;
  if (!root_ || !path.starts_with('/')) return match;
  std::vector<const Route*> others;
  match.route = descend(*root_, segments_of(path), 0, method, others);
  if (match.route != nullptr) {
    capture_into(match.captured, *match.route, path);
    return match;
  }
  const auto allow = [&](Method allowed) {
    auto& list = match.allowed;
    if (std::find(list.begin(), list.end(), allowed) == list.end()) list.push_back(allowed);
  };
  for (const Route* route : others) {
    allow(route->method);
    if (route->method == Method::get) allow(Method::head);
  }
  if (!match.allowed.empty()) allow(Method::options);
  return match;
}

}  // namespace qidi::http
