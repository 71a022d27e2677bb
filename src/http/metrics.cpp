// See metrics.h.
#include "http/metrics.h"

#include <algorithm>
#include <cstdio>

namespace qidi::http {
namespace {

void family(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out += "# HELP ";
  out += name;
  out += ' ';
  out += help;
  out += "\n# TYPE ";
  out += name;
  out += ' ';
  out += type;
  out += '\n';
}

std::string label(std::string_view name, std::string_view value) {
  std::string out(name);
  out += "=\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + '"';
}

void sample(std::string& out, std::string_view name, const std::string& labels,
            const std::string& value) {
  out += name;
  if (!labels.empty()) out += '{' + labels + '}';
  out += ' ' + value + '\n';
}

std::string seconds(std::uint64_t microseconds) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%.6f", static_cast<double>(microseconds) / 1e6);
  return text.data();
}

void gauge(std::string& out, std::string_view name, std::string_view help, std::size_t value) {
  family(out, name, "gauge", help);
  sample(out, name, "", std::to_string(value));
}

}  // namespace

void Metrics::note(const Finished& finished) {
  const auto took = static_cast<std::uint64_t>(std::max<std::int64_t>(0, finished.took.count()));
  const auto bound = std::lower_bound(bounds.begin(), bounds.end(), took);
  const std::lock_guard lock(mutex_);
  auto& line = lines_[{finished.method, finished.route}];
  ++line.by_class.at(static_cast<std::size_t>(std::clamp(finished.status / 100, 0, 5)));
  ++line.by_time.at(static_cast<std::size_t>(bound - bounds.begin()));
  line.microseconds += took;
  line.bytes += finished.bytes_out;
}

std::string Metrics::text(const Figures& figures) const {
  std::string out;
  gauge(out, "qidi_http_connections", "Open connections.", figures.connections);
  gauge(out, "qidi_http_in_flight", "Requests being answered.", figures.in_flight);
  gauge(out, "qidi_http_event_streams", "Open streams of events.", figures.event_streams);
  family(out, "qidi_http_waiting", "gauge", "Requests that wait for a worker.");
  sample(out, "qidi_http_waiting", label("lane", "act"), std::to_string(figures.waiting_acts));
  sample(out, "qidi_http_waiting", label("lane", "read"), std::to_string(figures.waiting_reads));
  sample(out, "qidi_http_waiting", label("lane", "heavy"), std::to_string(figures.waiting_heavy));
  family(out, "qidi_http_refused_total", "counter", "Requests the server refused by itself.");
  for (const auto& [reason, count] : figures.refused) {
    sample(out, "qidi_http_refused_total", label("reason", reason), std::to_string(count));
  }
  std::string requests;
  std::string times;
  std::string bytes;
  family(requests, "qidi_http_requests_total", "counter", "Answers by route and class of status.");
  family(times, "qidi_http_request_seconds", "histogram", "From the whole head to the last byte.");
  family(bytes, "qidi_http_sent_bytes_total", "counter", "Bytes of answers with their heads.");
  const std::lock_guard lock(mutex_);
  for (const auto& [key, line] : lines_) {
    const auto labels = label("method", key.first) + ',' + label("route", key.second);
    for (std::size_t kind = 1; kind < line.by_class.size(); ++kind) {
      if (line.by_class.at(kind) == 0) continue;
      sample(requests, "qidi_http_requests_total",
             labels + ',' + label("status", std::to_string(kind) + "xx"),
             std::to_string(line.by_class.at(kind)));
    }
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < line.by_time.size(); ++i) {
      so_far += line.by_time.at(i);
      const auto bound = i < bounds.size() ? seconds(bounds.at(i)) : "+Inf";
      sample(times, "qidi_http_request_seconds_bucket", labels + ',' + label("le", bound),
             std::to_string(so_far));
    }
    sample(times, "qidi_http_request_seconds_sum", labels, seconds(line.microseconds));
    sample(times, "qidi_http_request_seconds_count", labels, std::to_string(so_far));
    sample(bytes, "qidi_http_sent_bytes_total", labels, std::to_string(line.bytes));
  }
  return out + requests + times + bytes;
}

}  // namespace qidi::http
