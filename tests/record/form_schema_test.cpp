// A matter's form: which schemas are taken, and which values. The cases follow the keywords of JSON
// Schema 2020-12 one by one, in the manner of its official suite: a value that passes beside one
// that does not. docs/formats/form.md; decision 0015.
#include "record/form_schema.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace qidi::record {
namespace {

std::string form_of(const std::string& properties, const std::string& more = {}) {
  return R"({"type":"object","additionalProperties":false,"properties":{)" + properties + "}" +
         more + "}";
}

/// "" when the values are taken, else the path of the fault.
std::string fault(const std::string& schema, const std::string& values) {
  const auto form = compile_form(schema);
  if (!form) return "no form: " + form.error();
  const auto read = (*form)->read(values);
  if (read) return {};
  EXPECT_GT(static_cast<unsigned char>(read.error().chinese.front()), 0x7f) << "in Chinese";
  return read.error().path.empty() ? "(whole)" : read.error().path;
}

TEST(FormSchema, EachKeywordTakesAndRefuses) {
  struct Case {
    std::string property, good, bad;
  };
  const std::vector<Case> cases{
      {R"("type":"string")", R"("甲")", "1"},
      {R"("type":"string","minLength":2)", R"("甲乙")", R"("甲")"},
      {R"("type":"string","maxLength":2)", R"("甲乙")", R"("甲乙丙")"},
      {R"("type":"string","enum":["地表水","地下水"])", R"("地下水")", R"("海水")"},
      {R"("type":"string","format":"date")", R"("2022-10-31")", R"("2022-13-31")"},
      {R"("type":"integer")", "3", "3.5"},
      {R"("type":"integer","minimum":1)", "1", "0"},
      {R"("type":"number")", "12.35", R"("12.35")"},
      {R"("type":"number","exclusiveMinimum":0)", "0.01", "0"},
      {R"("type":"number","maximum":100)", "100", "100.1"},
      {R"("type":"number","exclusiveMaximum":1)", "0.99", "1"},
      {R"("type":"boolean")", "false", R"("是")"},
      {R"("type":"boolean","const":true)", "true", "false"},
      {R"("type":"array","items":{"type":"string","enum":["工业","生活"]},"uniqueItems":true)",
       R"(["工业"])", R"(["工业","工业"])"},
      {R"("type":"array","maxItems":1,"items":{"type":"string","enum":["工业","生活"]})",
       R"(["生活"])", R"(["工业","生活"])"},
  };
  for (const auto& one : cases) {
    const auto schema = form_of(R"("x":{"title":"栏目",)" + one.property + "}");
    EXPECT_EQ(fault(schema, R"({"x":)" + one.good + "}"), "") << one.property;
    EXPECT_EQ(fault(schema, R"({"x":)" + one.bad + "}").substr(0, 1), "x") << one.property;
  }
}

TEST(FormSchema, NamesTheFieldAtFaultDownToTheRow) {
  const auto schema =
      form_of(R"("wells":{"type":"array","title":"取水井","items":{"type":"object",)"
              R"("additionalProperties":false,"required":["name"],"properties":{)"
              R"("name":{"type":"string","title":"井号"},)"
              R"("depth":{"type":"number","title":"井深","exclusiveMinimum":0}}}},)"
              R"("place":{"type":"string","title":"地点"})",
              R"(,"required":["place"])");
  EXPECT_EQ(fault(schema, R"({"place":"甲","wells":[{"name":"1"},{"name":"2","depth":-1}]})"),
            "wells/1/depth");
  EXPECT_EQ(fault(schema, R"({"place":"甲","wells":[{"depth":3}]})"), "wells/0/name");
  EXPECT_EQ(fault(schema, "{}"), "place");
  EXPECT_EQ(fault(schema, ""), "place") << "nothing at all is a form left empty";
  EXPECT_EQ(fault(schema, R"({"place":"甲","other":1})"), "other");
  EXPECT_EQ(fault(schema, R"(["place"])"), "(whole)");
  EXPECT_EQ(fault(schema, R"({"place":"甲","place":"乙"})"), "(whole)") << "written twice";
  const auto form = compile_form(schema);
  EXPECT_EQ((*form)->read("{}").error().chinese, "缺少必填内容：地点");
}

TEST(FormSchema, AColumnThatIsNotListedIsNamedAndARowThatIsNoneIsCalledSo) {
  // A row with a column too many was refused as the row itself, with "应为文字：" and no title.
  const auto schema =
      form_of(R"("wells":{"type":"array","title":"取水井","items":{"type":"object",)"
              R"("additionalProperties":false,"properties":{)"
              R"("name":{"type":"string","title":"井号"}}}})");
  const auto form = compile_form(schema);
  const auto odd = (*form)->read(R"({"wells":[{"name":"1"},{"name":"2","odd":1}]})").error();
  EXPECT_EQ(odd.path, "wells/1/odd");
  EXPECT_EQ(odd.chinese, "没有这个栏目");
  const auto none = (*form)->read(R"({"wells":["1"]})").error();
  EXPECT_EQ(none.path, "wells/0");
  EXPECT_EQ(none.chinese, "应为一行内容");
}

TEST(FormSchema, AConditionDemandsAndForbids) {
  const auto schema =
      form_of(R"("source":{"type":"string","title":"水源","enum":["地表水","地下水"]},)"
              R"("depth":{"type":"number","title":"井深"})",
              R"(,"allOf":[{"if":{"properties":{"source":{"const":"地下水"}},)"
              R"("required":["source"]},"then":{"required":["depth"]},)"
              R"("else":{"properties":{"depth":false}}}])");
  EXPECT_EQ(fault(schema, R"({"source":"地下水","depth":80.5})"), "");
  EXPECT_EQ(fault(schema, R"({"source":"地下水"})"), "depth");
  EXPECT_EQ(fault(schema, R"({"source":"地表水","depth":1})"), "depth");
  EXPECT_EQ(fault(schema, R"({"source":"地表水"})"), "");
  EXPECT_EQ(fault(schema, ""), "");
}

TEST(FormSchema, ValuesAreKeptInOneForm) {
  const auto form = compile_form(
      form_of(R"("b":{"type":"number","title":"乙"},"a":{"type":"string","title":"甲"})"));
  ASSERT_TRUE(form) << form.error();
  EXPECT_EQ((*form)->read(R"({ "b": 1.250e1, "a": "x" })").value(), R"({"a":"x","b":12.5})");
  EXPECT_EQ((*form)->read(R"({"b":-0.0})").value(), R"({"b":0})");
  EXPECT_EQ((*form)->read(R"({"b":3.0})").value(), R"({"b":3})");
  EXPECT_EQ((*form)->read("{}").value(), "");
  // Every amount with two decimals comes back as it was typed.
  for (int cents = 1; cents < 3000; ++cents) {
    auto text = std::to_string(cents / 100) + "." + std::to_string(cents % 100 / 10) +
                std::to_string(cents % 10);
    const auto kept = (*form)->read(R"({"b":)" + text + "}").value();
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    ASSERT_EQ(kept, R"({"b":)" + text + "}");
  }
}

TEST(FormSchema, WhatTheSubsetDoesNotHaveIsRefused) {
  const std::string title = R"("title":"栏目")";
  const auto with = [&](const std::string& property) {
    return form_of("\"x\":{" + property + "}");
  };
  for (const auto& schema : std::vector<std::string>{
           "",
           "[]",
           R"({"type":"object"})",
           R"({"type":"object","properties":{}})",
           R"({"type":"object","properties":{"x":{"type":"string","title":"甲"}}})",
           with(R"("type":"string")"),
           with(title),
           with(R"("type":"null",)" + title),
           with(R"("$ref":"https://example.org/a.json",)" + title),
           with(R"("type":"string","pattern":"(a+)+$",)" + title),
           with(R"("type":"string","format":"email",)" + title),
           with(R"("type":"string","enum":[],)" + title),
           with(R"("type":"string","enum":["a","a"],)" + title),
           with(R"("type":"string","maxLength":-1,)" + title),
           with(R"("type":"number","minimum":"0",)" + title),
           with(R"("type":"array",)" + title),
           with(R"("type":"array","items":{"type":"object","additionalProperties":false,)"
                R"("properties":{"y":{"type":"array","title":"层",)"
                R"("items":{"type":"string","enum":["a"]}}}},)" +
                title),
           form_of(R"("X":{"type":"string","title":"大写"})"),
           form_of(R"("x":{"type":"string","title":"甲"})", R"(,"required":["y"])"),
           form_of(R"("x":{"type":"string","title":"甲"})",
                   R"(,"allOf":[{"if":{"properties":{"y":{"const":1}}},"then":{}}])"),
           form_of(R"("x":{"type":"string","title":"甲"})",
                   R"(,"allOf":[{"if":{"properties":{"x":{"const":"a"}}},)"
                   R"("then":{"properties":{"x":true}}}])")}) {
    EXPECT_FALSE(compile_form(schema)) << schema;
  }
}

}  // namespace
}  // namespace qidi::record
