// circular --format pdf: the circular as an official document. N10; feature F48; rulings 2, 10.
#pragma once

#include "cli/reading.h"
#include "office/answer_query.h"

namespace qidi::cli {

/// Prints to --out, or to a standard output that is no terminal.
Exit circular_pdf(Doors& doors, const CircularOptions& options, Reading& reading,
                  const office::Circular& circular);

}  // namespace qidi::cli
