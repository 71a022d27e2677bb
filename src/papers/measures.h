// The measures of GB/T 9704-2012 in points (1/72 inch), one place for all of them.
#pragma once

namespace qidi::papers::measures {

constexpr double mm(double millimetres) {
  return millimetres * 72.0 / 25.4;
}

// 5.1, 5.2.1: A4; head 37 mm, binding edge 28 mm, text block 156 mm x 225 mm.
inline constexpr double page_width = mm(210);
inline constexpr double page_height = mm(297);
inline constexpr double head_margin = mm(37);
inline constexpr double binding_margin = mm(28);
inline constexpr double outer_margin = mm(26);
inline constexpr double block_width = mm(156);
inline constexpr double block_height = mm(225);

// 5.2.2, 5.2.3: size 3 (16 pt), 22 lines of 28 characters fill the block.
inline constexpr double body_size = 16;
inline constexpr double line_pitch = block_height / 22;
inline constexpr double character_pitch = block_width / 28;
inline constexpr double body_spacing = character_pitch - body_size;

// 7.2.4: the mark's upper edge 35 mm below the block's. 7.2.7: red line 4 mm below the serial.
inline constexpr double mark_drop = mm(35);
inline constexpr double mark_size = 42;
inline constexpr double mark_pitch = 54;
inline constexpr double serial_to_line = mm(4);
inline constexpr double red_line = 2;

// 7.3.1: title in size 2.
inline constexpr double title_size = 22;
inline constexpr double title_pitch = 34;

// 7.4: imprint in size 4, first and last line 0.35 mm, middle ones 0.25 mm.
inline constexpr double imprint_size = 14;
inline constexpr double imprint_pitch = 24;
inline constexpr double thick_line = mm(0.35);
inline constexpr double thin_line = mm(0.25);

// 7.5: page number in size 4, its dashes 7 mm below the block.
inline constexpr double number_size = 14;
inline constexpr double number_drop = mm(7);

// Outside the standard: the stamp in the head margin and the record's basis at the paper's foot.
inline constexpr double stamp_size = 12;
inline constexpr double stamp_top = mm(18);
inline constexpr double basis_size = 6.5;
inline constexpr double basis_pitch = 9;
inline constexpr double basis_top = mm(281);

}  // namespace qidi::papers::measures
