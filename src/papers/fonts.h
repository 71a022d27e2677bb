// Which faces a document is set in. A site's licensed faces (仿宋_GB2312, 小标宋) come first where
// they are installed; the free ones stand in. A missing face is a fault in words, never tofu.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "domain/result.h"
#include "office/ports.h"

namespace qidi::papers {

/// A family as fontconfig names it.
struct Face {
  std::string family;
  bool bold = false;
};

enum class Role { body, title, heading, kai, digits };
inline constexpr std::size_t role_count = 5;

/// For each role the faces to try, best first; the first installed one is used.
struct Fonts {
  std::vector<Face> body{{"FangSong_GB2312"}, {"FangSong"}, {"Noto Serif CJK SC"}};
  std::vector<Face> title{
      {"FZXiaoBiaoSong-B05S"}, {"FZXiaoBiaoSong-B05"}, {"Noto Serif CJK SC", true}};
  std::vector<Face> heading{{"SimHei"}, {"Noto Sans CJK SC", true}, {"Noto Sans CJK SC"}};
  std::vector<Face> kai{{"KaiTi_GB2312"}, {"KaiTi"}, {"LXGW WenKai"}, {"Noto Serif CJK SC", true}};
  std::vector<Face> digits{{"SimSun"}, {"Noto Serif CJK SC"}};
  const std::vector<Face>& of(Role role) const;
};

/// The face in use for each role, by index of Role.
using FaceSet = std::array<Face, role_count>;

/// Chooses; a fault says in Chinese which role has no face, and the package that brings one.
Result<FaceSet, office::Fault> choose_faces(const Fonts& fonts);

/// What a site is told at start.
struct FontUse {
  std::string role;  ///< Chinese: 正文, 标题, …
  std::string used;
  bool first_choice = false;
};
/// Which face each role really gets, and that they (or faces standing in for them) cover the text.
Result<std::vector<FontUse>, office::Fault> check_fonts(const Fonts& fonts, std::string_view text);

}  // namespace qidi::papers
