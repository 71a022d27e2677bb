// A form in words, a line for each thing it says: for whoever compares two versions of it. Nothing is
// left out: what has no word of its own stands as the keyword that it is.
import type { FormSchema } from '@/forms/formSchema';
import { fill } from '@/i18n/words';
import { fieldsOf } from './formFields';
import type { FormField } from './formFields';
import { readForm } from './formText';
import type { Json } from './formText';
import { editorWords as w } from './mattersWords';

/** When the condition holds, as people say it: 水源 为 地下水 或 泉水. */
function asked(schema: FormSchema, condition: NonNullable<FormSchema['allOf']>[number]): string {
  const title = (name: string) => schema.properties[name]?.title || name;
  const word = (value: unknown) =>
    typeof value === 'boolean' ? (value ? w.value.yes : w.value.no) : String(value);
  return Object.entries(condition.if.properties)
    .map(([name, rule]) => {
      const values = rule.enum ?? [rule.const];
      return fill(w.value.is, { title: title(name), value: values.map(word).join(w.value.or) });
    })
    .join(w.value.and);
}

/** A condition in words. */
export function conditionWord(schema: FormSchema, at: number): string {
  const condition = schema.allOf?.[at];
  if (!condition) return '';
  const titles = (names: string[]) =>
    names.map((name) => schema.properties[name]?.title || name).join('、');
  const branch = (found: NonNullable<typeof condition.then> | undefined) =>
    [
      found?.required?.length ? fill(w.value.demands, { names: titles(found.required) }) : '',
      found?.properties
        ? fill(w.value.hides, { names: titles(Object.keys(found.properties)) })
        : '',
    ]
      .filter(Boolean)
      .join('，');
  const parts = [fill(w.value.when, { what: asked(schema, condition) }), branch(condition.then)];
  const otherwise = branch(condition.else);
  if (otherwise) parts.push(fill(w.value.otherwise, { what: otherwise }));
  return parts.filter(Boolean).join('，');
}

/** Choices that a condition waits for and that the field no longer offers. */
export function lostChoices(schema: FormSchema, at: number): string[] {
  const rules = Object.entries(schema.allOf?.[at]?.if.properties ?? {});
  return rules.flatMap(([name, rule]) => {
    const offered = schema.properties[name]?.enum;
    const waited = rule.enum ?? [rule.const];
    return offered ? waited.map(String).filter((one) => !offered.includes(one)) : [];
  });
}

/** Keywords of a field that have no control of their own, in words where there are words. */
export function keptWord(keys: string[], property: Json): string {
  const known: Record<string, string> = {
    minLength: w.value.limit_shortest,
    maxLength: w.value.limit_longest,
    minimum: w.value.limit_least,
    exclusiveMinimum: w.value.limit_above,
    maximum: w.value.limit_most,
    exclusiveMaximum: w.value.limit_below,
    minItems: w.value.limit_rows_least,
    maxItems: w.value.limit_rows_most,
  };
  return keys
    .map((key) => {
      const value = property[key];
      if (key === 'const' && value === true) return w.value.limit_ticked;
      return typeof value === 'number' && known[key]
        ? fill(known[key], { n: value })
        : `${key} ${JSON.stringify(value)}`;
    })
    .join('、');
}

export function fieldWord(field: FormField, property: Json): string {
  const inside = field.kind === 'rows' || field.kind === 'other';
  return [
    w.value[`kind_${field.kind}`],
    field.required ? w.value.needed : w.value.optional,
    field.unit,
    field.choices.join(' / '),
    field.titleEn,
    field.hint,
    keptWord(field.kept, property),
    inside ? JSON.stringify(property['items'] ?? property) : '',
  ]
    .filter(Boolean)
    .join('；');
}

/** The whole form in lines; one that cannot be read stands as it is. */
export function formLines(source: string): string {
  if (!source.trim()) return '';
  const { schema } = readForm(source);
  if (!schema) return source;
  const { title, description, ...rest } = schema as FormSchema & Json;
  const head = [
    title ? fill(w.value.line_title, { title }) : '',
    schema['x-title-en'] ? fill(w.value.line_title_en, { title: schema['x-title-en'] }) : '',
    description ? fill(w.value.line_lead, { text: description }) : '',
  ];
  const told = ['type', 'properties', 'required', 'additionalProperties', 'allOf', 'x-title-en'];
  const other = Object.entries(rest)
    .filter(([key]) => !told.includes(key))
    .map(([key, value]) => `${key}：${JSON.stringify(value)}`);
  const fields = fieldsOf(schema).map((field) => {
    const property = schema.properties[field.name] as unknown as Json;
    return `${field.title || field.name}（${field.name}）：${fieldWord(field, property)}`;
  });
  const conditions = (schema.allOf ?? []).map((_, at) => conditionWord(schema, at));
  return [...head, ...other, ...fields, ...conditions].filter(Boolean).join('\n');
}
