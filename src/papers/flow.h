// The text block of the page in hand and how far it is filled; breaks pages and puts on each what
// every page bears: number, stamp, basis (GB/T 9704-2012 5, 7.5).
#pragma once

#include "papers/document.h"
#include "papers/measures.h"
#include "papers/press.h"

namespace qidi::papers {

class Flow {
 public:
  Flow(Press& press, const Document& document) : press_(press), document_(document) {}

  /// The next page, upright or turned.
  void new_page(bool landscape);
  void new_page() { new_page(landscape_); }
  /// Breaks the page unless so much is left of it.
  void need(double height) {
    if (!fits(height)) new_page();
  }
  bool fits(double height) const { return y <= top_ + 0.01 || y + height <= bottom_ + 0.01; }
  bool is_landscape() const { return landscape_; }

  Press& press() { return press_; }
  double left() const { return left_; }
  double width() const { return width_; }
  double right() const { return left_ + width_; }
  double bottom() const { return bottom_; }
  double room() const { return bottom_ - y; }
  double block_height() const { return bottom_ - top_; }

  /// Sets lines one under the other. `keep`: height that has to follow the last line on its page.
  void lines(const Lines& set, double pitch, double keep = 0);
  /// One or more lines in the body's size and pitch.
  void text(std::string_view words, Role role, double first_indent, double keep = 0);

  double y = 0;  ///< the next line's upper edge

 private:
  void page_number();
  void stamp();
  void basis();

  Press& press_;
  const Document& document_;
  bool landscape_ = false;
  double left_ = 0, top_ = 0, width_ = 0, bottom_ = 0;
};

/// The body's style: 28 characters to a line, justified.
Style body_style(Role role, double first_indent);
inline constexpr double two_characters = 2 * measures::character_pitch;

/// Sets a table; rows are kept whole unless one is longer than a page (table.cpp).
void set_table(Flow& flow, const Table& table);

}  // namespace qidi::papers
