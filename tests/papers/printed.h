// What a printed PDF says of itself, asked from poppler's programs; and a made-up circular.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "office/answer_query.h"
#include "papers/circular_paper.h"
#include "papers/render.h"

namespace qidi::tests {

/// Whether pdftotext and its siblings are at hand, and a face for every role.
bool can_print();

/// Standard output of a poppler program run over the bytes of a PDF.
std::string poppler(const std::string& program, const std::string& options, const std::string& pdf);
/// The words of a PDF in the order in which they were drawn.
std::vector<std::string> words_of(const std::string& pdf);
/// All its text without any white space.
std::string squeezed_text(const std::string& pdf);
std::string without_space(std::string text);

/// A circular of some regions, departments and matters with figures of one to five digits.
office::Circular made_up_circular(int regions, int departments, int matters);
/// Shows codes as they are; the league is the first four letters.
papers::CircularNames plain_names();
papers::CircularBasis made_up_basis();

/// Prints, or fails the test with the fault's message and gives nothing.
std::string printed(const papers::Document& document);

/// Skips loudly where nothing can be printed or read.
#define QIDI_NEEDS_PRINTING() \
  if (!::qidi::tests::can_print()) GTEST_SKIP() << "poppler-utils or fonts-noto-cjk is missing"

}  // namespace qidi::tests
