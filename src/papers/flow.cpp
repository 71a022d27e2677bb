// Even pages are the backs of odd ones: binding edge on the right, number on the left. A turned
// page is read from the right, so that bound with the others its head lies at their left edge and
// its number where theirs is.
#include "papers/flow.h"

#include <numbers>

namespace qidi::papers {

namespace m = measures;

Style body_style(Role role, double first_indent) {
  Style style;
  style.role = role;
  style.size = m::body_size;
  style.spacing = m::body_spacing;
  style.first_indent = first_indent;
  style.justify = true;
  return style;
}

void Flow::new_page(bool landscape) {
  landscape_ = landscape;
  press_.begin_page(landscape);
  const bool odd = press_.page() % 2 == 1;
  if (landscape) {
    // The sheet's left edge is up here, its foot on the left.
    top_ = odd ? m::binding_margin : m::outer_margin;
    left_ = m::page_height - m::head_margin - m::block_height;
    width_ = m::block_height;
    bottom_ = top_ + m::block_width;
  } else {
    top_ = m::head_margin;
    left_ = odd ? m::binding_margin : m::outer_margin;
    width_ = m::block_width;
    bottom_ = top_ + m::block_height;
  }
  y = top_;
  page_number();
  stamp();
  basis();
}

void Flow::page_number() {
  Style style;
  style.role = Role::digits;
  style.size = m::number_size;
  const auto number = press_.set_text("— " + std::to_string(press_.page()) + " —", style, 0);
  const bool odd = press_.page() % 2 == 1;
  const double one = m::number_size;
  const double left = odd ? m::binding_margin : m::outer_margin;
  const double x = odd ? left + m::block_width - one - number.width_of(0) : left + one;
  const double top = m::head_margin + m::block_height + m::number_drop - m::number_size / 2;
  if (!landscape_) {
    press_.draw(number, 0, x, top, m::number_size);
    return;
  }
  // The upright sheet's point (x, y) lies at (height - y, x) on the turned one.
  press_.turned(m::page_height, 0, std::numbers::pi / 2,
                [&] { press_.draw(number, 0, x, top, m::number_size); });
}

void Flow::stamp() {
  if (document_.stamp.empty()) return;
  Style style;
  style.role = Role::heading;
  style.size = m::stamp_size;
  const auto words = press_.set_text(document_.stamp, style, 0);
  const double width = words.width_of(0);
  const double x = left_ + (width_ - width) / 2;
  const double y_stamp = landscape_ ? m::mm(9) : m::stamp_top;
  press_.use(grey);
  press_.frame(x - 8, y_stamp - 4, width + 16, m::stamp_size + 8, 0.8);
  press_.draw(words, 0, x, y_stamp, m::stamp_size);
  press_.use(black);
}

void Flow::basis() {
  if (document_.basis.empty()) return;
  Style style;
  style.role = Role::body;
  style.size = m::basis_size;
  const double height = landscape_ ? m::page_width : m::page_height;
  double at = height - (m::page_height - m::basis_top);
  press_.use(grey);
  for (const auto& words : document_.basis) {
    const auto set = press_.set_text(words, style, 0);
    press_.draw(set, 0, left_, at, m::basis_pitch);
    at += m::basis_pitch;
  }
  press_.use(black);
}

void Flow::lines(const Lines& set, double pitch, double keep) {
  const int count = set.count();
  for (int i = 0; i < count; ++i) {
    // No single line stays behind or goes ahead alone where two can.
    const bool last_two = i == std::max(0, count - 2);
    need(last_two ? (count - i) * pitch + keep : pitch);
    press_.draw(set, i, left_, y, pitch);
    y += pitch;
  }
}

void Flow::text(std::string_view words, Role role, double first_indent, double keep) {
  lines(press_.set_text(words, body_style(role, first_indent), width_), m::line_pitch, keep);
}

}  // namespace qidi::papers
