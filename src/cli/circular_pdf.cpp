// The paper is dated from the record it rests on, so that the same question to the same record
// gives the same bytes whenever it is asked, once the month is over (ruling 10).
#include "cli/circular_pdf.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <ostream>

namespace qidi::cli {

namespace {

/// The instant of the last event among the first `size` of the log; the month's start for none.
Result<domain::Instant, office::Fault> last_recorded(Reading& reading, domain::Month month) {
  auto last = domain::start_of(month.first());
  QIDI_CHECK(reading.store->reader().each_in_log_order(
      [&](const record::SealedEvent& event) -> Result<void, office::Fault> {
        if (event.global_index < reading.log_size) last = event.envelope.recorded;
        return {};
      }));
  return last;
}

/// The day the paper speaks from: now, or the earlier moment whose knowledge was asked for.
domain::Day day_of_paper(Doors& doors, const std::string& known_by, domain::Instant made_at) {
  const auto today = domain::day_of(doors.clock.now());
  if (known_by.empty()) return today;
  if (const auto instant = domain::parse_instant(known_by)) {
    return std::min(today, domain::day_of(*instant));
  }
  if (const auto day = domain::parse_day(known_by)) return std::min(today, *day);
  return std::min(today, domain::day_of(made_at));
}

}  // namespace

Exit circular_pdf(Doors& doors, const CircularOptions& options, Reading& reading,
                  const office::Circular& circular) {
  if (options.out.empty() && isatty(STDOUT_FILENO) == 1) {
    return wrong_use(doors, "PDF 不能显示在终端上；请用 --out FILE.pdf 指明文件");
  }
  const auto made_at = last_recorded(reading, circular.month);
  if (!made_at) return report(doors, made_at.error());
  const auto kind = reading.store->kind();
  if (!kind) return report(doors, kind.error());
  const auto today = day_of_paper(doors, options.known_by, *made_at);
  const auto bytes = doors.print_circular({circular, reading.rules, *kind, reading.root,
                                           reading.log_size, options.known_by, *made_at, today,
                                           options.issuer, options.serial, options.title});
  if (!bytes) return report(doors, bytes.error());
  if (options.out.empty()) {
    doors.out.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
    return Exit::done;
  }
  std::ofstream file(options.out, std::ios::binary);
  file.write(bytes->data(), static_cast<std::streamsize>(bytes->size()));
  file.close();
  if (!file) return wrong_use(doors, "写不了文件：" + options.out);
  return Exit::done;
}

}  // namespace qidi::cli
