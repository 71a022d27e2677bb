// A matter's form as a list of fields that can be edited, and each edit as the next schema. Only what
// an edit is about is touched: keywords that this editor does not know stay where they stand, and a
// schema that it cannot list whole is left to the raw view (docs/formats/form.md).
import type { FormSchema } from '@/forms/formSchema';
import { isObject, isTexts } from './formText';
import type { Json } from './formText';

export const fieldKinds = [
  'text',
  'long_text',
  'number',
  'integer',
  'date',
  'choice',
  'choices',
  'yes_no',
] as const;
/** `rows` and `other` are shown and keep what they have; their inside is the raw view's. */
export type FieldKind = (typeof fieldKinds)[number] | 'rows' | 'other';
export interface FormField {
  name: string;
  title: string;
  titleEn: string;
  kind: FieldKind;
  required: boolean;
  /** What can be chosen; of `rows` the titles of the columns. */
  choices: string[];
  unit: string;
  hint: string;
  /** Keywords that only the raw view changes. */
  kept: string[];
  /** A condition of the form speaks of it. */
  inCondition: boolean;
}
/** Longer texts get a box of several lines (SchemaField). */
const longText = 500;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
function kindOf(property: Json): FieldKind {
  const { type, items } = property;
  if (type === 'string' && property['format'] === 'date') return 'date';
  if (type === 'string' && property['enum'] !== undefined) return 'choice';
  if (type === 'string' && property['format'] === undefined) {
    return Number(property['maxLength'] ?? 0) > 300 ? 'long_text' : 'text';
  }
  if (type === 'number' || type === 'integer') return type;
  if (type === 'boolean') return 'yes_no';
  if (type === 'array' && isObject(items)) {
    if (items['type'] === 'object') return 'rows';
    if (items['type'] === 'string' && isTexts(items['enum'])) return 'choices';
  }
  return 'other';
}

/** What each kind says by itself; everything else stays as it is found, and is named. */
const shownKeys: Record<FieldKind, string[]> = {
  text: [],
  long_text: [],
  number: ['x-unit'],
  integer: ['x-unit'],
  date: ['format'],
  choice: ['enum'],
  choices: ['items', 'uniqueItems'],
  yes_no: [],
  rows: ['items'],
  other: [],
};
const common = ['type', 'title', 'x-title-en', 'description'];

/** The names that one condition speaks of. */
export function namesInCondition(condition: unknown): string[] {
  const { if: asked, then, else: otherwise } = condition as Record<string, Json | undefined>;
  return [asked, then, otherwise].flatMap((part) => [
    ...((part?.['required'] as string[] | undefined) ?? []),
    ...Object.keys((part?.['properties'] as Json | undefined) ?? {}),
  ]);
}

export function fieldsOf(schema: FormSchema): FormField[] {
  const required = new Set(schema.required ?? []);
  const bound = new Set((schema.allOf ?? []).flatMap(namesInCondition));
  return Object.entries(schema.properties as unknown as Record<string, Json>).map(
    ([name, property]) => {
      const kind = kindOf(property);
      const shown = new Set([...common, ...shownKeys[kind]]);
      const items = isObject(property['items']) ? property['items'] : {};
      return {
        name,
        title: text(property['title']),
        titleEn: text(property['x-title-en']),
        kind,
        required: required.has(name),
        choices:
          kind === 'rows'
            ? Object.values(items['properties'] as Json).map((one) =>
                text((one as Json)?.['title']),
              )
            : (((kind === 'choices' ? items['enum'] : property['enum']) ?? []) as string[]),
        unit: text(property['x-unit']),
        hint: text(property['description']),
        kept: Object.keys(property).filter((key) => !shown.has(key)),
        inCondition: bound.has(name),
      };
    },
  );
}

/** Words that can be emptied: an empty one stands for none. */
export type FieldWord = 'title' | 'titleEn' | 'hint' | 'unit';
const keyOfWord: Record<FieldWord, string> = {
  title: 'title',
  titleEn: 'x-title-en',
  hint: 'description',
  unit: 'x-unit',
};

function withProperty(schema: FormSchema, name: string, change: (property: Json) => Json) {
  const properties = Object.fromEntries(
    Object.entries(schema.properties).map(([key, property]) => [
      key,
      key === name ? change(property as unknown as Json) : property,
    ]),
  );
  return { ...schema, properties } as FormSchema;
}

export function withWord(schema: FormSchema, name: string, word: FieldWord, value: string) {
  const key = keyOfWord[word];
  return withProperty(schema, name, (property) => {
    const next = { ...property, [key]: value };
    if (value === '' && word !== 'title') delete next[key];
    return next;
  });
}

export function withRequired(schema: FormSchema, name: string, needed: boolean): FormSchema {
  const names = Object.keys(schema.properties);
  const had = schema.required ?? [];
  const wanted = names.filter((one) => (one === name ? needed : had.includes(one)));
  const { required: before, ...rest } = schema;
  return wanted.length > 0 || before ? { ...schema, required: wanted } : rest;
}

/** Another kind: what belonged to the old one alone goes, words stay, choices go along. */
export function withKind(schema: FormSchema, name: string, kind: FieldKind): FormSchema {
  return withProperty(schema, name, (property) => {
    const before = fieldsOf({ ...schema, properties: { [name]: property as never } })[0];
    const had = before?.kind === 'choice' || before?.kind === 'choices' ? before.choices : [];
    const choices = had.length ? had : ['选项一', '选项二'];
    const next: Json = {};
    for (const key of common) if (property[key] !== undefined) next[key] = property[key];
    const texts = ['text', 'long_text'];
    if (texts.includes(kind) && texts.includes(before?.kind ?? '')) {
      return { ...property, maxLength: kind === 'long_text' ? longText : 200 };
    }
    const numbers = ['number', 'integer'];
    if (numbers.includes(kind) && numbers.includes(before?.kind ?? '')) {
      return { ...property, type: kind };
    }
    if (kind === 'number' || kind === 'integer') return { ...next, type: kind };
    if (kind === 'yes_no') return { ...next, type: 'boolean' };
    if (kind === 'date') return { ...next, type: 'string', format: 'date' };
    if (kind === 'choice') return { ...next, type: 'string', enum: choices };
    if (kind === 'long_text') return { ...next, type: 'string', maxLength: longText };
    if (kind === 'choices') {
      return {
        ...next,
        type: 'array',
        items: { type: 'string', enum: choices },
        uniqueItems: true,
      };
    }
    return { ...next, type: 'string', maxLength: 200 };
  });
}

export function withChoices(schema: FormSchema, name: string, choices: string[]): FormSchema {
  return withProperty(schema, name, (property) =>
    isObject(property['items'])
      ? { ...property, items: { ...property['items'], enum: choices } }
      : { ...property, enum: choices },
  );
}

/** A name the form may take: small letters, digits, underscores, not there yet. */
export function isFreeName(schema: FormSchema, name: string): boolean {
  return /^[a-z][a-z0-9_]{0,59}$/.test(name) && !(name in schema.properties);
}

/** Another name, in its place, and wherever the form speaks of it. */
export function renamed(schema: FormSchema, from: string, to: string): FormSchema {
  const name = (one: string) => (one === from ? to : one);
  const keys = <T>(found: Record<string, T>) =>
    Object.fromEntries(Object.entries(found).map(([key, value]) => [name(key), value]));
  const part = (found: Json): Json => ({
    ...found,
    ...(found['required'] ? { required: (found['required'] as string[]).map(name) } : {}),
    ...(found['properties'] ? { properties: keys(found['properties'] as Json) } : {}),
  });
  const next = part(schema as unknown as Json);
  if (schema.allOf) {
    next['allOf'] = schema.allOf.map((condition) => {
      const parts = Object.entries(condition).map(([key, found]) => [
        key,
        isObject(found) ? part(found) : found,
      ]);
      return Object.fromEntries(parts) as unknown;
    });
  }
  return next as unknown as FormSchema;
}

/** Without the field; for one that no condition speaks of. */
export function withoutField(schema: FormSchema, name: string): FormSchema {
  const properties = { ...schema.properties };
  delete properties[name];
  const next: FormSchema = { ...schema, properties };
  if (schema.required) next.required = schema.required.filter((one) => one !== name);
  return next;
}

export function withoutCondition(schema: FormSchema, at: number): FormSchema {
  const { allOf: conditions = [], ...rest } = schema;
  const left = conditions.filter((_, index) => index !== at);
  return left.length > 0 ? { ...schema, allOf: left } : rest;
}

/** The field one place up (-1) or down (1); at the edge nothing changes. */
export function moved(schema: FormSchema, name: string, by: -1 | 1): FormSchema {
  const list = Object.entries(schema.properties);
  const from = list.findIndex(([key]) => key === name);
  const to = from + by;
  const one = list[from];
  const other = list[to];
  if (!one || !other) return schema;
  list[to] = one;
  list[from] = other;
  return { ...schema, properties: Object.fromEntries(list) };
}

/** A new text field at the end, under a name that is free. */
export function withNewField(schema: FormSchema): FormSchema {
  let number = Object.keys(schema.properties).length + 1;
  while (!isFreeName(schema, `field_${number}`)) ++number;
  const property = { type: 'string', title: '', maxLength: 200 } as const;
  return { ...schema, properties: { ...schema.properties, [`field_${number}`]: property } };
}

export const emptyForm = (): FormSchema =>
  ({ type: 'object', title: '', additionalProperties: false, properties: {} }) as FormSchema;
