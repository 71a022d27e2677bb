// From the first byte to the handler, and the answer back. See connection.h.
#include "http/connection.h"

#include <algorithm>

#include "http/origin.h"
#include "http/pending_reply.h"
#include "http/problem.h"

namespace qidi::http {
namespace {

constexpr auto never = Clock::time_point::max();
/// What is read away after an early answer: a whole piece of an upload (512 KiB) and to spare.
constexpr std::size_t linger_limit = 1024 * 1024;

/// The last address of the list, which the gateway itself wrote; nothing when it is none.
std::string forwarded_client(std::string_view list) {
  auto last = list.substr(list.rfind(',') + 1);
  while (last.starts_with(' ')) last.remove_prefix(1);
  const auto is_part = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == '.' ||
           c == ':';
  };
  const bool plain = last.size() <= 45 && std::all_of(last.begin(), last.end(), is_part);
  return plain ? std::string(last) : std::string();
}

/// An IPv6 client owns a whole /64: its addresses share one quota.
std::string quota_key(const std::string& client) {
  std::size_t end = 0;
  for (int groups = 0; groups < 4 && end != std::string::npos; ++groups) {
    end = client.find(':', end == 0 ? 0 : end + 1);
  }
  return end == std::string::npos ? client : client.substr(0, end);
}

bool is_json(std::string_view type) {
  const auto semicolon = type.find(';');
  auto media = type.substr(0, semicolon);
  while (media.ends_with(' ')) media.remove_suffix(1);
  return equal_ignoring_case(media, "application/json") ||
         equal_ignoring_case(media, "application/merge-patch+json");
}

}  // namespace

Connection::Connection(Engine& engine, tcp::socket socket, std::string client, bool for_metrics)
    : engine_(engine),
      socket_(std::move(socket)),
      wire_(socket_.native_handle(), for_metrics ? nullptr : engine.tls.get()),
      client_(std::move(client)),
      for_metrics_(for_metrics),
      due_(Clock::now() + engine.settings.header_deadline) {}

void Connection::begin() {
  if (wire_.secure()) {
    phase_ = Phase::handshake;
    shake_hands();
  } else {
    wait_readable();
  }
}

void Connection::wait_readable() {
  if (waiting_read_ || phase_ == Phase::closed) return;
  waiting_read_ = true;
  socket_.async_wait(tcp::socket::wait_read, [self = shared_from_this()](ErrorCode error) {
    self->waiting_read_ = false;
    if (!error) return self->on_readable();
    if (self->phase_ == Phase::lingering)
      self->wait_readable();  // Cut short by a deadline's cancel.
  });
}

void Connection::on_readable() {
  switch (phase_) {
    case Phase::handshake:
      return shake_hands();
    case Phase::idle:
    case Phase::head:
    case Phase::events:
    case Phase::lingering:
      return read_more();
    case Phase::serving:  // A wait left over from the head; the next one comes after the answer.
    case Phase::closed:
      return;
  }
}

void Connection::shake_hands() {
  switch (wire_.handshake()) {
    case Step::done:
      phase_ = Phase::idle;
      return read_more();
    case Step::want_read:
      return wait_readable();
    case Step::want_write:
      return socket_.async_wait(tcp::socket::wait_write,
                                [self = shared_from_this()](ErrorCode error) {
                                  if (!error) self->on_readable();
                                });
    case Step::ended:
      return close();
  }
}

void Connection::read_more() {
  std::size_t size = 0;
  switch (wire_.read(engine_.scratch.data(), engine_.scratch.size(), size)) {
    case Step::done:
      break;
    case Step::want_read:
    case Step::want_write:
      return engine_.draining && phase_ == Phase::idle ? close() : wait_readable();
    case Step::ended:
      return close();
  }
  if (phase_ == Phase::lingering) {
    lingered_ += size;
    // Past the bound nothing more is read, but the answer stays on its way until the deadline.
    if (lingered_ <= linger_limit) wait_readable();
    return;
  }
  if (phase_ == Phase::events) return wait_readable();
  input_.append(engine_.scratch.data(), size);
  advance();
}

/// Looks whether a whole head has come; the head's deadline runs from its first byte.
void Connection::advance() {
  if (phase_ != Phase::idle && phase_ != Phase::head) return;
  if (phase_ == Phase::idle && input_.starts_with("\r\n")) input_.erase(0, 2);
  const HeadLimits limits{engine_.settings.header_limit, engine_.settings.header_fields_limit,
                          engine_.settings.target_limit};
  const auto head = find_head_end(input_, scanned_, limits);
  scanned_ = input_.size();
  if (!head.fault && head.length == 0) {
    if (phase_ == Phase::idle && !input_.empty()) {
      phase_ = Phase::head;
      due_ = Clock::now() + engine_.settings.header_deadline;
    }
    if (wire_.holds_bytes()) return read_more();
    return wait_readable();
  }
  begin_exchange();
  if (head.fault) return refuse(*head.fault);
  auto fault =
      read_head(std::string_view(input_).substr(0, head.length), limits, *request_, framing_);
  input_.erase(0, head.length);
  if (fault) return refuse(*fault);
  if (!framing_.keep_alive) close_after_ = true;
  if (engine_.is_trusted_proxy(client_)) believe_proxy();
  if (refused_by_rules() || refused_by_route()) return;
  if (framing_.has_body()) {
    spawn([this](const Yield& yield) { read_body(yield); });
  } else {
    dispatch();
  }
}

void Connection::begin_exchange() {
  phase_ = Phase::serving;
  due_ = never;
  started_ = Clock::now();
  ++exchange_;
  ++engine_.in_flight;
  framing_ = {};
  route_ = nullptr;
  answered_ = false;
  expired_ = false;
  status_ = 0;
  bytes_out_ = 0;
  scanned_ = 0;
  request_ = std::make_shared<Request>();
  request_->client = client_;
  request_->secure = wire_.secure();
  request_->request_id = engine_.next_request_id();
}

/// Who really asks, and over what, when a gateway in front says so.
void Connection::believe_proxy() {
  auto& request = *request_;
  if (auto client = forwarded_client(request.header("X-Forwarded-For")); !client.empty()) {
    request.client = std::move(client);
  }
  if (request.header("X-Forwarded-Proto") == "https") request.secure = true;
}

/// What holds for every address: whose host it is, who may ask, how often.
bool Connection::refused_by_rules() {
  if (for_metrics_) return false;
  const auto& request = *request_;
  const auto host = request.header("Host");
  if (!host.empty() && !host_is_ours(host, engine_.on_loopback, engine_.settings.names)) {
    refuse(421, "foreign_host", "本服务不以此主机名提供服务");
    return true;
  }
  const bool reads = request.method == Method::get || request.method == Method::head ||
                     request.method == Method::options;
  if (!reads && !origin_is_ours(request)) {
    refuse(403, "foreign_origin", "不接受其他网站发起的写操作");
    return true;
  }
  return false;
}

bool Connection::refused_by_route() {
  if (for_metrics_) return false;
  auto match = engine_.routes.match(request_->method, request_->path);
  route_ = match.route;
  if (route_ == nullptr || !route_->outside_quota) {
    if (const auto seconds = engine_.quota.seconds_to_wait(quota_key(request_->client), started_);
        seconds > 0) {
      auto response = plain_problem(429, "over_quota", "请求过于频繁，请稍后再试");
      response.set("Retry-After", std::to_string(seconds));
      engine_.note_refusal("over_quota");
      unread_ = framing_.has_body();
      answer(std::move(response));
      return true;
    }
  }
  if (route_ == nullptr && !match.allowed.empty()) {
    std::string allow;
    for (const auto method : match.allowed) {
      if (!allow.empty()) allow += ", ";
      allow += name_of(method);
    }
    const bool asks = request_->method == Method::options;
    auto response = asks ? Response::empty(204)
                         : plain_problem(405, "method_not_allowed", "此地址不支持该方法");
    response.set("Allow", allow);
    unread_ = framing_.has_body();
    answer(std::move(response));
    return true;
  }
  if (route_ == nullptr && framing_.has_body()) {
    unread_ = true;
    answer(plain_problem(404, "not_found", "没有这个地址"));
    return true;
  }
  request_->captured = std::move(match.captured);
  if (route_ != nullptr && route_->body == BodyKind::json && framing_.has_body() &&
      !is_json(request_->header("Content-Type"))) {
    refuse(415, "not_json", "此地址只接受 application/json");
    return true;
  }
  return refused_by_admission();
}

bool Connection::refused_by_admission() {
  if (route_ == nullptr || !engine_.routes.admit) return false;
  auto response = engine_.routes.admit(*request_, *route_);
  if (!response) return false;
  unread_ = framing_.has_body();
  answer(std::move(*response));
  return true;
}

/// The request is whole: memory first, then the lane of its route.
void Connection::dispatch() {
  if (phase_ != Phase::serving) return;
  if (for_metrics_) {
    const bool asked = request_->path == "/metrics" &&
                       (request_->method == Method::get || request_->method == Method::head);
    return answer(asked && engine_.metrics_text ? Response::text(engine_.metrics_text())
                                                : plain_problem(404, "not_found", "没有这个地址"));
  }
  if (route_ == nullptr) {
    if (engine_.routes.otherwise) {
      if (auto response = engine_.routes.otherwise(*request_)) return answer(std::move(*response));
    }
    return answer(plain_problem(404, "not_found", "没有这个地址"));
  }
  if (route_->from_memory) {
    if (auto response = route_->from_memory(*request_)) return answer(std::move(*response));
  }
  run_handler();
}

Reply Connection::make_reply() {
  auto pending = std::make_shared<PendingReply>(
      ConnectionRef{engine_.weak_from_this(), weak_from_this()}, exchange_);
  return [pending](Response response) { pending->give(std::move(response)); };
}

void Connection::run_handler() {
  if (route_->lane == Lane::instant) return route_->handle(request_, make_reply());
  if (engine_.lanes.is_full(route_->lane)) return answer_overload();
  engine_.lanes.push(route_->lane,
                     [route = route_, request = std::shared_ptr<const Request>(request_),
                      reply = make_reply()] { route->handle(request, reply); });
}

void Connection::answer_overload() {
  engine_.note_refusal("overloaded");
  auto response = plain_problem(503, "overloaded", "服务繁忙，请稍后重试");
  response.set("Retry-After", "2");
  answer(std::move(response));
}

void Connection::take_answer(std::uint64_t exchange, Response response) {
  if (exchange == exchange_ && !answered_ && phase_ == Phase::serving) answer(std::move(response));
}

}  // namespace qidi::http
