// Reading the embedded law data. A file that cannot be read is a fault of the build and stops the
// process: the data is part of the program, and a test reads all of it.
#include "law/law_data.h"

#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "domain/embedded_file.h"
#include "record/form_condition.h"
#include "record/form_schema.h"

namespace qidi::law {

namespace {

namespace json = boost::json;

[[noreturn]] void broken(std::string_view file, const std::string& what) {
  std::fprintf(stderr, "law data %.*s: %s\n", static_cast<int>(file.size()), file.data(),
               what.c_str());
  std::abort();
}

std::string text_at(const json::object& object, std::string_view key) {
  const auto* found = object.if_contains(key);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

int number_at(const json::object& object, std::string_view key, int otherwise) {
  const auto* found = object.if_contains(key);
  return found != nullptr && found->is_int64() ? static_cast<int>(found->get_int64()) : otherwise;
}

/// A member that is a JSON Schema, as text; empty where there is none.
std::string schema_at(const json::object& object, std::string_view key) {
  const auto* found = object.if_contains(key);
  return found == nullptr ? std::string() : json::serialize(*found);
}

bool flag_at(const json::object& object, std::string_view key) {
  const auto* found = object.if_contains(key);
  return found != nullptr && found->is_bool() && found->get_bool();
}

domain::Limit limit_of(std::string_view file, const json::value& value) {
  const auto& object = value.as_object();
  const auto unit = domain::limit_unit_from(text_at(object, "unit"));
  if (!unit) broken(file, "unknown unit " + text_at(object, "unit"));
  return {*unit, number_at(object, "count", 0)};
}

domain::Day day_or(const json::object& object, std::string_view key, domain::Day otherwise) {
  return domain::parse_day(text_at(object, key)).value_or(otherwise);
}

domain::Confidence confidence_at(const json::object& object, std::string_view key) {
  return domain::confidence_from(text_at(object, key)).value_or(domain::Confidence::unchecked);
}

/// A member that is an object with `text` or `basis`, `confidence` and perhaps `note`.
domain::Basis basis_at(const json::object& object, std::string_view key) {
  const auto* found = object.if_contains(key);
  if (found == nullptr || !found->is_object()) return {};
  const auto& basis = found->get_object();
  const auto text = text_at(basis, "text");
  return {text.empty() ? text_at(basis, "basis") : text, confidence_at(basis, "confidence"),
          text_at(basis, "note")};
}

std::vector<std::string> texts_at(const json::object& object, std::string_view key) {
  std::vector<std::string> texts;
  if (const auto* list = object.if_contains(key)) {
    for (const auto& text : list->as_array()) texts.emplace_back(text.as_string());
  }
  return texts;
}

void read_lists(domain::MatterVersion& version, const json::object& object) {
  if (const auto* grounds = object.if_contains("pause_grounds")) {
    for (const auto& ground : grounds->as_array()) {
      if (ground.is_string()) {
        version.pause_grounds.push_back({std::string(ground.get_string()), 0, ""});
      } else {
        const auto& special = ground.as_object();
        version.pause_grounds.push_back(
            {text_at(special, "code"), number_at(special, "cap_days", 0), text_at(special, "basis"),
             text_at(special, "name"), confidence_at(special, "confidence")});
      }
    }
  }
  if (const auto* papers = object.if_contains("materials")) {
    for (const auto& paper : papers->as_array()) {
      const auto& item = paper.as_object();
      version.papers.push_back({text_at(item, "code"), text_at(item, "name"),
                                flag_at(item, "mandatory"), text_at(item, "from"),
                                text_at(item, "form"), flag_at(item, "paper_only"),
                                text_at(item, "reuses")});
    }
  }
  if (const auto* tiers = object.if_contains("tiers")) {
    for (const auto& row : tiers->as_array()) {
      const auto& tier = row.as_object();
      version.tiers.push_back(
          {number_at(tier, "level", 3),
           text_at(tier, "threshold"),
           texts_at(tier, "regions"),
           texts_at(tier, "excepted"),
           {text_at(tier, "basis"), confidence_at(tier, "confidence"), text_at(tier, "note")},
           schema_at(tier, "reached_when")});
    }
  }
  if (const auto* before = object.if_contains("prerequisites")) {
    for (const auto& row : before->as_array()) {
      const auto& one = row.as_object();
      version.prerequisites.push_back(
          {text_at(one, "matter"),
           {text_at(one, "basis"), confidence_at(one, "confidence"), text_at(one, "note")}});
    }
  }
}

/// What people read of a version (law/README.md).
void read_card(domain::MatterVersion& version, const json::object& matter,
               const json::object& object) {
  version.kind = text_at(matter, "kind");
  version.named_in_notice = flag_at(matter, "named_in_notice");
  version.statutory_basis = basis_at(object, "statutory");
  version.promised_basis = basis_at(object, "promised");
  version.extension_basis = {text_at(object, "extension_basis"),
                             confidence_at(object, "extension_confidence"), ""};
  version.extension_by = text_at(object, "extension_by");
  version.papers_basis = {"", confidence_at(object, "materials_confidence"), ""};
  version.power = basis_at(object, "power");
  version.validity = basis_at(object, "validity");
  version.documents = texts_at(object, "documents");
  const auto document = text_at(object, "result_document");
  if (version.documents.empty() && !document.empty()) version.documents.push_back(document);
  version.note = text_at(object, "note");
  version.valid_from_note = text_at(object, "valid_from_note");
  version.form = schema_at(object, "form");
}

domain::MatterVersion version_of(std::string_view file, const json::object& matter,
                                 const json::object& object) {
  domain::MatterVersion version;
  version.matter = text_at(matter, "id");
  version.name = text_at(matter, "name");
  version.line = text_at(matter, "line");
  version.version = number_at(object, "version", 1);
  version.valid_from = day_or(object, "valid_from", domain::beginning_of_days);
  version.valid_to = day_or(object, "valid_to", domain::end_of_days);
  version.statutory = limit_of(file, object.at("statutory"));
  version.promised = limit_of(file, object.at("promised"));
  if (text_at(object.at("statutory").as_object(), "from") == "receipt") {
    version.statutory_from = domain::RunsFrom::receipt;
  }
  version.joint = flag_at(object, "joint");
  version.extension_cap = number_at(object, "extension_max_wd", version.joint ? 15 : 10);
  version.promise_allowed = flag_at(object, "promise_allowed");
  version.gap_allowed = flag_at(object, "gap_allowed");
  if (const auto* correction = object.if_contains("correction");
      correction != nullptr && correction->is_object()) {
    version.correction = limit_of(file, *correction);
  }
  const auto silence = text_at(object, "silence");
  if (silence == "agreed") version.silence = domain::Silence::agreed;
  if (silence == "renewed") version.silence = domain::Silence::renewed;
  read_lists(version, object);
  read_card(version, matter, object);
  return version;
}

std::vector<std::vector<std::string>> cells_of(std::string_view csv) {
  std::vector<std::vector<std::string>> rows;
  std::size_t at = 0;
  while (at < csv.size()) {
    auto end = csv.find('\n', at);
    if (end == std::string_view::npos) end = csv.size();
    auto line = csv.substr(at, end - at);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    at = end + 1;
    if (line.empty()) continue;
    auto& row = rows.emplace_back();
    for (std::size_t from = 0; from <= line.size();) {
      auto comma = line.find(',', from);
      if (comma == std::string_view::npos) comma = line.size();
      row.emplace_back(line.substr(from, comma - from));
      from = comma + 1;
    }
  }
  return rows;
}

}  // namespace

Result<domain::CalendarYear, std::string> read_calendar_year(std::string_view text) {
  json::error_code failed;
  const auto value = json::parse(text, failed);
  if (failed || !value.is_object()) return Unexpected{std::string("不是 JSON 对象")};
  const auto& object = value.get_object();
  domain::CalendarYear year;
  year.year = number_at(object, "year", 0);
  year.published = flag_at(object, "published");
  year.source = text_at(object, "source");
  if (year.year < 1990 || year.year > 2200) return Unexpected{std::string("year 缺失或不合理")};
  if (year.source.empty()) return Unexpected{std::string("source 缺失：须写明放假通知的文号")};
  const auto* days = object.if_contains("days");
  if (days == nullptr || !days->is_array()) return Unexpected{std::string("days 缺失")};
  for (const auto& item : days->get_array()) {
    if (!item.is_object()) return Unexpected{std::string("days 中有一项不是对象")};
    const auto& entry = item.get_object();
    const auto day = domain::parse_day(text_at(entry, "day"));
    const auto kind = text_at(entry, "kind");
    if (!day || domain::year_of(*day) != year.year) {
      return Unexpected{"日期不是该年的日期：" + text_at(entry, "day")};
    }
    if (kind != "day_off" && kind != "make_up_workday") {
      return Unexpected{"kind 只能是 day_off 或 make_up_workday：" + kind};
    }
    year.days.push_back(
        {*day, kind == "day_off" ? domain::DayKind::day_off : domain::DayKind::make_up_workday,
         text_at(entry, "name")});
  }
  return year;
}

Result<std::vector<domain::CalendarYear>, std::string> read_calendar_csv(std::string_view csv,
                                                                         std::string source) {
  auto rows = cells_of(csv);
  if (rows.empty() || rows.front().size() < 2 || rows.front()[0] != "date" ||
      rows.front()[1] != "kind") {
    return Unexpected{std::string("第一行应为 date,kind,name")};
  }
  std::map<int, domain::CalendarYear> years;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const auto& row = rows[i];
    const auto day = domain::parse_day(row[0]);
    const bool off = row.size() > 1 && row[1] == "holiday";
    if (!day || row.size() < 2 || (!off && row[1] != "makeup_workday")) {
      return Unexpected{"第" + std::to_string(i + 1) +
                        "行有误：日期应为 YYYY-MM-DD，kind 应为 holiday 或 makeup_workday"};
    }
    auto& year = years[domain::year_of(*day)];
    year.year = domain::year_of(*day);
    year.published = true;
    year.source = source;
    year.days.push_back({*day, off ? domain::DayKind::day_off : domain::DayKind::make_up_workday,
                         row.size() > 2 ? row[2] : ""});
  }
  std::vector<domain::CalendarYear> list;
  for (auto& [number, year] : years) list.push_back(std::move(year));
  if (list.empty()) return Unexpected{std::string("文件中没有日期")};
  return list;
}

std::string to_json(const domain::CalendarYear& year) {
  json::array days;
  for (const auto& day : year.days) {
    days.push_back({{"day", domain::to_text(day.day)},
                    {"kind", day.kind == domain::DayKind::day_off ? "day_off" : "make_up_workday"},
                    {"name", day.name}});
  }
  return json::serialize(json::object{{"year", year.year},
                                      {"published", year.published},
                                      {"source", year.source},
                                      {"days", std::move(days)}});
}

std::vector<domain::CalendarYear> calendar_years() {
  std::vector<domain::CalendarYear> years;
  for (const auto& file : embedded::law_files()) {
    if (!file.name.starts_with("calendars/")) continue;
    auto year = read_calendar_year(file.bytes);
    if (!year) broken(file.name, year.error());
    years.push_back(std::move(*year));
  }
  return years;
}

domain::WorkCalendar published_calendar() {
  return {calendar_years(), 1};
}

domain::MatterCatalogue catalogue() {
  domain::MatterCatalogue catalogue;
  for (const auto& file : embedded::law_files()) {
    if (!file.name.starts_with("matters/")) continue;
    json::error_code failed;
    const auto value = json::parse(file.bytes, failed);
    if (failed || !value.is_object()) broken(file.name, "not a JSON object");
    const auto& matter = value.get_object();
    for (const auto& version : matter.at("versions").as_array()) {
      auto read = version_of(file.name, matter, version.as_object());
      if (!read.form.empty()) {
        auto form = record::compile_form(read.form);
        if (!form) broken(file.name, form.error());
        catalogue.set_form(read.matter, read.version, std::move(*form));
      }
      for (const auto& tier : read.tiers) {
        if (tier.reached_when.empty()) continue;
        const auto fault = record::against_condition(tier.reached_when, read.form);
        if (fault) broken(file.name, *fault);
      }
      catalogue.add(std::move(read));
    }
    for (const auto& alias : matter.at("aliases").as_array()) {
      catalogue.add_alias(std::string(alias.as_string()), text_at(matter, "id"));
    }
  }
  return catalogue;
}

std::vector<Division> divisions() {
  std::vector<Division> list;
  for (const auto& file : embedded::law_tables()) {
    if (file.name != "divisions.csv") continue;
    const auto rows = cells_of(file.bytes);
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const auto& row = rows[i];
      if (row.size() < 6) broken(file.name, "line " + std::to_string(i + 1));
      list.push_back({row[0], row[1], std::atoi(row[2].c_str()), row[3], row[4], row[5]});
    }
  }
  return list;
}

}  // namespace qidi::law
