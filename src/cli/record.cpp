// record show, record export, verify, rebuild, pass_time: the record for people and for proof.
// Clause N8; interface.md; rulings 9-12; features F61, F62, F88.
#include <fstream>
#include <ostream>

#include "answers/case_json.h"
#include "cli/json_out.h"
#include "cli/reading.h"
#include "office/handle_command.h"
#include "office/pass_time.h"
#include "office/rebuild.h"

namespace qidi::cli {

namespace {

void print_event(std::ostream& out, const record::SealedEvent& event) {
  const auto& e = event.envelope;
  out << e.sequence << ". " << domain::to_text(e.legal_day) << "  "
      << domain::chinese_kind_of(e.kind) << "  " << (e.actor_name.empty() ? e.actor : e.actor_name);
  if (!e.department.empty()) out << "（" << e.department << "）";
  if (domain::day_of(e.recorded) != e.legal_day) {
    out << "  登记于 " << domain::to_text(domain::day_of(e.recorded));
  }
  out << "\n   " << e.body << "\n   " << record::to_hex(event.hash) << '\n';
}

void print_segments(std::ostream& out, const domain::CaseRows& rows) {
  out << "\n时限（时间已经或将要造成而尚未登记的，一并列出）：\n";
  for (const auto& segment : rows.segments) {
    out << "  " << domain::chinese_of(segment.kind) << "  自 " << domain::to_text(segment.day_zero)
        << " 起算，应于 " << domain::to_text(segment.due)
        << (segment.stopped ? "（按暂停计划）" : "") << (segment.provisional ? "（暂定）" : "");
    if (segment.closed == domain::end_of_days) {
      out << "  进行中";
    } else {
      out << "  " << domain::to_text(segment.opened) << " 至 " << domain::to_text(segment.closed)
          << "（" << domain::chinese_kind_of(segment.how) << "）";
    }
    out << '\n';
  }
}

std::string told(const domain::TimeShare& share) {
  return std::to_string(share.working_days) + " 个工作日（" + std::to_string(share.calendar_days) +
         " 个自然日）";
}

void print_time(std::ostream& out, const domain::TimeSplit& split) {
  out << "\n用时（" << domain::to_text(split.from) << " 收件，至 " << domain::to_text(split.to)
      << "）：全程 " << told(split.elapsed) << "\n";
  for (int i = 0; i < domain::time_party_count; ++i) {
    const auto party = static_cast<domain::TimeParty>(i);
    if (split.of(party).calendar_days == 0) continue;
    out << "  " << domain::chinese_of(party) << "  " << told(split.of(party)) << '\n';
  }
}

Result<void, office::Fault> export_events(office::EventReader& reader, std::ostream& out) {
  QIDI_CHECK(reader.each_in_log_order(
      [&](const record::SealedEvent& event) -> Result<void, office::Fault> {
        out << answers::exported_event_json(event) << '\n';
        return {};
      }));
  out.flush();
  if (!out) {
    return Unexpected{office::Fault{office::FaultKind::store_failed, "写出流水失败"}};
  }
  return {};
}

std::vector<std::string> dumped(office::DerivedRows& rows, std::optional<office::Fault>& fault) {
  std::vector<std::string> lines;
  auto done = rows.dump([&](const std::string& line) { lines.push_back(line); });
  if (!done) fault = done.error();
  return lines;
}

/// Compares the kept derived rows with rows made anew. The number of lines that differ.
Result<long long, office::Fault> differences(Doors& doors, office::Store& store) {
  auto fresh = doors.open_in_memory();
  QIDI_TRY(cases, office::derive_rows(store.reader(), {}, [&](const domain::CaseRows& rows) {
             return fresh->rows().put(rows);
           }));
  (void)cases;
  std::optional<office::Fault> fault;
  const auto kept = dumped(store.rows(), fault);
  const auto made = dumped(fresh->rows(), fault);
  if (fault) return Unexpected{*fault};
  long long differing = 0;
  const auto longer = std::max(kept.size(), made.size());
  for (std::size_t i = 0; i < longer; ++i) {
    const bool same = i < kept.size() && i < made.size() && kept[i] == made[i];
    if (same) continue;
    if (++differing <= 5) {
      doors.err << "不一致：" << (i < kept.size() ? kept[i] : "（缺）") << "\n  应为："
                << (i < made.size() ? made[i] : "（无）") << '\n';
    }
  }
  return differing;
}

}  // namespace

Exit record_show(Doors& doors, const RecordOptions& options) {
  auto reading = open_reading(doors, options.data, "");
  if (!reading) return report(doors, reading.error());
  auto& reader = reading->store->reader();
  auto case_id = reader.find_case(options.case_id);
  if (!case_id) return report(doors, case_id.error());
  if (!*case_id) return wrong_use(doors, "没有这个办件：" + options.case_id);
  auto events = reader.load(office::stream_of_case(**case_id));
  if (!events) return report(doors, events.error());
  auto rows = reading->view().case_rows(**case_id);
  if (!rows) return report(doors, rows.error());
  // As of the day the record was last written: what is shown does not hang on the day it is read.
  auto last = reader.last_recorded();
  if (!last) return report(doors, last.error());
  const auto split_of = [&](const domain::CaseRows& of) {
    return domain::split_of_time(of.standings, domain::day_of(last->value_or(domain::Instant{})),
                                 reading->rules.calendar);
  };
  if (options.format == "json") {
    std::string list = "[";
    for (const auto& event : *events)
      list += (list.size() > 1 ? ",\n" : "\n") + answers::exported_event_json(event);
    JsonObject object;
    object.text("case_id", **case_id).raw("events", list + "]");
    if (*rows) {
      object.raw("countdowns", answers::segments_json((*rows)->segments));
      object.raw("time", answers::time_json(split_of(**rows), {reading->rules, doors.regions()}));
    }
    doors.out << object.done() << '\n';
    return Exit::done;
  }
  if (*rows) {
    const auto& facts = (*rows)->facts;
    doors.out << **case_id << "  " << facts.project_name << "  " << facts.project_code << '\n';
  }
  for (const auto& event : *events) print_event(doors.out, event);
  if (*rows) {
    print_segments(doors.out, **rows);
    print_time(doors.out, split_of(**rows));
  }
  return Exit::done;
}

Exit record_export(Doors& doors, const RecordOptions& options) {
  if (options.format != "jsonl" && options.format != "table") {
    return wrong_use(doors, "--format 现仅支持 jsonl（xes 与 ocel 在后续版本）");
  }
  auto store = doors.open_for_reading(options.data);
  if (!store) return report(doors, store.error());
  if (options.out.empty()) {
    auto written = export_events((*store)->reader(), doors.out);
    return written ? Exit::done : report(doors, written.error());
  }
  std::ofstream file(options.out, std::ios::binary);
  if (!file) return wrong_use(doors, "写不了文件：" + options.out);
  auto written = export_events((*store)->reader(), file);
  return written ? Exit::done : report(doors, written.error());
}

Exit verify(Doors& doors, const VerifyOptions& options) {
  auto store = doors.open_for_reading(options.data);
  if (!store) return report(doors, store.error());
  auto verified = doors.verify(options.data, (*store)->reader(), options.heads);
  if (!verified) {
    doors.err << "qidi: " << verified.error().message << '\n';
    return Exit::wrong_use;
  }
  const auto case_prefix = office::stream_of_case("");
  for (const auto& finding : verified->findings) {
    const bool of_case = finding.stream.starts_with(case_prefix);
    doors.out << JsonObject()
                     .text("case",
                           of_case ? finding.stream.substr(case_prefix.size()) : finding.stream)
                     .number("seq", static_cast<long long>(finding.sequence))
                     .text("kind", finding.kind)
                     .text("message", finding.message)
                     .done()
              << '\n';
  }
  bool good = verified->findings.empty();
  if (good && options.all) {
    auto differing = differences(doors, **store);
    if (!differing) {
      doors.err << "qidi: " << differing.error().message << '\n';
      return Exit::wrong_use;
    }
    if (*differing > 0) {
      doors.out << JsonObject()
                       .text("case", "")
                       .number("seq", 0)
                       .text("kind", "derived_rows_differ")
                       .number("lines", *differing)
                       .done()
                << '\n';
      good = false;
    }
  }
  if (verified->heads == 0 && verified->events > 0) {
    doors.err << "没有签名根：末尾是否被截去无从证明；请用 --heads 给出另存的签名根\n";
  }
  doors.err << (good ? "记录完好" : "记录有误") << "：" << verified->events << " 条，签名根 "
            << verified->heads << " 个，其后未签 " << verified->after_last_head << " 条，根值 "
            << verified->root << '\n';
  return good ? Exit::done : Exit::no;
}

Exit rebuild(Doors& doors, const RebuildOptions& options) {
  if (options.check) {
    auto store = doors.open_for_reading(options.data);
    if (!store) return report(doors, store.error());
    auto differing = differences(doors, **store);
    if (!differing) return report(doors, differing.error());
    doors.out << (*differing == 0 ? "一致" : "不一致") << "，相差 " << *differing << " 行\n";
    return *differing == 0 ? Exit::done : Exit::no;
  }
  auto store = open_writing(doors, options);
  if (!store) return report(doors, store.error());
  auto& rows = (*store)->rows();
  if (auto cleared = rows.clear(); !cleared) return report(doors, cleared.error());
  auto cases = office::derive_rows(
      (*store)->reader(), {}, [&](const domain::CaseRows& derived) { return rows.put(derived); });
  if (!cases) return report(doors, cases.error());
  if (auto synced = (*store)->log().sync(); !synced) return report(doors, synced.error());
  doors.out << "已重建 " << *cases << " 个办件的台账数据\n";
  return Exit::done;
}

Exit pass_time(Doors& doors, const DataOptions& options) {
  auto clock = chosen_clock(doors, options.now);
  if (!clock) return wrong_use(doors, clock.error());
  auto store = open_writing(doors, options);
  if (!store) return report(doors, store.error());
  auto& log = (*store)->log();
  auto rules = office::open_rule_book(log, doors.law(), clock->now());
  if (!rules) return report(doors, rules.error());
  auto written = office::pass_time(log, (*store)->view(), *rules, *clock, {});
  if (!written) return report(doors, written.error());
  if (auto head = (*store)->sign_head(clock->now()); !head) return report(doors, head.error());
  doors.out << "时间结算写入 " << *written << " 条记录\n";
  return Exit::done;
}

}  // namespace qidi::cli
