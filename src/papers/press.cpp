// Pango breaks and shapes, cairo writes. Glyph positions are not rounded to pixels and nothing is
// hinted, so that the bytes depend on the text, the faces and the instant handed in alone.
#include "papers/press.h"

#include <cairo-pdf.h>

#include <cmath>
#include <new>

#include "papers/measures.h"
#include "papers/plain_text.h"

namespace qidi::papers {

namespace {

cairo_status_t take_bytes(void* closure, const unsigned char* bytes, unsigned int length) {
  auto& out = *static_cast<std::string*>(closure);
  try {
    out.append(reinterpret_cast<const char*>(bytes), length);
  } catch (const std::bad_alloc&) {
    return CAIRO_STATUS_NO_MEMORY;
  }
  return CAIRO_STATUS_SUCCESS;
}

int units(double points) {
  return static_cast<int>(std::lround(points * PANGO_SCALE));
}

/// Official faces have no pictures; what is merely a sign may be written by its number.
bool is_sign(char32_t character) {
  switch (g_unichar_type(character)) {
    case G_UNICODE_OTHER_SYMBOL:
    case G_UNICODE_MODIFIER_SYMBOL:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_FORMAT:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
      return true;
    default:
      return false;
  }
}

Held<PangoContext, g_object_unref> make_context(cairo_t* ink) {
  Held<PangoContext, g_object_unref> context(pango_cairo_create_context(ink));
  auto* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_language(context.get(), pango_language_from_string("zh-cn"));
  pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  return context;
}

}  // namespace

Lines::Lines(Held<PangoLayout, g_object_unref> layout, const Style& style, double width)
    : layout_(std::move(layout)), style_(style), width_(width) {}

double Lines::width_of(int index) const {
  PangoRectangle extent;
  pango_layout_line_get_extents(line(index), nullptr, &extent);
  return static_cast<double>(extent.width) / PANGO_SCALE;
}

double Lines::start_of(int index) const {
  const double indent = index == 0 ? style_.first_indent : 0;
  switch (style_.align) {
    case Align::left:
      return indent;
    case Align::centre:
      return (width_ - width_of(index)) / 2;
    case Align::right:
      return width_ - width_of(index);
  }
  return indent;
}

Held<PangoFontDescription, pango_font_description_free> description_of(const Face& face,
                                                                       double size) {
  Held<PangoFontDescription, pango_font_description_free> description(pango_font_description_new());
  const auto families = face.family + ",Noto Serif CJK SC";
  pango_font_description_set_family(description.get(), families.c_str());
  pango_font_description_set_weight(description.get(),
                                    face.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  // Absolute: the surface's unit is the point; the plain size would be scaled by a resolution.
  pango_font_description_set_absolute_size(description.get(), units(size));
  return description;
}

Press::Press(const FaceSet& faces, const Properties& properties)
    : faces_(faces),
      surface_(cairo_pdf_surface_create_for_stream(take_bytes, &bytes_, measures::page_width,
                                                   measures::page_height)),
      ink_(cairo_create(surface_.get())),
      context_(make_context(ink_.get())) {
  const auto body = description_of(faces_[0], measures::body_size);
  fontset_.reset(
      pango_context_load_fontset(context_.get(), body.get(), pango_language_from_string("zh-cn")));
  const auto set = [&](cairo_pdf_metadata_t which, const std::string& value) {
    cairo_pdf_surface_set_metadata(surface_.get(), which, value.c_str());
  };
  set(CAIRO_PDF_METADATA_TITLE, covered(properties.title));
  set(CAIRO_PDF_METADATA_AUTHOR, covered(properties.author));
  set(CAIRO_PDF_METADATA_CREATOR, "Qidi");
  const auto made = domain::to_text(properties.made_at);
  set(CAIRO_PDF_METADATA_CREATE_DATE, made);
  set(CAIRO_PDF_METADATA_MOD_DATE, made);
}

void Press::begin_page(bool landscape) {
  if (page_ > 0) cairo_surface_show_page(surface_.get());
  ++page_;
  cairo_pdf_surface_set_size(surface_.get(),
                             landscape ? measures::page_height : measures::page_width,
                             landscape ? measures::page_width : measures::page_height);
  use(black);
}

bool Press::has_glyph(char32_t character) {
  const auto known = known_.find(character);
  if (known != known_.end()) return known->second;
  const Held<PangoFont, g_object_unref> font(pango_fontset_get_font(fontset_.get(), character));
  const bool has = font != nullptr && pango_font_has_char(font.get(), character) != FALSE;
  known_.emplace(character, has);
  return has;
}

std::string Press::covered(std::string_view text) {
  std::string fit;
  for (const auto character : plain_text(text)) {
    if (character < 0x80 || has_glyph(character)) {
      append(fit, character);
    } else if (is_sign(character)) {
      fit += "〔" + number_of(character) + "〕";
    } else {
      missing_.insert(character);
    }
  }
  return fit;
}

Lines Press::set_text(std::string_view text, const Style& style, double width) {
  Held<PangoLayout, g_object_unref> layout(pango_layout_new(context_.get()));
  const auto fit = covered(text);
  const auto description = description_of(faces_[static_cast<std::size_t>(style.role)], style.size);
  pango_layout_set_font_description(layout.get(), description.get());
  pango_layout_set_auto_dir(layout.get(), FALSE);
  pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width(layout.get(), width > 0 ? units(width) : -1);
  pango_layout_set_justify(layout.get(), style.justify ? TRUE : FALSE);
  pango_layout_set_indent(layout.get(), units(style.first_indent));
  pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
  if (style.spacing != 0) {
    auto* attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(units(style.spacing)));
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
  }
  pango_layout_set_text(layout.get(), fit.data(), static_cast<int>(fit.size()));
  return Lines(std::move(layout), style, width);
}

void Press::draw(const Lines& lines, int line, double left, double top, double pitch) {
  // The em box of a Chinese face stands 0.88 above the base line and 0.12 below it.
  const double base = top + (pitch - lines.size()) / 2 + 0.88 * lines.size();
  cairo_move_to(ink_.get(), left + lines.start_of(line), base);
  pango_cairo_show_layout_line(ink_.get(), lines.line(line));
}

void Press::draw_scaled(const Lines& lines, double middle, double top, double pitch, double scale) {
  const double base = top + (pitch - lines.size()) / 2 + 0.88 * lines.size();
  cairo_save(ink_.get());
  cairo_translate(ink_.get(), middle - lines.width_of(0) * scale / 2, base);
  cairo_scale(ink_.get(), scale, 1);
  cairo_move_to(ink_.get(), 0, 0);
  pango_cairo_show_layout_line(ink_.get(), lines.line(0));
  cairo_restore(ink_.get());
}

void Press::rule(double x1, double y1, double x2, double y2, double width) {
  cairo_set_line_width(ink_.get(), width);
  cairo_move_to(ink_.get(), x1, y1);
  cairo_line_to(ink_.get(), x2, y2);
  cairo_stroke(ink_.get());
}

void Press::frame(double left, double top, double width, double height, double line) {
  cairo_set_line_width(ink_.get(), line);
  cairo_rectangle(ink_.get(), left, top, width, height);
  cairo_stroke(ink_.get());
}

void Press::use(Colour colour) {
  cairo_set_source_rgb(ink_.get(), colour.red, colour.green, colour.blue);
}

void Press::turned(double x, double y, double angle, const std::function<void()>& draw_it) {
  cairo_save(ink_.get());
  cairo_translate(ink_.get(), x, y);
  cairo_rotate(ink_.get(), angle);
  draw_it();
  cairo_restore(ink_.get());
}

void Press::outline(const std::string& name) {
  const auto place = "page=" + std::to_string(page_) + " pos=[0 0]";
  cairo_pdf_surface_add_outline(surface_.get(), CAIRO_PDF_OUTLINE_ROOT, covered(name).c_str(),
                                place.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

Result<std::string, office::Fault> Press::finish() {
  if (!missing_.empty()) {
    std::string which;
    int told = 0;
    for (const auto character : missing_) {
      if (++told > 10) break;
      which += (which.empty() ? "" : "、") + number_of(character) + "“";
      append(which, character);
      which += "”";
    }
    return Unexpected{office::Fault{
        office::FaultKind::not_found,
        "已安装的字体都没有这些字（共 " + std::to_string(missing_.size()) + " 个）：" + which +
            "；请安装含有这些字的字体（如 Debian 软件包 fonts-noto-cjk）后再出 PDF"}};
  }
  cairo_surface_finish(surface_.get());
  const auto failed = cairo_status(ink_.get()) != CAIRO_STATUS_SUCCESS
                          ? cairo_status(ink_.get())
                          : cairo_surface_status(surface_.get());
  if (failed != CAIRO_STATUS_SUCCESS) {
    return Unexpected{
        office::Fault{office::FaultKind::unreadable,
                      std::string("PDF 未能生成（") + cairo_status_to_string(failed) + "）"}};
  }
  return std::move(bytes_);
}

}  // namespace qidi::papers
