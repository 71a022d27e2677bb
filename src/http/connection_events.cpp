// A connection that became a stream of server-sent events: plain callbacks, a bounded backlog, and
// a reader that lags behind it is cut, as is one whose right to it has ended. See connection.h.
#include <array>
#include <cstdio>

#include "http/connection.h"
#include "http/problem.h"

namespace qidi::http {

void Connection::begin_events(Response response) {
  if (engine_.draining || engine_.events.size() >= engine_.settings.events_limit) {
    answered_ = false;
    return answer_overload();
  }
  const bool chunked = framing_.minor == 1;
  close_after_ = true;
  response.content_type = "text/event-stream";
  response.set("X-Accel-Buffering", "no");
  write_head(response, chunked, false);
  phase_ = Phase::events;
  engine_.events.insert(this);
  ++engine_.events_open;
  out_ += chunked ? "5\r\n: ok\n\r\n" : ": ok\n";
  queue_.push_back(std::make_shared<const std::string>(std::move(out_)));
  out_.clear();
  queued_bytes_ = queue_.back()->size();
  due_ = Clock::time_point::max();
  flush_events();
  wait_readable();
}

void Connection::send_event(const std::shared_ptr<const std::string>& chunked,
                            const std::shared_ptr<const std::string>& plain) {
  if (phase_ != Phase::events) return;
  const auto& event = framing_.minor == 1 ? chunked : plain;
  if (queued_bytes_ + event->size() > engine_.settings.events_backlog) {
    engine_.note_refusal("events_too_slow");
    return close();
  }
  queued_bytes_ += event->size();
  queue_.push_back(event);
  flush_events();
}

/// A stream outlives its request by hours, and a session may end in between: signed out, idle too
/// long, its account disabled. What held for the request is therefore asked again and again.
bool Connection::still_admitted() {
  if (phase_ != Phase::events) return false;
  const auto& admit = engine_.routes.admit;
  if (route_ == nullptr || !admit || !admit(*request_, *route_)) return true;
  engine_.note_refusal("events_no_more");
  close();
  return false;
}

void Connection::flush_events() {
  while (phase_ == Phase::events && !waiting_write_ && !queue_.empty()) {
    const auto rest = std::string_view(*queue_.front()).substr(queue_sent_);
    std::size_t size = 0;
    const auto step = wire_.write(rest, {}, size);
    if (step == Step::ended) return close();
    if (step != Step::done) return wait_for_event_room();
    due_ = Clock::time_point::max();
    bytes_out_ += size;
    queued_bytes_ -= size;
    queue_sent_ += size;
    if (queue_sent_ == queue_.front()->size()) {
      queue_.pop_front();
      queue_sent_ = 0;
    }
  }
}

void Connection::wait_for_event_room() {
  waiting_write_ = true;
  due_ = std::min(due_, Clock::now() + engine_.settings.write_deadline);
  socket_.async_wait(tcp::socket::wait_write, [self = shared_from_this()](ErrorCode error) {
    self->waiting_write_ = false;
    if (!error) self->flush_events();
  });
}

}  // namespace qidi::http
