// See sign_in_codec.h.
#include "record/sign_in_codec.h"

#include "record/json_fields.h"

namespace qidi::record {

namespace {

/// A line as it is written: instants as text, RFC 3339.
struct WrittenLine {
  std::string kind;
  std::string way;
  std::string account;
  std::string client;
  long long count = 0;
  std::string first;
  std::string last;
  bool operator==(const WrittenLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(WrittenLine, (), (kind, way, account, client, count, first, last))

struct WrittenLines {
  std::vector<WrittenLine> lines;
};
BOOST_DESCRIBE_STRUCT(WrittenLines, (), (lines))

}  // namespace

std::string encode(const std::vector<domain::SignInLine>& lines) {
  WrittenLines written;
  for (const auto& line : lines) {
    written.lines.push_back({std::string(domain::name_of(line.kind)),
                             std::string(domain::name_of(line.way)), line.account, line.client,
                             line.count, domain::to_text(line.first), domain::to_text(line.last)});
  }
  std::string out;
  write_object(out, written);
  return out;
}

Result<std::vector<domain::SignInLine>, std::string> read_sign_ins(std::string_view body) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(body, failed);
  if (failed || !json.is_object()) return Unexpected{std::string("登录记录不是 JSON 对象")};
  WrittenLines written;
  Reading reading;
  read_object(json.get_object(), written, reading);
  if (!reading.good()) return Unexpected{reading.field() + "：" + reading.error()};
  std::vector<domain::SignInLine> lines;
  for (auto& line : written.lines) {
    const auto kind = domain::sign_in_kind_from(line.kind);
    const auto way = domain::sign_in_way_from(line.way);
    const auto first = domain::parse_instant(line.first);
    const auto last = domain::parse_instant(line.last);
    if (!kind || !way || !first || !last) return Unexpected{std::string("不认识的登录记录")};
    lines.push_back({{*kind, *way, std::move(line.account), std::move(line.client)},
                     line.count,
                     *first,
                     *last});
  }
  return lines;
}

}  // namespace qidi::record
