// Content lines, escaped and folded.
#include "answers/calendar_ics.h"

namespace qidi::answers {

namespace {

std::string digits_of(domain::Day day) {
  std::string digits;
  for (const char c : domain::to_text(day)) {
    if (c != '-') digits += c;
  }
  return digits;
}

/// An instant in UTC: 20221010T010203Z.
std::string stamp_of(domain::Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  const auto two = [](long long number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  const domain::Day date{day.time_since_epoch()};
  return digits_of(date) + "T" + two(time.hours().count()) + two(time.minutes().count()) +
         two(time.seconds().count()) + "Z";
}

/// RFC 5545 3.3.11; control characters have no place in a text.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      out += c;
    }
  }
  return out;
}

/// RFC 5545 3.1: at most 75 octets a line, no character cut.
void add_line(std::string& out, std::string_view line) {
  std::size_t most = 75;
  while (line.size() > most) {
    std::size_t end = most;
    while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
    out += std::string(line.substr(0, end)) + "\r\n ";
    line.remove_prefix(end);
    most = 74;
  }
  out += std::string(line) + "\r\n";
}

}  // namespace

std::string calendar_ics(const std::vector<CalendarEntry>& entries, domain::Instant now,
                         const std::string& site) {
  std::string out;
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, "PRODID:-//Qidi//Due days//ZH");
  add_line(out, "CALSCALE:GREGORIAN");
  add_line(out, "METHOD:PUBLISH");
  add_line(out, "X-WR-CALNAME:起底：应办结日");
  add_line(out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  for (const auto& entry : entries) {
    add_line(out, "BEGIN:VEVENT");
    add_line(out, "UID:" + escaped(entry.case_id) + "@qidi");
    add_line(out, "DTSTAMP:" + stamp_of(now));
    add_line(out, "DTSTART;VALUE=DATE:" + digits_of(entry.due));
    add_line(out, "DTEND;VALUE=DATE:" + digits_of(entry.due + std::chrono::days{1}));
    add_line(out, "SUMMARY:" + escaped(entry.countdown + "到期：" + entry.project_name));
    add_line(out, "DESCRIPTION:" + escaped("办件 " + entry.case_id + "\n" + entry.light));
    if (!site.empty()) add_line(out, "URL:" + site + "/cases/" + entry.case_id);
    add_line(out, "TRANSP:TRANSPARENT");
    add_line(out, "BEGIN:VALARM");
    add_line(out, "ACTION:DISPLAY");
    add_line(out, "DESCRIPTION:" + escaped("明日到期：" + entry.project_name));
    add_line(out, "TRIGGER:-PT15H");
    add_line(out, "END:VALARM");
    add_line(out, "END:VEVENT");
  }
  add_line(out, "END:VCALENDAR");
  return out;
}

}  // namespace qidi::answers
