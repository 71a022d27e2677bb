// Reading and writing the system stream's bodies.
#include "record/system_codec.h"

#include "record/matter_fields.h"

namespace qidi::domain {

BOOST_DESCRIBE_STRUCT(NoticedDay, (), (day, kind, name))
BOOST_DESCRIBE_STRUCT(CalendarYear, (), (year, published, source, days))

}  // namespace qidi::domain

namespace qidi::record {

BOOST_DESCRIBE_STRUCT(CalendarRevised, (), (revision, region, years))
BOOST_DESCRIBE_STRUCT(MattersPublished::Alias, (), (alias, matter))
BOOST_DESCRIBE_STRUCT(MattersPublished, (), (versions, aliases))
BOOST_DESCRIBE_STRUCT(MatterVersionPublished, (),
                      (version, aliases, reason, backdated_reason, prepared_by))
BOOST_DESCRIBE_STRUCT(ImportSummary, (),
                      (file, sha256, sheet, adopted, updated, merged, refused, skipped, warned))
BOOST_DESCRIBE_STRUCT(ImportUndone, (), (file, import, reason, removed, kept))

namespace {

template <class T>
std::string encoded(const T& event) {
  std::string out;
  write_object(out, event);
  return out;
}

template <class T>
Result<T, std::string> decoded(std::string_view body) {
  boost::json::error_code failed;
  const auto json = boost::json::parse(body, failed);
  if (failed || !json.is_object()) return Unexpected{std::string("系统事件不是 JSON 对象")};
  T event;
  Reading reading;
  read_object(json.get_object(), event, reading);
  if (!reading.good()) return Unexpected{reading.field() + "：" + reading.error()};
  return event;
}

}  // namespace

std::string encode(const CalendarRevised& event) {
  return encoded(event);
}
std::string encode(const MattersPublished& event) {
  return encoded(event);
}
std::string encode(const MatterVersionPublished& event) {
  return encoded(event);
}
std::string encode(const ImportSummary& summary) {
  return encoded(summary);
}
std::string encode(const ImportUndone& undone) {
  return encoded(undone);
}

Result<CalendarRevised, std::string> read_calendar_revised(std::string_view body) {
  return decoded<CalendarRevised>(body);
}

Result<MattersPublished, std::string> read_matters_published(std::string_view body) {
  return decoded<MattersPublished>(body);
}

Result<MatterVersionPublished, std::string> read_matter_version_published(std::string_view body) {
  return decoded<MatterVersionPublished>(body);
}

}  // namespace qidi::record
