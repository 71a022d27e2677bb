// The answer and the end: writing at once what the socket takes, closing without losing it, and
// what a deadline does. See connection.h.
#include <algorithm>

#include "http/connection.h"
#include "http/problem.h"
#include "http/response_head.h"

namespace qidi::http {
namespace {

constexpr auto never = Clock::time_point::max();

}  // namespace

/// Refuses what the client sent and closes: the rest of its bytes may mean anything.
void Connection::refuse(int status, std::string_view refusal, std::string_view detail) {
  engine_.note_refusal(refusal);
  close_after_ = true;
  unread_ = true;
  answer(plain_problem(status, refusal, detail));
}

void Connection::answer(Response response) {
  if (phase_ != Phase::serving || answered_) return;
  answered_ = true;
  if (unread_ || engine_.draining) close_after_ = true;
  status_ = response.status;
  if (response.becomes_events && !head_only()) return begin_events(std::move(response));
  if (response.file && !head_only()) return begin_file(std::move(response));
  write_head(response, false, !response.becomes_events);
  if (!head_only() && response.status != 204 && response.status != 304) body_ = response.body;
  switch (push()) {
    case Step::done:
      return end_of_answer();
    case Step::ended:
      return drop();
    case Step::want_read:
    case Step::want_write:
      return spawn([this](const Yield& yield) {
        if (finish_writing(yield)) {
          end_of_answer();
        } else {
          drop();
        }
      });
  }
}

void Connection::write_head(const Response& response, bool chunked, bool has_length) {
  HeadFacts facts;
  facts.date = engine_.date;
  facts.request_id = request_->request_id;
  facts.secure = wire_.secure();
  facts.keep_alive = !close_after_;
  facts.say_keep_alive = framing_.minor == 0;
  facts.chunked = chunked;
  facts.has_length = has_length;
  facts.length = response.body ? response.body->size() : 0;
  if (response.file) facts.length = response.file->size();
  out_.clear();
  body_.reset();
  sent_ = 0;
  append_head(out_, response, facts);
}

/// Writes what the socket takes at once.
Step Connection::push() {
  const std::string_view body = body_ ? std::string_view(*body_) : std::string_view();
  while (sent_ < out_.size() + body.size()) {
    const auto head = std::string_view(out_).substr(std::min(sent_, out_.size()));
    const auto rest = body.substr(sent_ > out_.size() ? sent_ - out_.size() : 0);
    std::size_t size = 0;
    const auto step = head.empty() ? wire_.write(rest, {}, size) : wire_.write(head, rest, size);
    if (step != Step::done) return step;
    sent_ += size;
    bytes_out_ += size;
  }
  return Step::done;
}

void Connection::end_of_answer() {
  note_finished();
  out_ = {};
  body_.reset();
  request_.reset();
  upload_.reset();
  engine_.body_bytes -= std::exchange(body_held_, 0);
  if (close_after_) return linger();
  phase_ = Phase::idle;
  due_ = Clock::now() + engine_.settings.idle_deadline;
  if (!input_.empty() || wire_.holds_bytes()) {
    // Another request came with this one; others take their turn first.
    asio::post(engine_.io, [self = shared_from_this()] {
      if (self->input_.empty()) return self->on_readable();
      self->advance();
    });
    return;
  }
  std::string().swap(input_);
  wait_readable();
}

void Connection::note_finished() {
  if (!request_) return;
  --engine_.in_flight;
  if (!engine_.finished || for_metrics_) return;
  Finished finished;
  finished.method = name_of(request_->method);
  finished.route = route_ != nullptr ? std::string_view(route_->pattern) : std::string_view();
  finished.client = request_->client;
  finished.request_id = request_->request_id;
  finished.status = status_;
  finished.bytes_out = bytes_out_;
  finished.took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_);
  engine_.finished(finished);
}

/// Closing with bytes unread would reset the connection and lose the answer on its way: the rest is
/// read away for a moment, within bounds.
void Connection::linger() {
  if (!unread_ && input_.empty() && !waiting_read_) {
    wire_.end_writing();
    return close();
  }
  phase_ = Phase::lingering;
  due_ = Clock::now() + std::chrono::seconds(4);  // such a piece on a line of 1.6 Mbit/s: 2.6 s
  std::string().swap(input_);
  wire_.end_writing();
  read_more();
}

/// The client is gone in the middle of an answer.
void Connection::drop() {
  if (phase_ == Phase::closed) return;
  note_finished();
  request_.reset();
  if (expired_) {
    // What a stalled reader did not take must not stay in the kernel.
    ErrorCode ignored;
    socket_.set_option(asio::socket_base::linger(true, 0), ignored);
  }
  close();
}

void Connection::expire() {
  switch (phase_) {
    case Phase::head:
      begin_exchange();
      return refuse(408, "header_too_slow", "请求头没有在限定时间内到达");
    case Phase::serving:
      expired_ = true;
      due_ = never;
      socket_.cancel();
      signal();
      return;
    case Phase::handshake:
    case Phase::idle:
    case Phase::events:
    case Phase::lingering:
      return close();
    case Phase::closed:
      return;
  }
}

void Connection::drain() {
  if (phase_ == Phase::idle) {
    read_more();
  } else if (phase_ == Phase::handshake || phase_ == Phase::events) {
    close();
  } else {
    close_after_ = true;
  }
}

void Connection::close() {
  if (phase_ == Phase::closed) return;
  const auto self = shared_from_this();
  if (request_ && status_ != 0) {
    note_finished();
  } else if (request_) {
    --engine_.in_flight;
  }
  request_.reset();
  phase_ = Phase::closed;
  due_ = never;
  engine_.body_bytes -= std::exchange(body_held_, 0);
  if (engine_.events.erase(this) > 0) --engine_.events_open;
  queue_.clear();
  let_go_of_file();
  signal();
  ErrorCode ignored;
  socket_.close(ignored);
  engine_.connections.erase(place);
  --engine_.open;
  if (const auto found = engine_.per_client.find(client_);
      found != engine_.per_client.end() && --found->second == 0) {
    engine_.per_client.erase(found);
  }
}

}  // namespace qidi::http
