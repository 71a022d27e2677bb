// The form in which a version of a matter is prepared, as schemas that SchemaForm draws: the page that
// makes forms is itself one. Chinese, like the terms of law that it asks for.
import type { FormSchema, Property } from '@/forms/formSchema';

const text = (title: string, maxLength = 200, description = ''): Property => ({
  type: 'string',
  title,
  maxLength,
  ...(description ? { description } : {}),
});
const words = (title: string, list: Record<string, string>): Property => ({
  type: 'string',
  title,
  enum: Object.keys(list),
  'x-words': list,
});
const count = (title: string, unit = ''): Property => ({
  type: 'integer',
  title,
  minimum: 0,
  maximum: 1000,
  ...(unit ? { 'x-unit': unit } : {}),
});
const day = (title: string, description = ''): Property => ({
  type: 'string',
  title,
  format: 'date',
  ...(description ? { description } : {}),
});
const tick = (title: string): Property => ({ type: 'boolean', title });
const sure = (title = '可信程度'): Property =>
  words(title, { C: '已核实', L: '较可信', U: '未核实' });
const confidence = sure();
const unit = (title: string): Property =>
  words(title, {
    working_days: '个工作日',
    calendar_days: '日（自然日）',
    at_once: '即时',
  });
const rows = (
  title: string,
  properties: Record<string, Property>,
  required: string[],
): Property => ({
  type: 'array',
  title,
  maxItems: 100,
  items: { type: 'object', properties, required },
});

export interface DraftPart {
  name:
    | 'part_base'
    | 'part_statutory'
    | 'part_promised'
    | 'part_extension'
    | 'part_papers'
    | 'part_tiers'
    | 'part_around'
    | 'part_pauses';
  schema: FormSchema;
}

const part = (
  name: DraftPart['name'],
  properties: Record<string, Property>,
  required: string[] = [],
): DraftPart => ({ name, schema: { type: 'object', properties, required } });

export const draftParts: DraftPart[] = [
  part(
    'part_base',
    {
      name: text('事项名称'),
      line: text('条线', 60, '例如 自然资源、水利'),
      kind: words('类别', {
        licence: '行政许可',
        filing: '备案',
        review: '审查',
        internal: '内部审批',
        technical: '技术审查',
        assessment: '评估',
      }),
      valid_from: day('施行日', '自这一天起收到的申请适用这一版'),
      backdated_reason: text('追溯施行的理由', 1000, '施行日早于今天时必须说明'),
      reason: text('变更说明', 1000, '写给查看版本的人：改了什么，为什么'),
      aliases: text('台账中的其他写法', 1000, '用顿号分开；不得与另一事项重名'),
      note: text('说明', 1000),
    },
    ['name', 'line', 'valid_from', 'reason'],
  ),
  part(
    'part_statutory',
    {
      statutory_count: count('法定时限'),
      statutory_unit: unit('法定时限的单位'),
      statutory_from: words('法定时限起算', { acceptance: '自受理', receipt: '自收到申请' }),
      statutory_text: text('法定时限依据'),
      statutory_confidence: sure('法定依据可信程度'),
      statutory_note: text('法定时限注'),
    },
    ['statutory_count', 'statutory_unit', 'statutory_text'],
  ),
  part(
    'part_promised',
    {
      promised_count: count('承诺时限'),
      promised_unit: unit('承诺时限的单位'),
      promised_text: text('承诺时限依据'),
      promised_confidence: sure('承诺依据可信程度'),
      promised_note: text('承诺时限注'),
    },
    ['promised_count', 'promised_unit', 'promised_text'],
  ),
  part('part_extension', {
    extension_cap: count('延长上限', '个工作日'),
    extension_text: text('延长依据'),
    extension_confidence: sure('延长依据可信程度'),
    extension_by: text('延长由谁批准', 100, '留空即按行政许可法第四十二条'),
    correction_count: count('项目单位补正期限', '个工作日'),
    silence: words('逾期不决定', {
      nothing: '不视为同意',
      agreed: '视为同意',
      renewed: '视为准予延续',
    }),
    joint: tick('统一、联合、集中办理'),
    promise_allowed: tick('可告知承诺'),
    gap_allowed: tick('可容缺受理'),
  }),
  part('part_papers', {
    papers: rows(
      '材料',
      {
        code: text('代码', 60),
        name: text('名称'),
        mandatory: tick('必备'),
        from: text('来源', 60),
        form: text('形式', 60),
        paper_only: tick('须纸质'),
        reuses: text('可用结果的事项代码', 60),
      },
      ['code', 'name'],
    ),
    papers_text: text('材料目录依据'),
    papers_confidence: confidence,
  }),
  part('part_tiers', {
    tiers: rows(
      '审批层级（从高到低）',
      {
        level: words('层级', { '0': '国家', '1': '自治区', '2': '盟市', '3': '旗县' }),
        threshold: text('条件'),
        regions: text('限于地区代码'),
        excepted: text('不适用地区代码'),
        reached_when: text('申请表达到此条件时（JSON Schema）', 4000, '留空则不按申请表判断'),
        text: text('依据'),
        confidence,
        note: text('注'),
      },
      ['level', 'text'],
    ),
    power_text: text('权限说明'),
    power_confidence: confidence,
  }),
  part('part_around', {
    prerequisites: rows(
      '前置事项',
      { matter: text('事项代码', 60), text: text('依据'), confidence, note: text('注') },
      ['matter'],
    ),
    documents: text('结果文书', 400, '几种文书用顿号分开'),
    validity_text: text('有效期'),
    validity_confidence: confidence,
  }),
  part('part_pauses', {
    pause_grounds: rows(
      '理由',
      {
        code: text('代码', 60),
        name: text('名称'),
        cap_days: count('上限', '个工作日'),
        basis: text('依据'),
        confidence,
      },
      ['code'],
    ),
  }),
];

/** A small form to begin from: a number with its unit, a choice, and what follows from it. */
export const sampleForm = `{
  "type": "object",
  "title": "基本指标",
  "additionalProperties": false,
  "properties": {
    "scale": { "type": "number", "title": "建设规模", "x-unit": "平方米", "exclusiveMinimum": 0 },
    "stage": { "type": "string", "title": "建设阶段", "enum": ["新建", "扩建"] },
    "former": { "type": "string", "title": "原批准文号", "maxLength": 100 }
  },
  "required": ["scale", "stage"],
  "allOf": [
    {
      "if": { "properties": { "stage": { "const": "扩建" } }, "required": ["stage"] },
      "then": { "required": ["former"] },
      "else": { "properties": { "former": false } }
    }
  ]
}
`;
