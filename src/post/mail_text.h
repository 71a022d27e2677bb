// A letter as the bytes of a mail: RFC 5322 headers, RFC 2047 words for Chinese, base64 for the
// text. Whatever stands in a subject, the mail has the headers written here and no others.
#pragma once

#include <string>
#include <string_view>

#include "post/parcel.h"

namespace qidi::post {

/// The whole mail, lines ended by CRLF. `from`: the sender's address.
std::string mail_bytes(const Letter& letter, std::string_view from);

/// A text as encoded words of at most 75 characters each, folded; no character is cut in two.
std::string encoded_words(std::string_view utf8);

/// RFC 5322 date at +08:00: "Fri, 30 Sep 2022 09:00:00 +0800".
std::string mail_date(domain::Instant instant);

}  // namespace qidi::post
