// Every byte that comes from outside goes through base64; nothing of it reaches a header as it is.
#include "post/mail_text.h"

#include <openssl/evp.h>

#include <array>
#include <cstdio>
#include <vector>

namespace qidi::post {

namespace {

std::string base64(std::string_view bytes) {
  std::vector<unsigned char> out(4 * ((bytes.size() + 2) / 3) + 1);
  const int length =
      EVP_EncodeBlock(out.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      static_cast<int>(bytes.size()));
  return {reinterpret_cast<const char*>(out.data()), static_cast<std::size_t>(length)};
}

std::string base64_lines(std::string_view bytes) {
  constexpr std::size_t bytes_a_line = 57;  // 76 characters
  std::string lines;
  for (std::size_t at = 0; at < bytes.size(); at += bytes_a_line) {
    lines += base64(bytes.substr(at, bytes_a_line)) + "\r\n";
  }
  return lines;
}

/// Only what may stand in an address of ours; the rest goes.
std::string plain(std::string_view text) {
  std::string kept;
  for (const char c : text) {
    if (c > 0x20 && c < 0x7F && c != '<' && c != '>') kept += c;
  }
  return kept;
}

std::string host_of(std::string_view address) {
  const auto at = address.rfind('@');
  return plain(at == std::string_view::npos ? "localhost" : address.substr(at + 1));
}

std::string crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\r') continue;
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

}  // namespace

std::string encoded_words(std::string_view utf8) {
  constexpr std::size_t most = 39;  // 52 characters of base64; with "Subject: " 73
  std::string out;
  std::size_t begin = 0;
  while (begin < utf8.size()) {
    std::size_t end = std::min(utf8.size(), begin + most);
    while (end < utf8.size() && end > begin + 1 &&
           (static_cast<unsigned char>(utf8[end]) & 0xC0U) == 0x80U) {
      --end;
    }
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base64(utf8.substr(begin, end - begin)) + "?=";
    begin = end;
  }
  return out;
}

std::string mail_date(domain::Instant instant) {
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = domain::day_of(instant);
  const std::chrono::year_month_day date{day};
  const auto within = instant - domain::start_of(day);
  const std::chrono::hh_mm_ss time{within};
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0800",
                days.at(domain::weekday_of(day)), static_cast<unsigned>(date.day()),
                months.at(static_cast<unsigned>(date.month()) - 1), static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

std::string mail_bytes(const Letter& letter, std::string_view from) {
  std::string mail;
  mail += "Date: " + mail_date(letter.date) + "\r\n";
  mail += "From: =?UTF-8?B?" + base64("起底平台") + "?= <" + plain(from) + ">\r\n";
  mail += "To: <" + plain(letter.to) + ">\r\n";
  mail += "Message-ID: <" + plain(letter.message_id) + "@" + host_of(from) + ">\r\n";
  mail += "Subject: " + encoded_words(letter.subject) + "\r\n";
  mail += "Auto-Submitted: auto-generated\r\n";
  mail += "MIME-Version: 1.0\r\n";
  mail += "Content-Type: text/plain; charset=utf-8\r\n";
  mail += "Content-Transfer-Encoding: base64\r\n\r\n";
  mail += base64_lines(crlf(letter.text));
  return mail;
}

}  // namespace qidi::post
