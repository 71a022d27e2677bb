// A matter's form: a JSON Schema (2020-12) of a stated, closed subset. The subset is checked here,
// the values by valijson, which knows the keywords used under the same meaning (draft 7).
//
// The subset: an object with `properties`, `required`, `additionalProperties: false` and `allOf` of
// conditions. A property has `title` and one `type`: string (`enum`, `minLength`, `maxLength`,
// `format: date`), integer or number (`minimum`, `maximum`, `exclusiveMinimum`,
// `exclusiveMaximum`), boolean (`const`), or array (`minItems`, `maxItems`) of rows (an object of
// such properties, no array in it) or of choices (`enum`, `uniqueItems`). Also `description` and
// `x-unit`, which are for people. A condition is one `if` on values of properties with `then` and
// `else` that demand properties or forbid them (`false`). No `$ref`, no `pattern`: a form reaches
// nothing outside itself, and no answer of a filer can make it slow. Feature F8; decision 0015.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "domain/casework/form.h"

namespace qidi::record {

/// The form that the schema's text describes, or what is wrong with it (Chinese, with the place).
Result<std::shared_ptr<const domain::Form>, std::string> compile_form(std::string_view schema);

}  // namespace qidi::record
