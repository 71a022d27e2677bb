// The paper itself: size, fonts, dates, same bytes, long tables, hostile texts.
#include <algorithm>
#include <sstream>
#include <thread>

#include "cli/run_qidi.h"
#include "papers/plain_text.h"
#include "printed.h"

namespace qidi::tests {

namespace {

papers::Document small_document() {
  papers::Document document;
  document.mark = {"某办公室文件"};
  document.serial = "某发〔2022〕1号";
  document.title = {"关于某事的通知"};
  document.recipient = "各单位";
  document.body = {papers::Heading{1, "一、标题"}, papers::Paragraph{"正文。"}};
  document.signature = "某办公室";
  document.signed_on = domain::make_day(2022, 7, 30);
  document.imprint = {"某单位", "某办公室", domain::make_day(2022, 7, 30)};
  document.author = "某办公室";
  document.made_at = *domain::parse_instant("2022-07-30T08:00:00+08:00");
  return document;
}

papers::Document with_cell(const std::string& text) {
  auto document = small_document();
  papers::Table table;
  table.columns = {{"名称", 20, papers::Align::left}, {"件数", 10, papers::Align::right}};
  table.rows = {{{text, "42"}}, {{"后一行", "43"}}};
  document.body.push_back(table);
  return document;
}

}  // namespace

TEST(Render, GivesA4UprightAndTurned) {
  QIDI_NEEDS_PRINTING();
  auto document = small_document();
  document.annexes = {{"横表", true, {papers::Paragraph{"附件正文。"}}}};
  const auto info = poppler("pdfinfo", "-l 3", printed(document));
  EXPECT_NE(info.find("Pages:           3"), std::string::npos) << info;
  EXPECT_NE(info.find("Page    1 size:  595.276 x 841.89 pts (A4)"), std::string::npos) << info;
  EXPECT_NE(info.find("Page    2 size:  841.89 x 595.276 pts (A4)"), std::string::npos) << info;
  EXPECT_NE(info.find("Page    3 size:  595.276 x 841.89 pts (A4)"), std::string::npos) << info;
  // The file's dates are the instant handed in (ruling 10).
  EXPECT_NE(poppler("pdfinfo", "-isodates", printed(document)).find("2022-07-30T08:00:00+08"),
            std::string::npos);
}

TEST(Render, EmbedsEveryFontAsASubset) {
  QIDI_NEEDS_PRINTING();
  const auto pdf = printed(
      papers::circular_paper(made_up_circular(2, 2, 2), plain_names(), {}, made_up_basis()));
  std::istringstream fonts(poppler("pdffonts", "", pdf));
  std::string line;
  std::getline(fonts, line);
  const auto column = line.find("emb sub uni");
  ASSERT_NE(column, std::string::npos) << line;
  std::getline(fonts, line);
  int count = 0;
  while (std::getline(fonts, line)) {
    ++count;
    EXPECT_EQ(line.substr(column, 11), "yes yes yes") << line;
  }
  EXPECT_GE(count, 3);
}

TEST(Render, GivesTheSameBytesAgainAndOnOtherThreads) {
  QIDI_NEEDS_PRINTING();
  const auto document =
      papers::circular_paper(made_up_circular(6, 3, 3), plain_names(), {}, made_up_basis());
  const auto first = printed(document);
  ASSERT_FALSE(first.empty());
  (void)printed(small_document());
  EXPECT_EQ(printed(document), first);
  std::vector<std::string> others(4);
  std::vector<std::thread> threads;
  for (auto& other : others) {
    threads.emplace_back([&] {
      for (int i = 0; i < 3; ++i) other = *papers::to_pdf(document);
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& other : others) EXPECT_EQ(other, first);
}

TEST(Render, RepeatsTheTableHeadOnEveryPageAndLosesNoRow) {
  QIDI_NEEDS_PRINTING();
  auto document = with_cell("前一行");
  auto& table = std::get<papers::Table>(document.body.back());
  for (int i = 0; i < 400; ++i) {
    table.rows.push_back({{"行" + std::to_string(i), std::to_string(10000 + i)}});
  }
  const auto pdf = printed(document);
  const auto words = words_of(pdf);
  int heads = 0;
  int pages_with_rows = 0;
  int next = 0;
  bool row_on_page = false;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] == "名称" && words[i + 1] == "件数") {
      ++heads;
      row_on_page = false;
    }
    if (words[i] == "行" + std::to_string(next) && words[i + 1] == std::to_string(10000 + next)) {
      ++next;
      if (!row_on_page) ++pages_with_rows;
      row_on_page = true;
    }
  }
  EXPECT_EQ(next, 400);
  EXPECT_GT(heads, 5);
  EXPECT_EQ(heads, pages_with_rows);
}

TEST(Render, TakesHostileTextsLiterally) {
  QIDI_NEEDS_PRINTING();
  struct Case {
    std::string text;
    std::string shown;
  };
  const std::vector<Case> cases{
      {"<b>甲&乙</b>&lt;&#x41;", "<b>甲&乙</b>&lt;&#x41;"},
      {"甲\n乙\r\n丙\t丁", "甲乙丙丁"},
      {std::string("甲\0乙\x07", 8), "甲乙"},
      {"甲\u202E乙\u200B丙", "甲乙丙"},
      {"笑\U0001F600脸", "笑〔U+1F600〕脸"},
      {"\u9555\u4DAE\u5586\u5803\u3402\U00020BB7", "\u9555\u4DAE\u5586\u5803\u3402\U00020BB7"},
      {"坏\xFF字节", "坏\uFFFD字节"},
      {"= 1+1", "=1+1"},
  };
  for (const auto& one : cases) {
    const auto text = squeezed_text(printed(with_cell(one.text)));
    EXPECT_NE(text.find(one.shown + "42后一行43"), std::string::npos) << one.shown << "\n" << text;
  }
}

TEST(Render, CutsARowLongerThanAPageBetweenItsLines) {
  QIDI_NEEDS_PRINTING();
  std::string name;
  for (int i = 0; i < 6000; ++i) name += "长";
  const auto pdf = printed(with_cell(name));
  const auto text = squeezed_text(pdf);
  EXPECT_EQ(occurrences(text, "长"), 6000);
  EXPECT_NE(text.find("后一行43"), std::string::npos);
  const auto unbroken = printed(with_cell(std::string(3000, 'x')));
  EXPECT_EQ(occurrences(squeezed_text(unbroken), "x"), 3000);
}

TEST(Render, NeverBreaksAFigure) {
  QIDI_NEEDS_PRINTING();
  auto document = with_cell("甲");
  auto& table = std::get<papers::Table>(document.body.back());
  table.columns[1].width = 0.5;
  table.rows[0].cells[1] = "123456789012";
  table.rows[0].strong = true;
  const auto words = words_of(printed(document));
  EXPECT_NE(std::find(words.begin(), words.end(), "123456789012"), words.end());
}

TEST(Fonts, MissingOnesAreAFaultInWords) {
  QIDI_NEEDS_PRINTING();
  papers::Fonts fonts;
  fonts.title = {{"No Such Face"}};
  const auto bytes = papers::to_pdf(small_document(), fonts);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().kind, office::FaultKind::not_found);
  EXPECT_NE(bytes.error().message.find("标题（小标宋）"), std::string::npos);
  EXPECT_NE(bytes.error().message.find("No Such Face"), std::string::npos);
}

TEST(Fonts, AWordWithoutAGlyphIsAFaultThatNamesIt) {
  QIDI_NEEDS_PRINTING();
  // A letter of a script that no installed face is likely to have: Toto (Unicode 14).
  const auto bytes = papers::to_pdf(with_cell("甲\U0001E290"));
  if (bytes) GTEST_SKIP() << "some installed face has even Toto letters";
  EXPECT_NE(bytes.error().message.find("U+1E290"), std::string::npos) << bytes.error().message;
}

TEST(Fonts, TheCheckTellsWhichFaceEachRoleGets) {
  QIDI_NEEDS_PRINTING();
  const auto uses = papers::check_fonts({}, "起底𠮷");
  ASSERT_TRUE(uses) << uses.error().message;
  ASSERT_EQ(uses->size(), papers::role_count);
  for (const auto& use : *uses) EXPECT_FALSE(use.used.empty()) << use.role;
}

TEST(PlainText, WritesNumbersOfSignsAndKeepsMongolianSelectors) {
  EXPECT_EQ(papers::number_of(0x20BB7), "U+20BB7");
  EXPECT_EQ(papers::number_of(0x41), "U+0041");
  EXPECT_EQ(papers::plain_text("\u182D\u180B").size(), 2u);
  EXPECT_EQ(papers::plain_text("\xED\xA0\x80").size(), 3u);  // a surrogate is three bad bytes
  EXPECT_EQ(papers::plain_text("\xC0\xAF"), U"\uFFFD\uFFFD");
}

}  // namespace qidi::tests
