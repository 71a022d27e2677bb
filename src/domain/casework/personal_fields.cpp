// Which fields of which acts say something of a person, and which events bear their seals.
#include <utility>

#include "domain/casework/commands.h"

namespace qidi::domain {

namespace {

std::vector<PersonalField> filled(std::initializer_list<PersonalField> fields) {
  std::vector<PersonalField> list;
  for (const auto& field : fields) {
    if (!field.value.empty()) list.push_back(field);
  }
  return list;
}

}  // namespace

std::vector<PersonalField> personal_fields(const CommandBody& body) {
  if (const auto* file = std::get_if<File>(&body)) {
    return filled({{"contact_name", file->contact_name}, {"contact_phone", file->contact_phone}});
  }
  if (const auto* rate = std::get_if<RateService>(&body)) {
    return filled({{"text", rate->text}, {"phone", rate->phone}});
  }
  if (const auto* more = std::get_if<SupplementRating>(&body)) {
    return filled({{"text", more->text}});
  }
  return {};
}

bool bears_seals(const EventBody& body) {
  return std::holds_alternative<Filed>(body) || std::holds_alternative<Rated>(body) ||
         std::holds_alternative<RatingSupplemented>(body);
}

}  // namespace qidi::domain
