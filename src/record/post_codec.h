// The one event of the stream `post`: an administrator had sent again what had not gone out.
// docs/decisions/0013; GB/T 22239-2019 安全审计.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qidi::record {

struct DeliveriesSentAgain {
  std::vector<long long> deliveries;  ///< their numbers; whom and what they tell stands elsewhere
};
inline constexpr std::string_view deliveries_sent_again = "deliveries_sent_again";
inline constexpr std::string_view post_stream = "post";

std::string encode(const DeliveriesSentAgain& event);

}  // namespace qidi::record
