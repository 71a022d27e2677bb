// One connection's bytes, plain or TLS, over a non-blocking socket that somebody else owns and
// waits on. Says what to wait for instead of waiting, so that an idle connection of either kind
// costs no buffer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct ssl_st;
struct ssl_ctx_st;

namespace qidi::http {

enum class Step : std::uint8_t { done, want_read, want_write, ended };

/// Certificate, key and what TLS allows: 1.2 with ephemeral keys and authenticated ciphers, 1.3.
class TlsContext {
 public:
  TlsContext() = default;
  /// The error is a Chinese sentence.
  std::optional<std::string> load(const std::string& certificate_file, const std::string& key_file);
  ssl_ctx_st* get() const { return context_.get(); }

 private:
  std::shared_ptr<ssl_ctx_st> context_;
};

class Wire {
 public:
  /// `tls` null: plain. `socket` is non-blocking and outlives the wire.
  Wire(int socket, ssl_ctx_st* tls);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  bool secure() const { return ssl_ != nullptr; }
  Step handshake();
  /// `done` with at least one byte in `size`; `ended` at the end or when the connection broke.
  Step read(char* into, std::size_t room, std::size_t& size);
  /// `done` with what was taken in `size`; `second` follows `first`.
  Step write(std::string_view first, std::string_view second, std::size_t& size);
  /// Bytes already decrypted, which no wait for the socket would tell of.
  bool holds_bytes() const;
  /// Tells the peer that nothing more comes; best effort.
  void end_writing();

 private:
  Step after(int result) const;
  int socket_;
  ssl_st* ssl_ = nullptr;
};

}  // namespace qidi::http
