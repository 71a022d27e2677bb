// What has to wait: a body being read, a long answer being written, a file being sent. Each runs
// on a fibre that ends with it. See connection.h.
#include <array>
#include <atomic>
#include <cstdio>

#include "http/connection.h"
#include "http/problem.h"

namespace qidi::http {
namespace {

/// A reader must take this much in each write deadline, or it makes no progress (R15).
std::uint64_t least_progress(const Settings& settings) {
  return settings.slowest_body * static_cast<std::uint64_t>(settings.write_deadline.count()) / 1000;
}

}  // namespace

void Connection::spawn(std::function<void(const Yield&)> work) {
  // The fibre keeps the connection; `work` may only touch it.
  asio::spawn(
      engine_.io, std::allocator_arg, PooledStack{&engine_.stacks},
      [self = shared_from_this(), work = std::move(work)](const Yield& yield) { work(yield); },
      [](std::exception_ptr failure) {
        if (failure) std::rethrow_exception(failure);  // Out of the loop: ends the process.
      });
}

/// Waits until the socket is ready for the step; false when the connection closed or the deadline
/// passed (`expired_`).
bool Connection::wait(Step step, const Yield& yield) {
  if (expired_ || phase_ == Phase::closed || step == Step::ended) return false;
  ErrorCode error;
  socket_.async_wait(step == Step::want_write ? tcp::socket::wait_write : tcp::socket::wait_read,
                     yield[error]);
  return !error && !expired_ && phase_ != Phase::closed;
}

/// Waits for `signal`; one that came before is not lost. False when there is nobody to wait for.
bool Connection::wait_signal(const Yield& yield) {
  if (!signalled_ && phase_ != Phase::closed) {
    asio::async_initiate<const Yield&, void()>(
        [this](auto handler) {
          auto kept = std::make_shared<decltype(handler)>(std::move(handler));
          waiter_ = [kept] { std::move (*kept)(); };
        },
        yield);
  }
  signalled_ = false;
  return phase_ != Phase::closed;
}

void Connection::signal() {
  signalled_ = true;
  if (const auto waiter = std::exchange(waiter_, nullptr)) asio::post(engine_.io, waiter);
}

bool Connection::finish_writing(const Yield& yield) {
  const auto least = least_progress(engine_.settings);
  std::uint64_t progress = least;  // The deadline runs from the first wait.
  while (true) {
    const auto before = sent_;
    const auto step = push();
    if (step == Step::done) {
      due_ = Clock::time_point::max();
      return true;
    }
    progress += sent_ - before;
    if (progress >= least) {
      progress = 0;
      due_ = Clock::now() + engine_.settings.write_deadline;
    }
    if (!wait(step, yield)) return false;
  }
}

/// Says 100 Continue where the client waits for it: all that can refuse the head has passed.
bool Connection::greet_body(const Yield& yield) {
  if (!framing_.expects_continue || !input_.empty()) return true;
  out_ = "HTTP/1.1 100 Continue\r\n\r\n";
  body_.reset();
  sent_ = 0;
  return finish_writing(yield);
}

void Connection::read_body(const Yield& yield) {
  const auto& settings = engine_.settings;
  const auto kind = route_ != nullptr ? route_->body : BodyKind::none;
  const bool uploads = kind == BodyKind::upload;
  const std::uint64_t limit =
      uploads ? settings.upload_limit : (kind == BodyKind::json ? settings.json_limit : 0);
  BodyDecoder decoder(framing_, limit);
  if (decoder.state() == BodyDecoder::State::too_large) {
    return refuse(413, "body_too_large", "请求正文超过限额");
  }
  if (!greet_body(yield)) return drop();
  if (uploads) {
    upload_ = std::make_unique<Upload>(settings.upload_folder, request_->header("Content-Type"));
    if (upload_->malformed()) return refuse(400, "malformed_form", "表单的分隔标记有误");
  }
  window_began_ = Clock::now();
  window_bytes_ = 0;
  body_due_ = window_began_ + (uploads ? settings.upload_deadline : settings.body_deadline);
  while (true) {
    std::string_view rest = input_;
    const auto state =
        decoder.feed(rest, [this](std::string_view piece) { return take_piece(piece); });
    input_.erase(0, input_.size() - rest.size());
    switch (state) {
      case BodyDecoder::State::done:
        if (upload_ && !upload_->ends_well()) {
          return refuse(400, "malformed_form", "上传的表单不完整");
        }
        if (upload_ && !store_upload(true, yield)) return;
        due_ = Clock::time_point::max();
        if (upload_) upload_->hand_over(*request_);
        // Handlers run on the thread's own stack, which is deep enough for any of them.
        asio::post(engine_.io, [self = shared_from_this()] { self->dispatch(); });
        return;
      case BodyDecoder::State::malformed:
        return refuse(400, "malformed_body", "请求正文的分块格式有误");
      case BodyDecoder::State::too_large:
        return refuse(413, "body_too_large", "请求正文超过限额");
      case BodyDecoder::State::stopped:
        if (upload_) return refuse(400, "malformed_form", "上传的表单格式有误，或含多个文件");
        unread_ = true;
        return answer_overload();
      case BodyDecoder::State::more:
        if (upload_ && upload_->is_full() && !store_upload(false, yield)) return;
        if (!await_body_bytes(yield)) return;
    }
  }
}

bool Connection::take_piece(std::string_view piece) {
  if (upload_) return upload_->gather(piece);
  if (engine_.body_bytes + piece.size() > engine_.settings.bodies_limit) return false;
  engine_.body_bytes += piece.size();
  body_held_ += piece.size();
  request_->body += piece;
  return true;
}

/// One more read into `input_`; answers 408 or drops by itself when it returns false.
bool Connection::await_body_bytes(const Yield& yield) {
  while (true) {
    std::size_t size = 0;
    const auto step = wire_.read(engine_.scratch.data(), engine_.scratch.size(), size);
    if (step == Step::done) {
      input_.append(engine_.scratch.data(), size);
      window_bytes_ += size;
      if (Clock::now() < body_due_) return true;
      expired_ = true;
    } else {
      due_ = std::min(body_due_, window_began_ + engine_.settings.slow_window);
      if (wait(step, yield)) continue;
    }
    if (phase_ == Phase::closed) return false;
    if (!expired_) {
      drop();
      return false;
    }
    expired_ = false;
    if (!is_too_slow()) continue;
    refuse(408, "body_too_slow", "请求正文没有在限定时间内到达");
    return false;
  }
}

/// Past its absolute deadline, or under the slowest rate over the window that just ended.
bool Connection::is_too_slow() {
  const auto now = Clock::now();
  const auto window = engine_.settings.slow_window;
  const auto least =
      engine_.settings.slowest_body * static_cast<std::uint64_t>(window.count()) / 1000;
  if (now >= body_due_ || window_bytes_ < least) return true;
  window_began_ = now;
  window_bytes_ = 0;
  return false;
}

/// Has a worker write what was gathered, so that a slow disk never holds the I/O thread.
bool Connection::store_upload(bool last, const Yield& yield) {
  due_ = Clock::time_point::max();
  if (engine_.lanes.is_full(Lane::act)) {
    unread_ = !last;
    answer_overload();
    return false;
  }
  struct Outcome {
    std::unique_ptr<Upload> upload;
    bool stored = false;
    std::atomic<bool> done{false};
  };
  const auto outcome = std::make_shared<Outcome>();
  outcome->upload = std::move(upload_);
  const auto began = Clock::now();
  signalled_ = false;
  engine_.lanes.push(
      Lane::act, [outcome, last, engine = engine_.weak_from_this(), waiting = weak_from_this()] {
        outcome->stored = outcome->upload->store(last);
        outcome->done = true;
        if (const auto alive = engine.lock()) {
          asio::post(alive->io, [waiting] {
            if (const auto connection = waiting.lock()) connection->signal();
          });
        }
      });
  // A signal may be a late one of an earlier body; only the worker's word counts.
  while (!outcome->done) {
    if (!wait_signal(yield)) return false;
  }
  if (phase_ == Phase::closed) return false;
  upload_ = std::move(outcome->upload);
  if (outcome->stored) {
    window_began_ += Clock::now() - began;  // Our own disk's time is not the client's.
    return true;
  }
  unread_ = !last;
  engine_.note_refusal("upload_not_stored");
  auto response = plain_problem(503, "upload_not_stored", "上传的文件暂时无法保存，请稍后重试");
  response.set("Retry-After", "30");
  answer(std::move(response));
  return false;
}

/// Each file being sent holds a descriptor and its room on the disk, so they are counted.
void Connection::begin_file(Response response) {
  if (engine_.files_open >= engine_.settings.files_limit) {
    answered_ = false;
    return answer_overload();
  }
  ++engine_.files_open;
  write_head(response, false, true);
  file_ = std::move(response.file);
  spawn([this](const Yield& yield) { send_file(yield); });
}

/// Piece by piece, each once the one before has gone. A file that got shorter cuts the connection:
/// what broke off must never look whole.
void Connection::send_file(const Yield& yield) {
  const auto file = file_;
  std::uint64_t at = 0;
  while (finish_writing(yield)) {
    if (at == file->size()) {
      let_go_of_file();
      return end_of_answer();
    }
    sent_ = 0;
    if (!file->read(at, out_)) break;
    at += out_.size();
  }
  drop();
}

void Connection::let_go_of_file() {
  if (!file_) return;
  file_.reset();
  --engine_.files_open;
}

}  // namespace qidi::http
