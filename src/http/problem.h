// Errors as application/problem+json (RFC 9457), with the refusal's code and the clause it stands
// on where the law said no. interface.md, HTTP.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace qidi::http {

struct Problem {
  int status = 500;
  std::string refusal;  ///< stable code: "due_passed", "not_found", "overloaded", …
  std::string title;    ///< Chinese, short: what kind of thing went wrong
  std::string detail;   ///< Chinese: what was wrong here and how to mend it
  std::string clause;   ///< empty where no clause stands behind it
  std::string field;    ///< the field at fault, as a JSON pointer or parameter name; may be empty
};

/// The problem as a response; type is "/problems/<refusal>". Text is escaped; nothing of the
/// machine (paths, SQL, versions) may be put in by the caller.
Response to_response(const Problem& problem);

/// The same for one of the server's own: 400, 404, 405, 408, 413, 414, 415, 428, 429, 431, 500,
/// 503.
Response plain_problem(int status, std::string_view refusal, std::string_view detail);

/// Appends `text` (UTF-8) as a JSON string with its quotes; every control character is escaped.
void append_json_string(std::string& out, std::string_view text);

}  // namespace qidi::http
