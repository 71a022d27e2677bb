// A document set by GB/T 9704-2012 and printed to PDF: A4, selectable text, embedded subsets of the
// faces. The same document, faces and library versions give the same bytes (ruling 10).
#pragma once

#include <string>

#include "domain/result.h"
#include "office/ports.h"
#include "papers/document.h"
#include "papers/fonts.h"

namespace qidi::papers {

/// The bytes of the PDF. May be called from many threads at once: nothing is shared but what
/// fontconfig locks itself, and Pango's font map is one per thread. The first call on a thread
/// loads fonts (tens of milliseconds). Needs an ordinary thread's stack, not a small fibre's.
/// Fault `not_found`: a face or a glyph is missing, in Chinese with the way out.
Result<std::string, office::Fault> to_pdf(const Document& document, const Fonts& fonts = {});

}  // namespace qidi::papers
