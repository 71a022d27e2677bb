// What a page's form asks for is what the command takes: the same names, both ways, and values of
// the kinds that the form makes. domain/casework/act_fields.h; record/command_codec.h.
#include "domain/casework/act_fields.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "record/command_codec.h"

namespace qidi::record {
namespace {

using domain::FieldKind;

bool is_filled_in_by_people(std::string_view act) {
  // Agreement is asked for by asking for the act itself (docs/decisions/0018).
  return act != "adopt_from_ledger" && act != "undo_import" && act != "ask_agreement";
}

std::vector<std::string_view> sorted(std::vector<std::string_view> names) {
  std::sort(names.begin(), names.end());
  return names;
}

/// A value as a form of this kind would send it.
std::string value_of(const domain::ActField& field) {
  switch (field.kind) {
    case FieldKind::text:
    case FieldKind::long_text:
    case FieldKind::officer:
    case FieldKind::region:
    case FieldKind::department:
    case FieldKind::matter:
      return "\"某\"";
    case FieldKind::choice:
      return "\"" + (field.choices.empty() ? "hearing" : field.choices.front().value) + "\"";
    case FieldKind::day:
      return "\"2022-10-10\"";
    case FieldKind::form:
      return R"("{}")";
    case FieldKind::phone:
      return "\"13800000000\"";
    case FieldKind::integer:
      return std::to_string(std::max(field.least.value_or(1), 1));
    case FieldKind::papers:
    case FieldKind::officers:
    case FieldKind::tags:
      return R"(["a","b"])";
    case FieldKind::files:
      return R"([{"file":"a","paper":"b"}])";
    case FieldKind::defects:
      return R"([{"paper":"a","fault":"b","mending":"c"}])";
    case FieldKind::reused:
      return R"([{"from_case":"b","paper":"a"}])";
    case FieldKind::answers:
      return R"([{"paper":"a","answer":"b","mended":false}])";
  }
  return "null";
}

TEST(ActFields, AreThoseOfTheCommandBothWays) {
  std::size_t all = 0;
  for (const auto& body : domain::every_act()) {
    const auto act = domain::act_name(body);
    std::vector<std::string_view> names;
    for (const auto& field : domain::fields_of(act)) names.push_back(field.name);
    if (!is_filled_in_by_people(act)) {
      EXPECT_TRUE(names.empty()) << act;
      continue;
    }
    EXPECT_EQ(sorted(names), sorted(body_fields(act))) << act;
    all += names.size();
  }
  EXPECT_GT(all, 60U);
  EXPECT_TRUE(body_fields("no_such_act").empty());
  EXPECT_TRUE(domain::fields_of("no_such_act").empty());
}

TEST(ActFields, FilledInAsTheirKindsSayAreReadAndKept) {
  for (const auto& body : domain::every_act()) {
    const auto act = domain::act_name(body);
    const auto fields = domain::fields_of(act);
    std::string json = R"({"command_id":"1","case":"c","act":")" + std::string(act) + "\"";
    for (const auto& field : fields) {
      json.append(",\"").append(field.name).append("\":").append(value_of(field));
    }
    const auto command = read_command(json + "}");
    ASSERT_TRUE(command) << act << ": " << command.error().field << command.error().detail;
    const auto canonical = canonical_command(*command);
    for (const auto& field : fields) {
      const auto kept = "\"" + std::string(field.name) + "\":" + value_of(field);
      // A field of a member within (an answer's `mended`) is written in another order.
      if (field.kind == FieldKind::defects || field.kind == FieldKind::answers) continue;
      EXPECT_NE(canonical.find(kept), std::string::npos) << kept << " in " << canonical;
    }
  }
}

TEST(ActFields, HaveChineseWordsAndConditionsOnFieldsThatAreThere) {
  for (const auto& body : domain::every_act()) {
    const auto fields = domain::fields_of(domain::act_name(body));
    for (const auto& field : fields) {
      EXPECT_GT(static_cast<unsigned char>(field.chinese.front()), 0x7f) << field.name;
      EXPECT_FALSE(name_of(field.kind).empty());
      EXPECT_EQ(field.needed == domain::Needed::sometimes, !field.when_values.empty());
      for (const auto& choice : field.choices) EXPECT_FALSE(choice.chinese.empty());
      if (field.when_field.empty() || field.when_field == "on_paper") continue;
      const auto other = std::find_if(fields.begin(), fields.end(), [&](const auto& one) {
        return one.name == field.when_field;
      });
      ASSERT_NE(other, fields.end()) << field.name;
      for (const auto value : field.when_values) {
        const bool is_choice = std::any_of(other->choices.begin(), other->choices.end(),
                                           [&](const auto& c) { return c.value == value; });
        EXPECT_TRUE(is_choice || value.empty()) << field.name << " when " << value;
      }
    }
  }
}

}  // namespace
}  // namespace qidi::record
