// When the figures of a form reach a tier of decision: which conditions are taken, and which values
// meet them. docs/formats/form.md; decision 0015.
#include "record/form_condition.h"

#include <gtest/gtest.h>

#include <string>

namespace qidi::record {
namespace {

const std::string form = R"({"type":"object","properties":{
  "use":{"type":"string","title":"使用方式","enum":["永久使用","临时使用"]},
  "area":{"type":"number","title":"面积"},
  "parts":{"type":"array","title":"林种构成","items":{"type":"object","properties":{
    "kind":{"type":"string","title":"林种"},"area":{"type":"number","title":"面积"}}}}}})";
const std::string over_70 =
    R"({"required":["area"],"properties":{"area":{"exclusiveMinimum":70}}})";
const std::string shelter_of_10 =
    R"({"anyOf":[{"required":["parts"],"properties":{"parts":{"contains":{
      "required":["kind","area"],
      "properties":{"kind":{"enum":["防护林"]},"area":{"minimum":10}}}}}}]})";

TEST(FormCondition, IsMetByFiguresAndByNothingThatIsNotFilledIn) {
  EXPECT_FALSE(against_condition(over_70, form));
  EXPECT_TRUE(meets_condition(over_70, R"({"area":70.01})"));
  EXPECT_FALSE(meets_condition(over_70, R"({"area":70})"));
  EXPECT_FALSE(meets_condition(over_70, R"({"area":"71"})")) << "a text is no figure";
  EXPECT_FALSE(meets_condition(over_70, "{}"));
  EXPECT_FALSE(meets_condition(over_70, ""));
  EXPECT_FALSE(meets_condition(over_70, "[71]"));
  EXPECT_FALSE(meets_condition("", R"({"area":71})"));
}

TEST(FormCondition, SpeaksOfOneRowOfAList) {
  EXPECT_FALSE(against_condition(shelter_of_10, form));
  const auto met = [&](const std::string& rows) {
    return meets_condition(shelter_of_10, R"({"parts":[)" + rows + "]}");
  };
  EXPECT_TRUE(met(R"({"kind":"用材林","area":30},{"kind":"防护林","area":10})"));
  EXPECT_FALSE(met(R"({"kind":"用材林","area":30},{"kind":"防护林","area":9.9})"));
  EXPECT_FALSE(met(R"({"kind":"防护林"})"));
  EXPECT_FALSE(met(""));
}

TEST(FormCondition, IsRefusedWhereItIsHalfUnderstood) {
  for (const auto* wrong : {
           "",
           "[]",
           "{}",
           "true",
           R"({"properties":{"area":{"minimum":1}}})",                        // not required
           R"({"required":["size"],"properties":{"size":{"minimum":1}}})",    // no such field
           R"({"required":["area"],"properties":{"area":{"minimum":"1"}}})",  // no number
           R"({"required":["use"],"properties":{"use":{"pattern":".*"}}})",   // not in the subset
           R"({"required":["use"],"properties":{"use":{"$ref":"http://x/y"}}})",  // reaches outside
           R"({"anyOf":[]})",
           R"({"required":["parts"],"properties":{"parts":{"contains":{"required":["depth"],
              "properties":{"depth":{"minimum":1}}}}}})",
       }) {
    EXPECT_TRUE(against_condition(wrong, form)) << wrong;
  }
}

}  // namespace
}  // namespace qidi::record
