// Every reason why a file is not taken, as a problem with its status and how to mend it.
// reliability.md R23, R28.
#pragma once

#include "domain/files/file_kind.h"
#include "files/shelf.h"
#include "http/problem.h"

namespace qidi::api {

/// 413 too large, 429 the account's quota, 503 no room, 422 everything that lies in the file.
http::Problem problem_of(const domain::FileObjection& objection);
http::Problem problem_of(files::ShelfFault fault);

http::Problem no_such_upload();
http::Problem upload_busy();
http::Problem upload_claimed();
http::Problem offset_differs(long long received);
http::Problem too_many_bytes(long long size);
http::Problem key_reused();
http::Problem infected(const std::string& found);
http::Problem scanner_unreachable();
http::Problem over_scanner_limit();
http::Problem store_failed();

/// Whether no repetition can help: the upload is thrown away.
bool is_final(const http::Problem& problem);

}  // namespace qidi::api
