// Faces are looked up by name among the installed families: Pango itself would silently take
// another, which on an official document nobody would notice until it is printed.
#include "papers/fonts.h"

#include <set>

#include "papers/document.h"
#include "papers/press.h"

namespace qidi::papers {

namespace {

constexpr std::array<Role, role_count> roles{Role::body, Role::title, Role::heading, Role::kai,
                                             Role::digits};

std::string chinese_of(Role role) {
  switch (role) {
    case Role::body:
      return "正文（仿宋）";
    case Role::title:
      return "标题（小标宋）";
    case Role::heading:
      return "一级标题（黑体）";
    case Role::kai:
      return "二级标题（楷体）";
    case Role::digits:
      return "页码、数字（宋体）";
  }
  return {};
}

std::string lower(std::string text) {
  for (auto& letter : text) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return text;
}

std::set<std::string> installed_families() {
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
  std::set<std::string> names;
  for (int i = 0; i < count; ++i) names.insert(lower(pango_font_family_get_name(families[i])));
  g_free(families);
  return names;
}

}  // namespace

const std::vector<Face>& Fonts::of(Role role) const {
  switch (role) {
    case Role::body:
      return body;
    case Role::title:
      return title;
    case Role::heading:
      return heading;
    case Role::kai:
      return kai;
    case Role::digits:
      return digits;
  }
  return body;
}

Result<FaceSet, office::Fault> choose_faces(const Fonts& fonts) {
  const auto installed = installed_families();
  FaceSet chosen;
  for (const auto role : roles) {
    std::string tried;
    const Face* found = nullptr;
    for (const auto& face : fonts.of(role)) {
      if (found == nullptr && installed.contains(lower(face.family))) found = &face;
      tried += (tried.empty() ? "" : "、") + face.family;
    }
    if (found == nullptr) {
      return Unexpected{
          office::Fault{office::FaultKind::not_found,
                        "没有可用于" + chinese_of(role) + "的字体（找过：" + tried +
                            "）；请安装其中之一，如 Debian 软件包 fonts-noto-cjk，再出 PDF"}};
    }
    chosen[static_cast<std::size_t>(role)] = *found;
  }
  return chosen;
}

Result<std::vector<FontUse>, office::Fault> check_fonts(const Fonts& fonts, std::string_view text) {
  QIDI_TRY(faces, choose_faces(fonts));
  Press press(faces, {});
  press.begin_page(false);
  (void)press.set_text(text, {}, 0);
  auto tried = press.finish();
  if (!tried) return Unexpected{tried.error()};
  std::vector<FontUse> uses;
  for (const auto role : roles) {
    const auto& face = faces[static_cast<std::size_t>(role)];
    const auto& list = fonts.of(role);
    uses.push_back({chinese_of(role), face.family + (face.bold ? " Bold" : ""),
                    lower(list.front().family) == lower(face.family)});
  }
  return uses;
}

}  // namespace qidi::papers
