// The parts of a document in their order (GB/T 9704-2012 7): head, subject, annexes, imprint.
#include "papers/render.h"

#include <algorithm>

#include "papers/flow.h"

namespace qidi::papers {

namespace {

namespace m = measures;

std::string chinese_date(domain::Day day) {
  const std::chrono::year_month_day date{day};
  return std::to_string(static_cast<int>(date.year())) + "年" +
         std::to_string(static_cast<unsigned>(date.month())) + "月" +
         std::to_string(static_cast<unsigned>(date.day())) + "日";
}

std::string joined(const std::vector<std::string>& parts) {
  std::string whole;
  for (const auto& part : parts) whole += part;
  return whole;
}

class Setter {
 public:
  Setter(Press& press, const Document& document)
      : press_(press), document_(document), flow_(press, document) {}

  void set() {
    flow_.new_page(false);
    press_.outline(joined(document_.title));
    head();
    title(document_.title);
    if (!document_.recipient.empty()) {
      flow_.y += m::line_pitch;
      flow_.text(document_.recipient + "：", Role::body, 0);
    } else {
      flow_.y += m::line_pitch;
    }
    const double tail = tail_height();
    for (const auto& block : document_.body) {
      put(block, &block == &document_.body.back() ? tail : 0);
    }
    annex_list();
    signature();
    for (std::size_t i = 0; i < document_.annexes.size(); ++i) annex(i);
    imprint();
  }

 private:
  /// 7.2.4 to 7.2.7: the mark in red, the serial, the red line.
  void head() {
    flow_.y += m::mark_drop;
    Style style;
    style.role = Role::title;
    style.size = m::mark_size;
    // Lines of one mark are squeezed alike, so that their letters match.
    double scale = 1;
    std::vector<Lines> lines;
    for (const auto& words : document_.mark) {
      lines.push_back(press_.set_text(words, style, 0));
      const double wide = lines.back().width_of(0);
      if (wide > flow_.width()) scale = std::min(scale, flow_.width() / wide);
    }
    press_.use(red);
    for (const auto& line : lines) {
      press_.draw_scaled(line, flow_.left() + flow_.width() / 2, flow_.y, m::mark_pitch, scale);
      flow_.y += m::mark_pitch;
    }
    press_.use(black);
    flow_.y += 2 * m::line_pitch;
    auto serial_style = body_style(Role::body, 0);
    serial_style.align = Align::centre;
    serial_style.justify = false;
    const auto serial = press_.set_text(document_.serial, serial_style, flow_.width());
    for (int i = 0; i < serial.count(); ++i) {
      press_.draw(serial, i, flow_.left(), flow_.y, m::body_size);
      flow_.y += m::body_size * 1.25;
    }
    flow_.y += m::serial_to_line - m::body_size * 0.25;
    press_.use(red);
    press_.rule(flow_.left(), flow_.y, flow_.right(), flow_.y, m::red_line);
    press_.use(black);
    flow_.y += 2 * m::line_pitch;
  }

  /// 7.3.1: each line as its sense asks, centred; one too long for the block is broken.
  void title(const std::vector<std::string>& lines) {
    Style style;
    style.role = Role::title;
    style.size = m::title_size;
    style.align = Align::centre;
    for (const auto& line : lines) {
      flow_.lines(press_.set_text(line, style, flow_.width()), m::title_pitch);
    }
  }

  void put(const Block& block, double keep) {
    if (const auto* heading = std::get_if<Heading>(&block)) {
      const auto role = heading->level == 1   ? Role::heading
                        : heading->level == 2 ? Role::kai
                                              : Role::body;
      // A heading never stands at a page's foot without text under it.
      flow_.text(heading->text, role, two_characters, 2 * m::line_pitch);
    } else if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      flow_.text(paragraph->text, Role::body, two_characters, keep);
    } else if (const auto* table = std::get_if<Table>(&block)) {
      if (!flow_.fits(0)) flow_.new_page();
      flow_.y += m::line_pitch / 3;
      set_table(flow_, *table);
      flow_.y += m::line_pitch / 2;
    }
  }

  double tail_height() const {
    const auto annexes = static_cast<double>(document_.annexes.size());
    return m::line_pitch * ((annexes > 0 ? 1 + annexes : 0) + 4 + (document_.note.empty() ? 0 : 1));
  }

  /// 7.3.4: under the text, names without a mark at their end.
  void annex_list() {
    const auto& annexes = document_.annexes;
    if (annexes.empty()) return;
    flow_.y += m::line_pitch;
    for (std::size_t i = 0; i < annexes.size(); ++i) {
      const auto number = annexes.size() == 1 ? "" : std::to_string(i + 1) + ".";
      const double indent = (i == 0 ? 2 : 5) * m::character_pitch;
      auto style = body_style(Role::body, indent);
      style.justify = false;
      flow_.lines(press_.set_text((i == 0 ? "附件：" : "") + number + annexes[i].name, style,
                                  flow_.width()),
                  m::line_pitch);
    }
  }

  /// 7.3.5: with a seal the date stands four characters from the right and the signature is
  /// centred over it; a long signature stands two from the right, the date centred under it.
  void signature() {
    auto style = body_style(Role::body, 0);
    style.justify = false;
    const auto who = press_.set_text(document_.signature, style, 0);
    const auto when = press_.set_text(chinese_date(document_.signed_on), style, 0);
    flow_.y += 2 * m::line_pitch;
    flow_.need((document_.note.empty() ? 2 : 3) * m::line_pitch);
    const double date_middle = flow_.right() - 4 * m::character_pitch - when.width_of(0) / 2;
    const double middle =
        std::min(date_middle, flow_.right() - two_characters - who.width_of(0) / 2);
    press_.draw(who, 0, middle - who.width_of(0) / 2, flow_.y, m::line_pitch);
    flow_.y += m::line_pitch;
    press_.draw(when, 0, middle - when.width_of(0) / 2, flow_.y, m::line_pitch);
    flow_.y += m::line_pitch;
    if (document_.note.empty()) return;
    flow_.text("（" + document_.note + "）", Role::body, two_characters);
  }

  /// 7.3.7: on a page of its own, "附件" in the first line, the name in the third.
  void annex(std::size_t index) {
    const auto& annex = document_.annexes[index];
    flow_.new_page(annex.landscape);
    const auto number = document_.annexes.size() == 1 ? std::string() : std::to_string(index + 1);
    press_.outline("附件" + number + " " + annex.name);
    flow_.text("附件" + number, Role::heading, 0);
    if (!annex.landscape) flow_.y += m::line_pitch;
    title({annex.name});
    for (const auto& block : annex.blocks) put(block, 0);
  }

  /// 7.4: at the foot of the last page, which is upright.
  void imprint() {
    const auto& imprint = document_.imprint;
    if (imprint.office.empty()) return;
    Style style;
    style.size = m::imprint_size;
    const double inner = flow_.is_landscape() ? m::block_width : flow_.width();
    const double one = m::imprint_size;
    const auto copies = press_.set_text("抄送：" + imprint.copies + "。", style, inner - 2 * one);
    const int copy_lines = imprint.copies.empty() ? 0 : copies.count();
    const double height = (copy_lines + 1) * m::imprint_pitch + 4;
    if (flow_.is_landscape() || flow_.room() < height + m::line_pitch) flow_.new_page(false);
    double y = flow_.bottom() - height;
    const auto line = [&](double width) { press_.rule(flow_.left(), y, flow_.right(), y, width); };
    line(m::thick_line);
    for (int i = 0; i < copy_lines; ++i, y += m::imprint_pitch) {
      press_.draw(copies, i, flow_.left() + one, y, m::imprint_pitch);
    }
    if (copy_lines > 0) line(m::thin_line);
    const auto office = press_.set_text(imprint.office, style, 0);
    const auto printed = press_.set_text(chinese_date(imprint.printed) + "印发", style, 0);
    const double printed_width = printed.width_of(0);
    const double room = inner - 2 * one - printed_width - one;
    const double scale = std::min(1.0, room / std::max(1.0, office.width_of(0)));
    press_.draw_scaled(office, flow_.left() + one + office.width_of(0) * scale / 2, y,
                       m::imprint_pitch, scale);
    press_.draw(printed, 0, flow_.right() - one - printed_width, y, m::imprint_pitch);
    y = flow_.bottom();
    line(m::thick_line);
  }

  Press& press_;
  const Document& document_;
  Flow flow_;
};

}  // namespace

Result<std::string, office::Fault> to_pdf(const Document& document, const Fonts& fonts) {
  QIDI_TRY(faces, choose_faces(fonts));
  Press press(faces, {joined(document.title), document.author, document.made_at});
  Setter(press, document).set();
  return press.finish();
}

}  // namespace qidi::papers
