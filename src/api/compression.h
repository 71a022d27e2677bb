// gzip for answers made as they are asked for; what is static was compressed when it was built.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace qidi::api {

std::string gzip(std::string_view bytes);
/// Whether the client takes gzip.
bool takes_gzip(const http::Request& request);
/// Replaces the body with its gzip where the client takes it and it pays.
void compress_for(const http::Request& request, http::Response& response);

}  // namespace qidi::api
