// See organ_codec.h. A field's name here is its name in the record for ever.
#include "record/organ_codec.h"

#include "record/event_fields.h"

namespace qidi::domain {

BOOST_DESCRIBE_STRUCT(OrganEntry, (Organ), (line, superior, source, from, ranked))
BOOST_DESCRIBE_STRUCT(AddedRegion, (), (code, name, parent, reporting_unit, source))
BOOST_DESCRIBE_STRUCT(OrganAdded, (OrganEntry), ())
BOOST_DESCRIBE_STRUCT(OrganVerified, (OrganEntry), ())
BOOST_DESCRIBE_STRUCT(OrganChanged, (OrganEntry), ())
BOOST_DESCRIBE_STRUCT(OrganClosed, (Organ), (reason, last_day))
BOOST_DESCRIBE_STRUCT(OrganMerged, (Organ), (into, reason))
BOOST_DESCRIBE_STRUCT(RegionAdded, (AddedRegion), ())

}  // namespace qidi::domain

namespace qidi::record {

namespace {

std::string encoded(const domain::OrganEventBody& body) {
  std::string out;
  std::visit([&](const auto& one) { write_object(out, one); }, body);
  return out;
}

template <std::size_t Index = 0>
bool read_body(std::string_view kind, const boost::json::object& json, domain::OrganEventBody& body,
               Reading& reading) {
  if constexpr (Index == std::variant_size_v<domain::OrganEventBody>) {
    return false;
  } else {
    domain::OrganEventBody candidate{std::in_place_index<Index>};
    if (domain::kind_of(candidate) == kind) {
      read_object(json, std::get<Index>(candidate), reading);
      body = std::move(candidate);
      return true;
    }
    return read_body<Index + 1>(kind, json, body, reading);
  }
}

}  // namespace

std::string encode_body(const domain::OrganEventBody& body) {
  return encoded(body);
}

Result<domain::OrganEventBody, std::string> open_organ_event(const Envelope& envelope) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(envelope.body, failed);
  if (failed || !json.is_object()) {
    return Unexpected{std::string("事件内容不是 JSON 对象：") + envelope.kind};
  }
  domain::OrganEventBody body;
  Reading reading;
  if (envelope.kind_version != 1 || !read_body(envelope.kind, json.get_object(), body, reading)) {
    return Unexpected{std::string("不认识的事件种类（可能由更新版本写入）：") + envelope.kind};
  }
  if (!reading.good()) {
    return Unexpected{envelope.kind + " " + reading.field() + "：" + reading.error()};
  }
  return body;
}

std::string canonical_command(const domain::OrganCommand& command) {
  std::string out = "{\"act\":";
  write_text(out, domain::act_name(command.body));
  out += ",\"actor\":";
  write(out, command.actor);
  out += ",\"body\":";
  out += encoded(command.body);
  out += '}';
  return out;
}

}  // namespace qidi::record
