// Percent-encoding, the way back of decoding.h: texts inside an address, names of files in an
// answer.
#pragma once

#include <string>
#include <string_view>

namespace qidi::http {

/// All but letters, digits and - . _ ~ by their bytes (RFC 3986, 2.3).
std::string percent_encoded(std::string_view text);

/// The value of Content-Disposition (RFC 6266): `way` is "inline" or "attachment", `plain` a name
/// of plain letters for old machines, `name` the true one, in which a slash becomes "-".
std::string named_file(std::string_view way, std::string_view plain, std::string name);

}  // namespace qidi::http
