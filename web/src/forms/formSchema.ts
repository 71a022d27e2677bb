// A matter's form as the page sees it: the same JSON Schema that the server holds the values against
// (docs/formats/form.md). Here it says what to show and catches slips early; the server decides.
import { fill, language } from '@/i18n/words';
import { formsWords as w } from './formsWords';

export interface Property {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'array';
  title: string;
  'x-title-en'?: string;
  description?: string;
  'x-unit'?: string;
  /** Words for the values of `enum`; only in forms of the pages' own. */
  'x-words'?: Record<string, string>;
  enum?: string[];
  format?: string;
  const?: boolean;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: { type: 'string'; enum: string[] } | RowSchema;
}
export interface RowSchema {
  type: 'object';
  properties: Record<string, Property>;
  required?: string[];
}
interface Branch {
  required?: string[];
  properties?: Record<string, false>;
}
interface Condition {
  if: {
    properties: Record<string, { const?: unknown; enum?: unknown[] }>;
    required?: string[];
  };
  then?: Branch;
  else?: Branch;
}
export interface FormSchema extends RowSchema {
  title?: string;
  'x-title-en'?: string;
  description?: string;
  allOf?: Condition[];
}
/** Numbers stand as they were typed until they are sent. */
export type Values = Record<string, unknown>;
/** What is wrong, by path: "amount", "wells/0/depth". */
export type Faults = Record<string, string>;

export const rowsOf = (property: Property): RowSchema | undefined =>
  property.items?.type === 'object' ? property.items : undefined;
export const choicesOf = (property: Property): string[] =>
  property.enum ?? (property.items?.type === 'string' ? property.items.enum : []);
export const wordOf = (property: Property, value: string): string =>
  property['x-words']?.[value] ?? value;

/** What a field, or the form, is called in the language of the page; Chinese where English lacks. */
export const titleOf = (one: { title?: string; 'x-title-en'?: string }): string =>
  (language.value === 'en' && one['x-title-en']) || one.title || '';

/** A value as it is sent: numbers as numbers, nothing where nothing was filled in. */
function sentValue(property: Property, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (property.type === 'boolean') return value === true ? true : undefined;
  if (property.type === 'number' || property.type === 'integer') {
    const text = String(value).trim();
    if (text === '') return undefined;
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  }
  if (property.type === 'array') {
    const list = Array.isArray(value) ? value : [];
    const rows = rowsOf(property);
    const sent = rows
      ? list.map((row) => sentRow(rows, row as Values)).filter((row) => Object.keys(row).length > 0)
      : list;
    return sent.length > 0 ? sent : undefined;
  }
  const text = String(value).trim();
  return text === '' ? undefined : text;
}

function sentRow(schema: RowSchema, values: Values): Values {
  const sent: Values = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    const value = sentValue(property, values[name]);
    if (value !== undefined) sent[name] = value;
  }
  return sent;
}

function holds(condition: Condition, sent: Values): boolean {
  const demanded = condition.if.required ?? [];
  if (demanded.some((name) => sent[name] === undefined)) return false;
  return Object.entries(condition.if.properties).every(([name, rule]) => {
    if (sent[name] === undefined) return true;
    if (rule.enum) return rule.enum.includes(sent[name]);
    return rule.const === sent[name];
  });
}

/** What the conditions demand and forbid while these values stand. */
function branches(
  schema: FormSchema,
  sent: Values,
): { demanded: Set<string>; hidden: Set<string> } {
  const demanded = new Set(schema.required ?? []);
  const hidden = new Set<string>();
  for (const condition of schema.allOf ?? []) {
    const branch = holds(condition, sent) ? condition.then : condition.else;
    branch?.required?.forEach((name) => demanded.add(name));
    Object.keys(branch?.properties ?? {}).forEach((name) => hidden.add(name));
  }
  return { demanded, hidden };
}

export interface ShownProperty {
  name: string;
  property: Property;
  required: boolean;
}
/** The fields that come into question, in the form's order. */
export function shownProperties(schema: FormSchema, values: Values): ShownProperty[] {
  const { demanded, hidden } = branches(schema, sentRow(schema, values));
  return Object.entries(schema.properties)
    .filter(([name]) => !hidden.has(name))
    .map(([name, property]) => ({ name, property, required: demanded.has(name) }));
}

/** The values as they are sent: hidden and empty fields left out. */
export function sentValues(schema: FormSchema, values: Values): Values {
  const sent = sentRow(schema, values);
  for (const name of branches(schema, sent).hidden) delete sent[name];
  return sent;
}

function faultOf(property: Property, value: unknown): string {
  if (property.type === 'number' || property.type === 'integer') {
    if (typeof value !== 'number') return w.value.need_number;
    if (property.type === 'integer' && !Number.isInteger(value)) return w.value.need_integer;
    const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = property;
    if (minimum !== undefined && value < minimum) return fill(w.value.least, { n: minimum });
    if (above !== undefined && value <= above) return fill(w.value.above, { n: above });
    if (maximum !== undefined && value > maximum) return fill(w.value.most, { n: maximum });
    if (below !== undefined && value >= below) return fill(w.value.below, { n: below });
  }
  if (property.type === 'string') {
    const length = [...String(value)].length;
    const { minLength, maxLength } = property;
    if (maxLength !== undefined && length > maxLength)
      return fill(w.value.longest, { n: maxLength });
    if (minLength && length < minLength) return fill(w.value.shortest, { n: minLength });
  }
  if (property.type === 'array' && Array.isArray(value)) {
    const least = property.minItems ?? 0;
    if (value.length < least) return fill(w.value.least_rows, { n: least });
  }
  return '';
}

const missing = (property: Property): string => {
  if (property.type === 'boolean') return w.value.need_confirm;
  return property.enum ? w.value.need_choose : w.value.need;
};

/** Slips that the page can see by itself. */
export function faultsOf(schema: FormSchema, values: Values): Faults {
  const faults: Faults = {};
  for (const { name, property, required } of shownProperties(schema, values)) {
    const sent = sentValue(property, values[name]);
    if (sent === undefined) {
      if (required || property.const) faults[name] = missing(property);
      continue;
    }
    const fault = faultOf(property, sent);
    if (fault) faults[name] = fault;
    const rows = rowsOf(property);
    if (!rows || !Array.isArray(values[name])) continue;
    (values[name] as Values[]).forEach((row, at) => {
      const sentCells = sentRow(rows, row);
      if (Object.keys(sentCells).length === 0) return;
      for (const [cell, inner] of Object.entries(rows.properties)) {
        const value = sentCells[cell];
        const wrong =
          value !== undefined
            ? faultOf(inner, value)
            : rows.required?.includes(cell)
              ? missing(inner)
              : '';
        if (wrong) faults[`${name}/${at}/${cell}`] = wrong;
      }
    });
  }
  return faults;
}

/** One value in words, for reading. */
export function shownValue(property: Property, value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? w.value.yes : w.value.no;
  if (Array.isArray(value)) return value.map((one) => wordOf(property, String(one))).join('、');
  const text = wordOf(property, String(value));
  return property['x-unit'] ? `${text} ${property['x-unit']}` : text;
}
