// The writer of JSON, under the verbs' own names.
#pragma once

#include "answers/json_out.h"

namespace qidi::cli {

using answers::json_text;
using answers::JsonObject;

}  // namespace qidi::cli
