// serve: the server over one data directory until it is told to stop.
// interface.md, `serve`; rulings 5, 9, 13.
#include <charconv>
#include <ostream>

#include "cli/password_settings.h"
#include "cli/post_settings.h"
#include "cli/sign_on_settings.h"
#include "cli/verbs.h"

namespace qidi::cli {

namespace {

/// Whether the text is 127.a.b.c; a name that only begins so is some other machine's.
bool is_loopback_number(std::string_view host) {
  int parts = 0;
  while (true) {
    int part = -1;
    const auto [end, failed] = std::from_chars(host.data(), host.data() + host.size(), part);
    if (failed != std::errc{} || part < 0 || part > 255 || (parts == 0 && part != 127))
      return false;
    ++parts;
    host.remove_prefix(static_cast<std::size_t>(end - host.data()));
    if (host.empty()) return parts == 4;
    if (host.front() != '.') return false;
    host.remove_prefix(1);
  }
}

/// Whether only this machine can reach the address. "127.0.0.1:8080", "[::1]:8080".
bool is_loopback(const std::string& listen) {
  const auto host = listen.substr(0, listen.rfind(':'));
  return host == "localhost" || host == "[::1]" || is_loopback_number(host);
}

/// An address that a phone can open; nothing given is fine, too.
bool is_web_address(const std::string& address) {
  return address.empty() || address.starts_with("https://") || address.starts_with("http://");
}

/// What is wrong with where the server should listen or be found, in Chinese; nothing when all is
/// well.
std::optional<std::string> wrong_address(const ServeOptions& options) {
  for (const auto& address : {options.listen, options.metrics_listen}) {
    if (address.empty() && !options.listen.empty()) continue;  // no metrics
    if (address.rfind(':') == std::string::npos) {
      return "监听地址应为 地址:端口，如 127.0.0.1:8080：" + address;
    }
  }
  // Passwords and sessions never go over a network in the clear.
  if (!is_loopback(options.listen) && options.certificate.empty()) {
    return "没有证书只能监听本机（127.0.0.1 或 [::1]）；对外服务请加 "
           "--certificate 和 --certificate-key：" +
           options.listen;
  }
  if (!options.metrics_listen.empty() && !is_loopback(options.metrics_listen)) {
    return "指标没有登录，只在本机提供（127.0.0.1 或 [::1]）：" + options.metrics_listen;
  }
  if (!is_web_address(options.public_address)) {
    return "--public-address 应为 https:// 开头的地址：" + options.public_address;
  }
  return std::nullopt;
}

}  // namespace

Exit serve(Doors& doors, const ServeOptions& options) {
  if (const auto wrong = wrong_address(options)) return wrong_use(doors, *wrong);
  if (options.certificate.empty() != options.certificate_key.empty()) {
    return wrong_use(doors, "--certificate 和 --certificate-key 须一起给出");
  }
  auto sign_on = sign_on_settings(options.sign_on, options.data);
  if (!sign_on) return wrong_use(doors, sign_on.error());
  if (*sign_on && (*sign_on)->address.empty() && !is_loopback(options.listen)) {
    return wrong_use(doors, "统一身份认证的设置缺少 address（本系统的对外地址）");
  }
  auto passwords = password_settings(options.data);
  if (!passwords) return wrong_use(doors, passwords.error());
  auto post = read_post_settings(options.data);
  if (!post) return wrong_use(doors, post.error());
  auto clock = chosen_clock(doors, options.now);
  if (!clock) return wrong_use(doors, clock.error());
  std::optional<domain::Instant> set;
  if (!options.now.empty()) set = clock->now();

  auto store = open_writing(doors, options);
  if (!store) return report(doors, store.error());
  auto last = (*store)->log().last_recorded();
  if (!last) return report(doors, last.error());
  if (set && *last && *set < **last) {
    // A rehearsal taken up again goes on from where it stopped: instants never go back.
    set = **last;
    doors.err << "qidi: 演练时钟自最后一条记录 " << domain::to_text(*set) << " 走起\n";
  }
  // R35: a clock that has gone back would record instants that nobody can believe.
  if (!set && *last && clock->now() < **last - std::chrono::minutes{5}) {
    return wrong_use(doors, "时钟早于最后一条记录（" + domain::to_text(**last) + "）；请校准时钟");
  }
  auto rules = office::open_rule_book((*store)->log(), doors.law(), clock->now());
  if (!rules) return report(doors, rules.error());
  if (auto synced = (*store)->log().sync(); !synced) return report(doors, synced.error());

  auto ended = doors.serve(
      {options.data, options.listen, options.metrics_listen, options.certificate,
       options.certificate_key, set, options.workers, options.quota, options.access_log,
       std::move(*sign_on), options.scanner, options.upload_account_mib, options.upload_total_mib,
       options.upload_spare_mib, *post, options.public_address, *passwords},
      **store, *rules);
  if (!ended) return report(doors, ended.error());
  return Exit::done;
}

}  // namespace qidi::cli
