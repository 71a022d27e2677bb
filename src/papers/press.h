// The drawing surface: pages, lines of text and rules, out to the bytes of a PDF. All of Pango and
// cairo is behind it. Text goes in literally (never as markup) and every character is checked
// against the faces in use.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "papers/document.h"
#include "papers/fonts.h"

namespace qidi::papers {

template <auto release>
struct Release {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
template <class T, auto release>
using Held = std::unique_ptr<T, Release<release>>;

/// How a text is set. Sizes in points.
struct Style {
  Role role = Role::body;
  double size = 16;
  double spacing = 0;  ///< added to every character's advance
  double first_indent = 0;
  Align align = Align::left;
  bool justify = false;
};

/// A text broken into lines of one width.
class Lines {
 public:
  Lines(Held<PangoLayout, g_object_unref> layout, const Style& style, double width);
  int count() const { return pango_layout_get_line_count(layout_.get()); }
  double width_of(int line) const;
  /// Where the line starts within its width, by alignment and indent.
  double start_of(int line) const;
  double size() const { return style_.size; }
  PangoLayoutLine* line(int index) const {
    return pango_layout_get_line_readonly(layout_.get(), index);
  }

 private:
  Held<PangoLayout, g_object_unref> layout_;
  Style style_;
  double width_;
};

struct Colour {
  double red = 0, green = 0, blue = 0;
};
inline constexpr Colour black{};
inline constexpr Colour red{0.85, 0, 0};
inline constexpr Colour grey{0.35, 0.35, 0.35};

/// The properties of the file.
struct Properties {
  std::string title;
  std::string author;
  domain::Instant made_at{};
};

/// One document on its way to bytes. One thread at a time; each press has only its own objects and
/// the font map that Pango keeps for its thread, so presses on several threads do not meet.
class Press {
 public:
  Press(const FaceSet& faces, const Properties& properties);
  Press(const Press&) = delete;
  Press& operator=(const Press&) = delete;

  /// Ends the page before, if any. Landscape pages are A4 turned.
  void begin_page(bool landscape);
  int page() const { return page_; }

  /// Breaks a text; a width of 0 means one line, however long.
  Lines set_text(std::string_view text, const Style& style, double width);
  /// Draws one line of it in a band `pitch` high whose upper edge is `top`.
  void draw(const Lines& lines, int line, double left, double top, double pitch);
  /// One line, stretched or squeezed sideways by `scale`, centred on `middle`.
  void draw_scaled(const Lines& lines, double middle, double top, double pitch, double scale);
  void rule(double x1, double y1, double x2, double y2, double width);
  void frame(double left, double top, double width, double height, double line);
  void use(Colour colour);
  /// Turned about a point, for what stands sideways on a landscape page.
  void turned(double x, double y, double angle, const std::function<void()>& draw);
  /// An entry of the reader's table of contents, pointing at this page.
  void outline(const std::string& name);

  /// The bytes; a fault when a character has no glyph in any face, or the library failed.
  Result<std::string, office::Fault> finish();

 private:
  std::string covered(std::string_view text);
  bool has_glyph(char32_t character);

  FaceSet faces_;
  std::string bytes_;
  Held<cairo_surface_t, cairo_surface_destroy> surface_;
  Held<cairo_t, cairo_destroy> ink_;
  Held<PangoContext, g_object_unref> context_;
  Held<PangoFontset, g_object_unref> fontset_;
  std::map<char32_t, bool> known_;
  std::set<char32_t> missing_;
  int page_ = 0;
};

/// A family with those that stand in for characters it lacks.
Held<PangoFontDescription, pango_font_description_free> description_of(const Face& face,
                                                                       double size);

}  // namespace qidi::papers
