// The headings under which departments write the ledger's columns. Where two columns of one sheet
// mean one field, the one named earlier here takes it; a region's banner or county wins over the
// league or city, because it says more. Written from domain-facts 8.2 and common ledger headings.
#include <map>
#include <vector>

#include "sheets/cell_text.h"
#include "sheets/ledger_field.h"

namespace qidi::sheets {

namespace {

struct Words {
  Field field;
  std::vector<const char*> words;
};

const std::vector<Words>& words_of_identity() {
  static const std::vector<Words> words{
      {Field::case_id,
       {"办件编号", "办件号", "办件编码", "办件流水号", "受理编号", "受理号", "申办号",
        "申办流水号", "业务流水号", "流水号", "收件编号", "接件编号", "案件编号", "申请编号",
        "业务编号", "查询码"}},
      {Field::project_code,
       {"项目代码", "投资项目代码", "国家代码", "项目统一代码", "统一项目代码",
        "固定资产投资项目代码", "投资项目统一代码", "全国投资项目代码", "项目赋码", "项目编码",
        "项目编号"}},
      {Field::project_name,
       {"项目名称", "投资项目名称", "建设项目名称", "工程名称", "工程项目名称", "项目", "项目全称",
        "项目名称(全称)"}},
      {Field::unit_name,
       {"项目单位",     "项目单位名称", "建设单位",   "建设单位名称", "申请单位",
        "申请单位名称", "申请人",       "申请人名称", "申报单位",     "申报单位名称",
        "项目法人",     "项目法人单位", "项目业主",   "业主单位",     "企业名称",
        "单位名称",     "投资主体",     "投资单位",   "项目申报单位", "申请人(单位)"}},
      {Field::unit_code,
       {"统一社会信用代码", "社会信用代码", "信用代码", "uscc", "单位代码", "机构代码",
        "组织机构代码", "项目单位代码", "申请人代码", "项目单位统一社会信用代码",
        "统一社会信用代码(组织机构代码)"}},
  };
  return words;
}

const std::vector<Words>& words_of_place() {
  static const std::vector<Words> words{
      // The more specific first: rank decides which of several region columns wins.
      {Field::region,
       {"旗县",     "旗县区",    "旗县(市、区)", "旗县市区",   "旗县(区)",   "旗(县)",
        "区县",     "县区",      "县(区)",       "县(市、区)", "所属旗县",   "所在旗县",
        "旗县名称", "盟市/旗县", "盟市、旗县",   "盟市旗县",   "盟市(旗县)", "行政区划代码",
        "区划代码", "行政区划",  "所属地区",     "所在地区",   "地区",       "区域",
        "属地",     "项目属地",  "项目所在地",   "所在地",     "所属区域",   "盟市",
        "盟(市)",   "所属盟市",  "所在盟市",     "盟市名称"}},
      {Field::department,
       {"审批部门",     "审批单位", "审批机关", "责任部门", "责任单位",     "主管部门",
        "承办部门",     "承办单位", "办理部门", "办理单位", "实施机关",     "实施部门",
        "牵头部门",     "受理部门", "受理单位", "审批主体", "审批责任部门", "审批责任单位",
        "行业主管部门", "部门",     "部门名称"}},
      {Field::matter,
       {"审批事项", "审批事项名称", "事项名称", "待批事项", "办理事项", "许可事项", "行政许可事项",
        "申请事项", "申报事项", "审批手续", "手续名称", "待办手续", "事项", "业务事项",
        "办件事项"}},
      {Field::officer,
       {"责任人", "审批责任人", "审批部门责任人", "部门责任人", "经办人", "承办人", "办理人",
        "办理人员", "具体责任人", "直接责任人", "审批人", "经办人员", "责任人姓名",
        "审批部门经办人"}},
      {Field::list, {"台账类型", "台账类别", "台账名称", "台账", "清单类型", "清单类别"}},
      {Field::state,
       {"办理状态", "审批状态", "办件状态", "当前状态", "受理情况", "办理情况", "审批情况",
        "办理进度", "审批进度", "办理进展", "进展情况", "当前环节", "办理环节", "状态",
        "项目状态"}},
  };
  return words;
}

const std::vector<Words>& words_of_time() {
  static const std::vector<Words> words{
      {Field::received,
       {"收件日期",      "收件时间",       "接件日期",       "接件时间",     "收件/受理日期",
        "收件/受理时间", "收件(受理)日期", "收件(受理)时间", "收件受理日期", "收到申请日期",
        "收到申请时间",  "收件日",         "收文日期",       "收文时间",     "接收日期",
        "接收时间",      "申请日期",       "申请时间",       "申报日期",     "申报时间",
        "提交日期",      "提交时间",       "报件日期",       "报件时间",     "申办日期",
        "申办时间",      "上报日期",       "上报时间",       "材料接收日期", "材料接收时间",
        "提交申请日期",  "提交申请时间",   "申请提交时间"}},
      {Field::accepted,
       {"受理日期", "受理时间", "受理日", "正式受理日期", "正式受理时间", "立案日期", "立案时间",
        "予以受理日期"}},
      {Field::promised_days,
       {"承诺时限", "承诺办结时限", "承诺办理时限", "承诺期限", "承诺时限(工作日)",
        "承诺办结时限(工作日)", "承诺办理时限(工作日)", "承诺期限(工作日)", "承诺工作日",
        "承诺天数", "承诺办结天数", "承诺时间(工作日)", "承诺时限(个工作日)", "承诺时限(天)",
        "办理时限(工作日)", "承诺审批时限", "承诺审批时限(工作日)", "法定/承诺时限"}},
      {Field::due,
       {"应办结日期", "应办结日",     "应办结时间",   "应当办结日期",  "应结日期", "应完成日期",
        "办结期限",   "办理期限",     "到期日期",     "到期日",        "到期时间", "截止日期",
        "截止时间",   "承诺办结日期", "承诺办结时间", "承诺办结日",    "应办日期", "办理截止日期",
        "时限届满日", "应办结期限",   "规定办结日期", "应审批完成日期"}},
      {Field::ended,
       {"办结日期", "办结时间", "办结日",       "实际办结日期", "实际办结时间", "实际办结日",
        "销号日期", "销号时间", "批复日期",     "批复时间",     "批准日期",     "批准时间",
        "完成日期", "完成时间", "审批完成日期", "审批完成时间", "办理完成时间", "办理完成日期",
        "结束日期", "发证日期", "实际完成日期", "实际完成时间", "审批办结时间", "审批办结日期"}},
      {Field::finish_by,
       {"完成时限", "整改时限", "整改期限", "办理完成时限", "计划完成时间", "计划完成日期",
        "计划完成时限", "预计完成时间", "预计完成日期", "预计办结时间", "预计办结日期",
        "拟完成时限", "拟完成时间", "处置完成时限", "限时办结时间", "承诺完成时限"}},
  };
  return words;
}

const std::vector<Words>& words_of_outcome() {
  static const std::vector<Words> words{
      {Field::result,
       {"办理结果", "审批结果", "办结结果", "处理结果", "结果", "审批结论", "审批意见", "办件结果",
        "处置结果"}},
      {Field::document_no,
       {"结果文号", "批复文号", "批准文号", "文号", "批文号", "证书编号", "证照编号", "许可证号",
        "许可证编号", "批文文号", "审批文号", "核准文号", "备案号", "结果文书编号",
        "办理结果文号"}},
      {Field::classification,
       {"分类", "分类情况", "合规性分类", "分类结果", "分类意见", "是否符合条件", "是否符合",
        "甄别分类"}},
      {Field::measure,
       {"处置措施", "处理措施", "处置意见", "处理意见", "办理措施", "解决措施", "工作措施",
        "整改措施", "下一步措施", "下一步工作措施", "推进措施", "措施"}},
      {Field::remark, {"备注", "说明", "备注说明", "其他说明", "备注(说明)", "附注", "其他"}},
  };
  return words;
}

std::map<std::string, Meaning> table() {
  std::map<std::string, Meaning> meanings;
  for (const auto field : all_fields()) {
    meanings.emplace(comparable(name_of(field)), Meaning{field, 0});
    meanings.emplace(comparable(heading_of(field)), Meaning{field, 0});
  }
  for (const auto* group :
       {&words_of_identity(), &words_of_place(), &words_of_time(), &words_of_outcome()}) {
    for (const auto& [field, words] : *group) {
      int rank = 0;
      for (const char* word : words) {
        // The template's own region heading ranks where it stands in the list, not first.
        const auto [place, added] = meanings.emplace(comparable(word), Meaning{field, rank});
        if (!added && field == Field::region) place->second.rank = rank;
        ++rank;
      }
    }
  }
  return meanings;
}

}  // namespace

std::optional<Meaning> meaning_of(const std::string& heading) {
  static const auto meanings = table();
  const auto found = meanings.find(heading);
  if (found == meanings.end()) return std::nullopt;
  return found->second;
}

}  // namespace qidi::sheets
