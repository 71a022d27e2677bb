// Accounts of the demonstration: one for each role, at the organs where most of the made-up cases
// lie. DEMONSTRATION ONLY: all of them have one published password, so they are opened by `demo`
// alone, in a directory that is marked as a demonstration for ever.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/account.h"
#include "office/demonstration/story.h"
#include "office/ports.h"

namespace qidi::office {

/// The one password of every demonstration account. Published; never used anywhere else.
inline constexpr std::string_view demo_password = "Qidi-demo-2022";

struct DemoPerson {
  std::string id;
  domain::OpenAccount open;  ///< with login and role
};

/// The logins of every demonstration, in the order in which they are offered.
std::span<const std::string_view> demo_logins();

/// Who they are for these stories: clerks and heads bear the names of the officers in the cases.
/// Roles that the stories leave without a place (no case at all) are left out.
std::vector<DemoPerson> demo_people(const std::vector<Story>& stories, const DemoWorld& world,
                                    const Regions& regions);

/// Opens the accounts by the console's path. Passwords are the caller's to put.
Result<void, Fault> open_demo_accounts(EventLog& log, Clock& clock,
                                       const std::vector<DemoPerson>& people);

}  // namespace qidi::office
