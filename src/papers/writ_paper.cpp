// Set in the same text block, faces and pitch as a circular, without the red-head's empty third: a
// writ is handed over a counter and should fit one page where its words do.
#include "papers/writ_paper.h"

#include <algorithm>

#include "papers/flow.h"
#include "papers/square_code.h"

namespace qidi::papers {

namespace {

namespace m = measures;

constexpr double organ_size = 26;
constexpr double organ_pitch = 40;
constexpr double code_side = m::mm(24);
/// Closer than a circular's 22 lines a page: most writs then fit one.
constexpr double writ_pitch = 25.5;
constexpr double caption_size = 8;
constexpr double caption_pitch = 11;
/// Modules of light that a reader needs around the code (GB/T 18284 asks for four).
constexpr int quiet_modules = 4;

class WritSetter {
 public:
  WritSetter(Press& press, const Document& page, const office::WritText& writ,
             const SquareCode& code)
      : press_(press), writ_(writ), code_(code), flow_(press, page) {}

  void set() {
    flow_.new_page(false);
    press_.outline(writ_.title);
    head();
    if (!writ_.addressee.empty()) text(writ_.addressee + "：", Role::body, 0);
    for (const auto& block : writ_.body) {
      put(block, &block == &writ_.body.back() ? tail_height : 0);
    }
    tail();
  }

 private:
  static constexpr double tail_height = code_side + 2 * caption_pitch + 2 + writ_pitch / 2;

  void text(std::string_view words, Role role, double first_indent, double keep = 0) {
    flow_.lines(press_.set_text(words, body_style(role, first_indent), flow_.width()), writ_pitch,
                keep);
  }

  /// The organ's name in red over a red line, the title under it, the number at the right.
  void head() {
    Style style;
    style.role = Role::title;
    style.size = organ_size;
    const auto organ = press_.set_text(writ_.organ, style, 0);
    const double scale = std::min(1.0, flow_.width() / std::max(1.0, organ.width_of(0)));
    press_.use(red);
    press_.draw_scaled(organ, flow_.left() + flow_.width() / 2, flow_.y, organ_pitch, scale);
    flow_.y += organ_pitch + m::mm(2);
    press_.rule(flow_.left(), flow_.y, flow_.right(), flow_.y, m::red_line);
    press_.use(black);
    flow_.y += m::line_pitch * 0.8;
    style.size = m::title_size;
    style.align = Align::centre;
    flow_.lines(press_.set_text(writ_.title, style, flow_.width()), m::title_pitch);
    auto number_style = body_style(Role::body, 0);
    number_style.justify = false;
    number_style.align = Align::right;
    const auto number = writ_.number.empty() ? std::string("（无编号）") : writ_.number;
    flow_.lines(press_.set_text(number, number_style, flow_.width()), m::line_pitch);
    flow_.y += m::line_pitch * 0.3;
  }

  void put(const office::WritBlock& block, double keep) {
    using Kind = office::WritBlock::Kind;
    switch (block.kind) {
      case Kind::heading:
        text(block.text, Role::heading, two_characters, 2 * writ_pitch);
        break;
      case Kind::paragraph:
        paragraphs(block.text, keep);
        break;
      case Kind::list:
        for (std::size_t i = 0; i < block.lines.size(); ++i) {
          const bool last = i + 1 == block.lines.size();
          text(std::to_string(i + 1) + ". " + block.lines[i], Role::body, two_characters,
               last ? keep : 0);
        }
        break;
      case Kind::table:
        table(block.table);
        break;
    }
  }

  /// A clerk's words may have several lines; each is a paragraph.
  void paragraphs(const std::string& words, double keep) {
    std::size_t at = 0;
    while (at <= words.size()) {
      const auto end = std::min(words.find('\n', at), words.size());
      const auto line = words.substr(at, end - at);
      const bool last = end == words.size();
      if (!line.empty()) text(line, Role::body, two_characters, last ? keep : 0);
      at = end + 1;
    }
  }

  void table(const office::WritTable& from) {
    Table made;
    made.size = 12;
    const bool of_defects = from.columns.size() > 2;
    for (std::size_t i = 0; i < from.columns.size(); ++i) {
      const double width = i == 0 ? (of_defects ? 8 : 22) : (of_defects ? 28 : 78);
      made.columns.push_back(
          {from.columns[i], width, of_defects && i == 0 ? Align::centre : Align::left});
    }
    for (const auto& row : from.rows) made.rows.push_back({row, false});
    flow_.y += m::line_pitch / 4;
    set_table(flow_, made);
    flow_.y += m::line_pitch / 3;
  }

  /// The code at the left, organ and date at the right, side by side.
  void tail() {
    flow_.y += writ_pitch / 2;
    flow_.need(tail_height - writ_pitch / 2);
    const double top = flow_.y;
    code(flow_.left(), top);
    Style style;
    style.size = caption_size;
    press_.use(grey);
    double at = top + code_side + 2;
    for (const auto* words : {"扫描二维码核验本文书；", "核验以记录为准。"}) {
      press_.draw(press_.set_text(words, style, 0), 0, flow_.left(), at, caption_pitch);
      at += caption_pitch;
    }
    press_.use(black);
    signature(top + m::mm(5));
    flow_.y = std::max(at, flow_.y);
  }

  void signature(double top) {
    auto style = body_style(Role::body, 0);
    style.justify = false;
    const auto who = press_.set_text(writ_.organ, style, 0);
    const auto when = press_.set_text(writ_.day_words, style, 0);
    const double room = flow_.width() - code_side - m::mm(8);
    const double scale = std::min(1.0, room / std::max(1.0, who.width_of(0)));
    const double who_width = who.width_of(0) * scale;
    const double date_middle = flow_.right() - 4 * m::character_pitch - when.width_of(0) / 2;
    const double indent = scale < 1 ? 0 : two_characters;
    const double middle = std::min(date_middle, flow_.right() - indent - who_width / 2);
    press_.draw_scaled(who, middle, top, m::line_pitch, scale);
    press_.draw(when, 0, middle - when.width_of(0) / 2, top + m::line_pitch, m::line_pitch);
  }

  void code(double left, double top) {
    const double module = code_side / (code_.width + 2 * quiet_modules);
    const double inner_left = left + quiet_modules * module;
    const double inner_top = top + quiet_modules * module;
    for (int row = 0; row < code_.width; ++row) {
      const double middle = inner_top + (row + 0.5) * module;
      for (int column = 0; column < code_.width; ++column) {
        if (!code_.at(row, column)) continue;
        int end = column;
        while (end < code_.width && code_.at(row, end)) ++end;
        press_.rule(inner_left + column * module, middle, inner_left + end * module, middle,
                    module);
        column = end;
      }
    }
  }

  Press& press_;
  const office::WritText& writ_;
  const SquareCode& code_;
  Flow flow_;
};

}  // namespace

Result<std::string, office::Fault> writ_pdf(const office::WritText& writ, const WritMarks& marks,
                                            const Fonts& fonts) {
  QIDI_TRY(faces, choose_faces(fonts));
  QIDI_TRY(code, square_code(marks.verify_address));
  Document page;
  page.stamp = marks.stamp;
  page.basis = marks.basis;
  const auto title = writ.title + (writ.number.empty() ? "" : " " + writ.number);
  Press press(faces, {title, writ.organ, marks.made_at});
  WritSetter(press, page, writ, code).set();
  return press.finish();
}

}  // namespace qidi::papers
