// Headings and their explanations. The template is read back by the reader without a map.
#include "sheets/ledger_template.h"

#include <xlsxwriter.h>

#include <array>
#include <cstdio>

#include "sheets/ledger_field.h"

namespace qidi::sheets {

namespace {

struct Note {
  Field field;
  const char* needed;
  const char* how;
  const char* example;
};

constexpr const char* identity = "三项至少填一项";
constexpr const char* any_day = "年月日齐全；2022-08-31、2022年8月31日、2022/8/31 都可以";

constexpr std::array<Note, field_count> notes{{
    {Field::case_id, identity, "本部门的办件编号；没有可不填", "NM-2022-000123"},
    {Field::project_code, identity, "全国投资项目在线审批监管平台代码，设为文本格式",
     "2207-150102-04-01-123456"},
    {Field::project_name, identity, "项目全称", "某某产业园一期项目"},
    {Field::unit_name, "", "项目单位全称", "内蒙古某某有限公司"},
    {Field::unit_code, "", "18 位统一社会信用代码，设为文本格式", "91150100MA0N000000"},
    {Field::region, "", "项目所在盟市或旗县的名称，或六位行政区划代码", "呼和浩特市新城区"},
    {Field::department, "", "负责审批的部门", "呼和浩特市自然资源局"},
    {Field::matter, "办件编号未填时必填", "审批事项的名称", "建设用地规划许可证核发"},
    {Field::officer, "", "审批部门的责任人", "张三"},
    {Field::list, "", "待批、未开工 或 补批；不填按待批", "待批"},
    {Field::state, "", "如 受理、在办、办结、退回、不予许可", "在办"},
    {Field::received, "必填", any_day, "2022-08-31"},
    {Field::accepted, "", any_day, "2022-09-02"},
    {Field::promised_days, "", "整数，单位为工作日；即办填 0", "20"},
    {Field::due, "", "不填时按承诺时限计算", "2022-09-30"},
    {Field::ended, "", "尚未办结的留空", "2022-09-28"},
    {Field::result, "", "办结的结果", "准予许可"},
    {Field::document_no, "", "结果文书的文号", "呼自然资许〔2022〕15号"},
    {Field::classification, "", "不合规、不符合 或 符合", "符合"},
    {Field::measure, "", "拟采取的处置措施", "限期补正"},
    {Field::finish_by, "", "处置措施的完成日期", "2022-10-31"},
    {Field::remark, "", "其他需要说明的情况", ""},
}};

void write_headings(lxw_workbook* book) {
  auto* sheet = workbook_add_worksheet(book, "台账");
  auto* heading = workbook_add_format(book);
  format_set_bold(heading);
  format_set_text_wrap(heading);
  format_set_bg_color(heading, 0xDDEBF7);
  format_set_border(heading, LXW_BORDER_THIN);
  // Text everywhere but in numbers: codes keep their zeros, and days stay as they were typed.
  auto* text = workbook_add_format(book);
  format_set_num_format(text, "@");
  auto* day = workbook_add_format(book);
  format_set_num_format(day, "yyyy-mm-dd");
  lxw_col_t column = 0;
  for (const auto field : all_fields()) {
    auto* format = is_day(field) ? day : field == Field::promised_days ? nullptr : text;
    worksheet_set_column(sheet, column, column, field == Field::project_name ? 30 : 16, format);
    worksheet_write_string(sheet, 0, column, std::string(heading_of(field)).c_str(), heading);
    ++column;
  }
  worksheet_freeze_panes(sheet, 1, 0);
}

void write_notes(lxw_workbook* book) {
  auto* sheet = workbook_add_worksheet(book, "填写说明");
  auto* bold = workbook_add_format(book);
  format_set_bold(bold);
  worksheet_set_column(sheet, 0, 1, 20, nullptr);
  worksheet_set_column(sheet, 2, 2, 60, nullptr);
  worksheet_set_column(sheet, 3, 3, 30, nullptr);
  lxw_row_t row = 0;
  lxw_col_t column = 0;
  for (const char* title : {"列", "是否必填", "填法", "示例"}) {
    worksheet_write_string(sheet, row, column++, title, bold);
  }
  for (const auto& note : notes) {
    ++row;
    worksheet_write_string(sheet, row, 0, std::string(heading_of(note.field)).c_str(), nullptr);
    worksheet_write_string(sheet, row, 1, note.needed, nullptr);
    worksheet_write_string(sheet, row, 2, note.how, nullptr);
    worksheet_write_string(sheet, row, 3, note.example, nullptr);
  }
  ++row;
  worksheet_write_string(
      sheet, row + 1, 0,
      "一行一件；列可以增删、换序，列名不要改动；标题行、空行、小计行会自动跳过。", nullptr);
}

}  // namespace

Result<void, SheetError> write_ledger_template(const std::string& path) {
  const auto part = path + ".part";
  auto* book = workbook_new(part.c_str());
  if (book == nullptr) return Unexpected{SheetError{"写不了文件：" + path, "检查写入权限"}};
  lxw_doc_properties properties{};
  std::string title = "审批台账模板";
  properties.title = title.data();
  properties.created = 1656604800;  // 2022-07-01: a fixed day, so that the bytes never change
  workbook_set_properties(book, &properties);
  write_headings(book);
  write_notes(book);
  const auto error = workbook_close(book);
  if (error != LXW_NO_ERROR || std::rename(part.c_str(), path.c_str()) != 0) {
    std::remove(part.c_str());
    return Unexpected{SheetError{"写不了文件：" + path, "检查磁盘空间和写入权限"}};
  }
  return {};
}

}  // namespace qidi::sheets
