// One client's connection. While it is idle it holds no buffer and no fibre: a plain callback waits
// for the socket. A head is read by callbacks too; a fibre lives only while a body is read, a long
// answer written or a file sent (rulings 26). All on the I/O thread. Nothing throws on a fibre.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "http/body_decoder.h"
#include "http/engine.h"
#include "http/file_body.h"
#include "http/request_head.h"
#include "http/upload.h"

namespace qidi::http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Engine& engine, tcp::socket socket, std::string client, bool for_metrics);

  void begin();
  /// Called by the ticker once `due()` has passed.
  void expire();
  Clock::time_point due() const { return due_; }
  /// At a drain: an idle connection looks once more for a request, then closes; a busy one closes
  /// after its answer.
  void drain();
  void close();
  /// An answer from a handler, for the exchange it belongs to; a late one is dropped.
  void take_answer(std::uint64_t exchange, Response response);
  /// One event or heartbeat, already framed for HTTP/1.1 and plain.
  void send_event(const std::shared_ptr<const std::string>& chunked,
                  const std::shared_ptr<const std::string>& plain);
  /// Of a stream of events: asks anew whether its reader may have it; if not, it is closed.
  bool still_admitted();
  /// Of a stream of events: who reads it, as found out when it was last asked.
  const std::shared_ptr<const void>& subject() const { return request_->subject; }

  std::list<std::shared_ptr<Connection>>::iterator place;  ///< in the engine's list

 private:
  enum class Phase : std::uint8_t { handshake, idle, head, serving, events, lingering, closed };

  // connection.cpp: from the first byte to the handler
  void wait_readable();
  void on_readable();
  void shake_hands();
  void read_more();
  void advance();
  void begin_exchange();
  void believe_proxy();
  bool refused_by_rules();
  bool refused_by_route();
  bool refused_by_admission();
  void dispatch();
  void run_handler();
  Reply make_reply();
  void answer_overload();

  // connection_answer.cpp: the answer, deadlines, the end
  void refuse(int status, std::string_view refusal, std::string_view detail);
  void refuse(const HeadFault& fault) { refuse(fault.status, fault.refusal, fault.detail); }
  void answer(Response response);
  void write_head(const Response& response, bool chunked, bool has_length);
  void let_go_of_file();
  Step push();
  void end_of_answer();
  void note_finished();
  void linger();
  void drop();

  // connection_fibres.cpp: what has to wait
  void spawn(std::function<void(const Yield&)> work);
  bool wait(Step step, const Yield& yield);
  bool wait_signal(const Yield& yield);
  void signal();
  bool finish_writing(const Yield& yield);
  void read_body(const Yield& yield);
  bool greet_body(const Yield& yield);
  bool await_body_bytes(const Yield& yield);
  bool take_piece(std::string_view piece);
  bool is_too_slow();
  bool store_upload(bool last, const Yield& yield);
  void begin_file(Response response);
  void send_file(const Yield& yield);

  // connection_events.cpp
  void begin_events(Response response);
  void flush_events();
  void wait_for_event_room();

  bool head_only() const { return request_ && request_->method == Method::head; }

  Engine& engine_;
  tcp::socket socket_;
  Wire wire_;
  std::string client_;
  bool for_metrics_;
  Phase phase_ = Phase::idle;
  Clock::time_point due_;
  bool waiting_read_ = false;
  bool expired_ = false;
  bool close_after_ = false;
  bool unread_ = false;  ///< the client may still be sending what will not be read
  std::string input_;
  std::size_t scanned_ = 0;
  std::size_t lingered_ = 0;

  // the exchange at hand
  std::uint64_t exchange_ = 0;
  std::shared_ptr<Request> request_;
  const Route* route_ = nullptr;
  Framing framing_;
  Clock::time_point started_;
  int status_ = 0;
  std::uint64_t bytes_out_ = 0;
  bool answered_ = false;

  // what is being written
  std::string out_;
  std::shared_ptr<const std::string> body_;
  std::size_t sent_ = 0;
  std::shared_ptr<const FileBody> file_;

  // while a body is read
  std::unique_ptr<Upload> upload_;
  std::size_t body_held_ = 0;
  Clock::time_point body_due_;
  Clock::time_point window_began_;
  std::uint64_t window_bytes_ = 0;

  // workers' signals, and events
  std::function<void()> waiter_;
  bool signalled_ = false;
  std::deque<std::shared_ptr<const std::string>> queue_;
  std::size_t queued_bytes_ = 0;
  std::size_t queue_sent_ = 0;
  bool waiting_write_ = false;
};

}  // namespace qidi::http
