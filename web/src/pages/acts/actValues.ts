// What a form of an act holds, and the body that is made of it. The server says which fields an act
// takes (ActField); here they become inputs, are checked for what is plainly missing, and are written
// as the command's own fields. Whether the act may be done is the server's to say.
import type { Schema } from '@/api/client';

export type Field = Schema['ActField'];
export type Possible = Schema['PossibleActs']['acts'][number];

export interface DefectRow {
  paper: string;
  fault: string;
  mending: string;
}
export interface AnswerRow {
  paper: string;
  answer: string;
  mended: boolean;
}
export interface Organ {
  region: string;
  department: string;
}
export type Value = string | string[] | DefectRow[] | AnswerRow[] | Organ;

/** What has been typed into one form; kept as a draft as it is. */
export interface Typed {
  values: Record<string, Value>;
  onPaper: boolean;
  legalDay: string;
}

const ofOrgan = new Set(['region', 'department']);
/** Kinds that are parts of an organ, however finely the server tells them. */
const organKinds = new Set<string>(['organ', 'region', 'department']);
const isOrgan = (field: Field) => organKinds.has(field.kind) || ofOrgan.has(field.name);

/** The inputs of a form: region and department of an organ are picked together. */
export function inputsOf(fields: Field[]): Field[] {
  const parts = fields.filter(isOrgan);
  const [first] = parts;
  if (!first) return fields;
  const required = parts.some((part) => part.required);
  const joined: Field = { ...first, name: 'organ', kind: 'organ', required };
  return fields.flatMap((field) => (field === first ? [joined] : isOrgan(field) ? [] : [field]));
}

function emptyValue(field: Field): Value {
  switch (field.kind) {
    case 'papers':
    case 'officers':
    case 'defects':
    case 'answers':
      return [];
    case 'organ':
      return { region: '', department: '' };
    default:
      return '';
  }
}

export function emptyTyped(inputs: Field[]): Typed {
  const values: Record<string, Value> = {};
  for (const field of inputs) values[field.name] = emptyValue(field);
  return { values, onPaper: false, legalDay: '' };
}

const blankDefect = (row: DefectRow) => !row.paper && !row.fault.trim() && !row.mending.trim();
const filled = (names: string[]) => names.map((name) => name.trim()).filter(Boolean);

/** The body that is sent; what is empty is left out. */
export function bodyOf(inputs: Field[], typed: Typed): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { name, kind } of inputs) {
    const value = typed.values[name];
    if (kind === 'organ') {
      const organ = value as Organ;
      if (organ.department.trim()) {
        body['region'] = organ.region;
        body['department'] = organ.department.trim();
      }
    } else if (kind === 'defects') {
      body[name] = (value as DefectRow[])
        .filter((row) => !blankDefect(row))
        .map((row) => ({ paper: row.paper, fault: row.fault.trim(), mending: row.mending.trim() }));
    } else if (kind === 'officers') {
      body[name] = filled(value as string[]);
    } else if (kind === 'papers' || kind === 'answers') {
      body[name] = value;
    } else if (typeof value === 'string' && value.trim()) {
      body[name] = kind === 'integer' ? Number(value) : value.trim();
    }
  }
  if (typed.onPaper) {
    body['on_paper'] = true;
    if (typed.legalDay) body['legal_day'] = typed.legalDay;
  }
  return body;
}

/** Why an input cannot be sent as it stands, as a key of the words; empty when it can. */
export type Lack =
  '' | 'act_fill' | 'act_fill_row' | 'act_fill_answers' | 'act_fill_officers' | 'act_fill_whole';

export function lackOf(field: Field, value: Value | undefined): Lack {
  if (field.kind === 'defects') {
    const rows = (value as DefectRow[]).filter((row) => !blankDefect(row));
    const half = rows.some((row) => !row.paper || !row.fault.trim() || !row.mending.trim());
    return half || (field.required && rows.length === 0) ? 'act_fill_row' : '';
  }
  if (field.kind === 'answers') {
    return (value as AnswerRow[]).some((row) => !row.answer.trim()) ? 'act_fill_answers' : '';
  }
  if (field.kind === 'officers') {
    return field.required && filled(value as string[]).length < 2 ? 'act_fill_officers' : '';
  }
  if (field.kind === 'papers') {
    return field.required && (value as string[]).length === 0 ? 'act_fill' : '';
  }
  if (field.kind === 'organ') {
    return field.required && !(value as Organ).department.trim() ? 'act_fill' : '';
  }
  const text = String(value ?? '').trim();
  if (!text) return field.required ? 'act_fill' : '';
  return field.kind === 'integer' && !/^[1-9]\d*$/.test(text) ? 'act_fill_whole' : '';
}

/** The input that a refusal's `field` speaks of: its own name, or the organ for its parts. */
export function inputNamed(inputs: Field[], field: string | undefined): string {
  if (!field) return '';
  const name = field.split(/[.[]/)[0] ?? '';
  if (inputs.some((input) => input.name === name)) return name;
  const organ = inputs.some((input) => input.kind === 'organ');
  return organ && ofOrgan.has(name) ? 'organ' : '';
}
