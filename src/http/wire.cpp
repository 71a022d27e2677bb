// OpenSSL and the socket calls; see wire.h. SIGPIPE is ignored by the server at start.
#include "http/wire.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace qidi::http {
namespace {

constexpr int most_at_once = 1 << 20;

Step after_call(ssize_t result, Step wanted) {
  if (result > 0) return Step::done;
  if (result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)) return wanted;
  return Step::ended;
}

}  // namespace

std::optional<std::string> TlsContext::load(const std::string& certificate_file,
                                            const std::string& key_file) {
  ERR_clear_error();
  context_ = std::shared_ptr<SSL_CTX>(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!context_) return "TLS 无法启用";
  SSL_CTX* context = context_.get();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  // Sessions are not resumed: a shared cache would have to be bounded and swept.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  if (SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) return "TLS 无法启用";
  if (SSL_CTX_use_certificate_chain_file(context, certificate_file.c_str()) != 1) {
    return "证书文件无法读取：" + certificate_file;
  }
  if (SSL_CTX_use_PrivateKey_file(context, key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
    return "私钥文件无法读取，或与证书不符：" + key_file;
  }
  if (SSL_CTX_check_private_key(context) != 1) return "私钥与证书不符：" + key_file;
  return std::nullopt;
}

Wire::Wire(int socket, ssl_ctx_st* tls) : socket_(socket) {
  if (tls == nullptr) return;
  ssl_ = SSL_new(tls);
  if (ssl_ != nullptr) {
    SSL_set_fd(ssl_, socket);
    SSL_set_accept_state(ssl_);
  } else {
    socket_ = -1;  // Out of memory: never speak plainly where TLS was asked for.
  }
}

Wire::~Wire() {
  SSL_free(ssl_);
}

Step Wire::after(int result) const {
  switch (SSL_get_error(ssl_, result)) {
    case SSL_ERROR_NONE:
      return Step::done;
    case SSL_ERROR_WANT_READ:
      return Step::want_read;
    case SSL_ERROR_WANT_WRITE:
      return Step::want_write;
    default:
      return Step::ended;
  }
}

Step Wire::handshake() {
  if (ssl_ == nullptr) return socket_ < 0 ? Step::ended : Step::done;
  ERR_clear_error();
  return after(SSL_do_handshake(ssl_));
}

Step Wire::read(char* into, std::size_t room, std::size_t& size) {
  size = 0;
  const int most = static_cast<int>(std::min<std::size_t>(room, most_at_once));
  if (ssl_ == nullptr) {
    const auto got = recv(socket_, into, static_cast<std::size_t>(most), 0);
    if (got > 0) size = static_cast<std::size_t>(got);
    return after_call(got, Step::want_read);
  }
  ERR_clear_error();
  const int got = SSL_read(ssl_, into, most);
  if (got > 0) size = static_cast<std::size_t>(got);
  return after(got);
}

Step Wire::write(std::string_view first, std::string_view second, std::size_t& size) {
  size = 0;
  if (ssl_ == nullptr) {
    std::array<iovec, 2> parts{iovec{const_cast<char*>(first.data()), first.size()},
                               iovec{const_cast<char*>(second.data()), second.size()}};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = second.empty() ? 1 : 2;
    const auto sent = sendmsg(socket_, &message, MSG_NOSIGNAL);
    if (sent > 0) size = static_cast<std::size_t>(sent);
    return after_call(sent, Step::want_write);
  }
  const auto part = first.empty() ? second : first;
  ERR_clear_error();
  const int sent = SSL_write(ssl_, part.data(),
                             static_cast<int>(std::min<std::size_t>(part.size(), most_at_once)));
  if (sent > 0) size = static_cast<std::size_t>(sent);
  return after(sent);
}

bool Wire::holds_bytes() const {
  return ssl_ != nullptr && SSL_pending(ssl_) > 0;
}

void Wire::end_writing() {
  if (ssl_ != nullptr && SSL_is_init_finished(ssl_) != 0) {
    ERR_clear_error();
    SSL_shutdown(ssl_);
  }
  if (socket_ >= 0) ::shutdown(socket_, SHUT_WR);
}

}  // namespace qidi::http
