// circular: the monthly circular as markdown, json, csv or xlsx, with the log's root that fixes it.
// Clause N10; domain.md 7; rulings 2, 9; features F46-F48, F85.
#include <fstream>
#include <ostream>
#include <sstream>

#include "answers/circular_json.h"
#include "cli/circular_pdf.h"
#include "office/answer_query.h"

namespace qidi::cli {

namespace {

using answers::CircularBasis;
using answers::department_name;
using answers::matter_name;
using domain::CircularCounts;

/// A cell of a markdown table: no pipe or line break may break the row.
std::string md_text(std::string text) {
  for (std::size_t at = 0; (at = text.find_first_of("|\n\r", at)) != std::string::npos; at += 2) {
    text.replace(at, 1, text[at] == '|' ? "\\|" : "  ");
  }
  return text;
}

void md_row(std::ostream& out, const std::string& title, const CircularCounts& counts) {
  out << "| " << md_text(title) << " |";
  for (const auto& column : answers::circular_main_columns()) {
    out << ' ' << counts.*column.value << " |";
  }
  out << ' ' << domain::percent(domain::overdue_rate(counts)) << " | "
      << domain::percent(domain::on_time_rate(counts)) << " |\n";
}

void md_heading(std::ostream& out, std::string_view first) {
  out << "| " << first << " |";
  for (const auto& column : answers::circular_main_columns()) out << ' ' << column.heading << " |";
  out << " 超期率 | 按时办结率 |\n|---|";
  for (std::size_t i = 0; i < answers::circular_main_columns().size() + 2; ++i) out << "--:|";
  out << '\n';
}

std::string organ_title(const domain::Organ& organ, const office::Regions& regions) {
  const auto region = regions.name_of(organ.region);
  return (region.empty() ? "" : region + " ") + department_name(organ.department);
}

void md_opening(std::ostream& out, const office::Circular& circular) {
  const auto& total = circular.total;
  const auto year = std::to_string(circular.month.year);
  const auto month = std::to_string(circular.month.month);
  out << "# 待批项目办理情况通报（" << year << "年" << month << "月）\n\n"
      << year << "年" << month << "月，期初待批 " << total.opening << " 件，收件 " << total.accepted
      << " 件，办结 " << total.finished << " 件（其中超期办结 " << total.finished_late
      << " 件），退回 " << total.returned << " 件，移除 " << total.removed << " 件，撤回 "
      << total.withdrawn << " 件，期末待批 " << total.closing << " 件。截至" << month << "月"
      << domain::to_text(circular.month.last()).substr(8) << "日，超期未办结 " << total.overdue
      << " 件，超期率 " << domain::percent(domain::overdue_rate(total)) << "，按时办结率 "
      << domain::percent(domain::on_time_rate(total)) << "，当月亮红灯 " << total.red_in_month
      << " 件。\n\n";
}

void md_regions(std::ostream& out, const office::Circular& circular,
                const office::Regions& regions) {
  // A region's figure is its own organs' and its children's (domain.md 7).
  std::map<std::string, CircularCounts> by_league;
  for (const auto& row : circular.rows) {
    const auto* region = regions.find(row.organ.region);
    std::string league = row.organ.region;
    if (region != nullptr && region->level == 3) league = region->parent;
    by_league[league] += row.counts;
  }
  out << "## 一、分地区\n\n";
  md_heading(out, "地区");
  for (const auto& [code, counts] : by_league) {
    md_row(out, code.empty() ? "未列地区" : regions.name_of(code), counts);
  }
  md_row(out, "合计", circular.total);
}

void md_ranking(std::ostream& out, const office::Circular& circular,
                const office::Regions& regions) {
  out << "\n## 二、超期部门排名\n\n";
  constexpr std::size_t shown = 20;
  std::size_t count = 0;
  for (const auto& ranked : circular.ranking) {
    if (ranked.counts.overdue == 0 || ranked.rank == 0) continue;
    if (++count > shown) break;
    if (count == 1) {
      out << "| 名次 | 部门 | 超期 | 期末待批 | 超期率 | 超期天数合计 "
             "|\n|--:|---|--:|--:|--:|--:|\n";
    }
    out << "| " << ranked.rank << " | " << md_text(organ_title(ranked.organ, regions)) << " | "
        << ranked.counts.overdue << " | " << ranked.counts.closing << " | "
        << domain::percent(domain::overdue_rate(ranked.counts)) << " | " << ranked.counts.days_over
        << " |\n";
  }
  if (count == 0) out << "没有超期未办结的办件。\n";
}

void md_matters(std::ostream& out, const office::Circular& circular,
                const office::RuleBook& rules) {
  std::map<std::string, CircularCounts> by_matter;
  for (const auto& row : circular.rows) by_matter[row.matter] += row.counts;
  out << "\n## 三、分事项\n\n";
  md_heading(out, "事项");
  for (const auto& [matter, counts] : by_matter) md_row(out, matter_name(rules, matter), counts);
  md_row(out, "合计", circular.total);
}

std::string to_markdown(const office::Circular& circular, const CircularBasis& basis,
                        const office::Regions& regions, const office::RuleBook& rules) {
  std::ostringstream out;
  md_opening(out, circular);
  md_regions(out, circular, regions);
  md_ranking(out, circular, regions);
  md_matters(out, circular, rules);
  out << "\n## 四、分部门、分事项\n\n";
  md_heading(out, "地区 部门 · 事项");
  for (const auto& row : circular.rows) {
    md_row(out, organ_title(row.organ, regions) + " · " + matter_name(rules, row.matter),
           row.counts);
  }
  md_row(out, "合计", circular.total);
  out << "\n本期数据依据审批全程记录第 0 至 " << (basis.log_size == 0 ? 0 : basis.log_size - 1)
      << " 号" << (basis.known_by.empty() ? "" : "（截至 " + basis.known_by + " 已登记者）")
      << "，记录根值 `" << basis.root << "`。\n";
  return out.str();
}

}  // namespace

Exit circular(Doors& doors, const CircularOptions& options) {
  const auto month = domain::parse_month(options.month);
  if (!month) return wrong_use(doors, "--month 应为 YYYY-MM：" + options.month);
  if (!options.campaign.empty()) {
    return wrong_use(doors, "专项行动尚未启用，不能按 --campaign 通报");
  }
  const auto& format = options.format;
  if (format != "md" && format != "table" && format != "json" && format != "csv" &&
      format != "xlsx" && format != "pdf") {
    return wrong_use(doors, "--format 应为 md、json、csv、xlsx 或 pdf：" + format);
  }
  auto reading = open_reading(doors, options.data, options.known_by);
  if (!reading) return report(doors, reading.error());
  auto counted = office::circular_of(reading->view(), *month);
  if (!counted) return report(doors, counted.error());
  if (format == "pdf") return circular_pdf(doors, options, *reading, *counted);
  const auto regions = doors.regions();
  const CircularBasis basis{reading->root, reading->log_size, options.known_by, std::nullopt};
  const answers::Names names{reading->rules, regions};

  if (format == "csv" || format == "xlsx") {
    if (format == "xlsx" && options.out.empty()) {
      return wrong_use(doors, "--format xlsx 须用 --out FILE.xlsx 指明文件");
    }
    auto table = doors.open_table(options.out.empty() ? "-" : options.out, format, "通报");
    if (!table) return wrong_use(doors, table.error().problem);
    auto written = answers::circular_table(
        **table, *counted, names,
        format == "xlsx" ? answers::CellsFor::people : answers::CellsFor::scripts);
    return written ? Exit::done : report(doors, written.error());
  }
  const auto text = format == "json" ? answers::circular_json(*counted, basis, names)
                                     : to_markdown(*counted, basis, regions, reading->rules);
  if (options.out.empty()) {
    doors.out << text;
    return Exit::done;
  }
  std::ofstream file(options.out, std::ios::binary);
  file << text;
  file.close();
  if (!file) return wrong_use(doors, "写不了文件：" + options.out);
  return Exit::done;
}

}  // namespace qidi::cli
