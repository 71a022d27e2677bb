// Which numbers (批复文号) an organ gave its documents of a matter last, and what would come next.
// Reads only. N6; docs/decisions/0012.
#pragma once

#include <string>

#include "domain/casework/document_numbers.h"
#include "office/ports.h"

namespace qidi::office {

/// Of the organ's last fifty cases of the matter that were granted and issued.
Result<domain::NumbersShown, Fault> issued_numbers(LedgerView& view, const domain::Organ& organ,
                                                   const std::string& matter, domain::Day today);

}  // namespace qidi::office
