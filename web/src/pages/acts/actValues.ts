// What a form of an act holds, and the body that is made of it. The server says which fields an act
// takes (ActField); here they become inputs, are checked for what is plainly missing, and are written
// as the command's own fields. Whether the act may be done is the server's to say.
import type { Schema } from '@/api/client';
import type { Faults, Values } from '@/forms/formSchema';
import type { FileRef } from '@/pages/uploads/uploading';

/** A field as a form shows it: region and department of an organ are one. */
export type Field = Omit<Schema['ActField'], 'kind'> & {
  kind: Schema['ActField']['kind'] | 'organ';
};
export type Possible = Schema['PossibleActs']['acts'][number];

export interface DefectRow {
  paper: string;
  fault: string;
  mending: string;
  /** The paper has expired: only then may be asked for what the project has on record. */
  expired?: boolean;
}
export interface AnswerRow {
  paper: string;
  answer: string;
  /** null: the unit has not said yet. */
  mended: boolean | null;
}
export interface Organ {
  region: string;
  department: string;
}
/** The matter's form filled in anew; `sent` is absent while it stays as it was. */
export interface FormAnew {
  values?: Values;
  sent?: Values;
  faults?: Faults;
}
export type Value = string | string[] | DefectRow[] | AnswerRow[] | FileRef[] | Organ | FormAnew;

/** What has been typed into one form; kept as a draft as it is. */
export interface Typed {
  values: Record<string, Value>;
  onPaper: boolean;
  legalDay: string;
}

const organParts = new Set<string>(['region', 'department']);
const isOrgan = (field: Schema['ActField']) => organParts.has(field.kind);

/** The inputs of a form: region and department of an organ are picked together. */
export function inputsOf(fields: Schema['ActField'][]): Field[] {
  const parts = fields.filter(isOrgan);
  const [first] = parts;
  if (!first) return fields;
  const named = parts.find((part) => part.kind === 'department') ?? first;
  const required = parts.some((part) => part.required);
  const joined: Field = { ...named, name: 'organ', kind: 'organ', required };
  return fields.flatMap<Field>((field) =>
    field === first ? [joined] : isOrgan(field) ? [] : [field],
  );
}

/** A field that only an act on paper has, such as the number that its notice bears already. */
export const isOfPaper = (field: Field): boolean => field.required_when?.field === 'on_paper';

/** Whether a field must be filled in, as the others stand ("" of `required_when` is: left empty). */
export function isRequired(field: Field, typed: Typed): boolean {
  if (field.required || !field.required_when) return field.required;
  if (isOfPaper(field)) return typed.onPaper;
  const other = String(typed.values[field.required_when.field] ?? '').trim();
  return field.required_when.values.includes(other);
}

/** The cap of an integer: its own, or that of what is chosen beside it (a ground's cap of days). */
export function mostOf(field: Field, inputs: Field[], typed: Typed): number | null {
  const caps = inputs.flatMap((input) =>
    input.choices.flatMap((choice) =>
      choice.value === typed.values[input.name] && choice.most !== null ? [choice.most] : [],
    ),
  );
  const all = field.most === null ? caps : [...caps, field.most];
  return all.length ? Math.min(...all) : null;
}

function emptyValue(field: Field): Value {
  switch (field.kind) {
    case 'papers':
    case 'tags':
    case 'officers':
    case 'defects':
    case 'answers':
    case 'files':
      return [];
    case 'organ':
      return { region: '', department: '' };
    case 'form':
      return {};
    default:
      return '';
  }
}

export function emptyTyped(inputs: Field[]): Typed {
  const values: Record<string, Value> = {};
  for (const field of inputs) values[field.name] = emptyValue(field);
  return { values, onPaper: false, legalDay: '' };
}

/** Kept in the record with the case, in its language. */
const mendedAnswer = '已补正，材料随此次提交';
export const unanswered = (row: AnswerRow): boolean =>
  row.mended === null || (!row.mended && !row.answer.trim());

const blankDefect = (row: DefectRow) => !row.paper && !row.fault.trim() && !row.mending.trim();
const filled = (names: string[]) => names.map((name) => name.trim()).filter(Boolean);

/** The body that is sent; what is empty is left out. */
export function bodyOf(inputs: Field[], typed: Typed): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of inputs) {
    const { name, kind } = field;
    const value = typed.values[name];
    if (isOfPaper(field) && !typed.onPaper) continue;
    if (kind === 'form') {
      const { sent } = value as FormAnew;
      if (sent) body[name] = sent;
    } else if (kind === 'organ') {
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
    } else if (kind === 'files') {
      const files = (value as FileRef[]).map(({ file, paper }) => ({ file, paper }));
      if (files.length) body[name] = files;
    } else if (kind === 'answers') {
      // Where the paper comes along, that is the answer; only what cannot be mended needs words.
      body[name] = (value as AnswerRow[]).map((row) => ({
        ...row,
        answer: row.answer.trim() || (row.mended ? mendedAnswer : ''),
      }));
    } else if (kind === 'papers' || kind === 'tags') {
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
  | ''
  | 'act_fill'
  | 'act_fill_row'
  | 'act_fill_answers'
  | 'act_fill_officers'
  | 'act_fill_whole'
  | 'act_fill_files'
  | 'act_fill_form';

export function lackOf(field: Field, value: Value | undefined, required: boolean): Lack {
  if (field.kind === 'defects') {
    const rows = (value as DefectRow[]).filter((row) => !blankDefect(row));
    const half = rows.some((row) => !row.paper || !row.fault.trim() || !row.mending.trim());
    return half || (required && rows.length === 0) ? 'act_fill_row' : '';
  }
  if (field.kind === 'answers') {
    return (value as AnswerRow[]).some(unanswered) ? 'act_fill_answers' : '';
  }
  if (field.kind === 'files') {
    return (value as FileRef[]).some(({ whole }) => !whole) ? 'act_fill_files' : '';
  }
  if (field.kind === 'officers') {
    return required && filled(value as string[]).length < 2 ? 'act_fill_officers' : '';
  }
  if (field.kind === 'papers') {
    return required && (value as string[]).length === 0 ? 'act_fill' : '';
  }
  if (field.kind === 'form') {
    return Object.keys((value as FormAnew).faults ?? {}).length ? 'act_fill_form' : '';
  }
  if (field.kind === 'organ') {
    return required && !(value as Organ).department.trim() ? 'act_fill' : '';
  }
  const text = String(value ?? '').trim();
  if (!text) return required ? 'act_fill' : '';
  return field.kind === 'integer' && !/^[1-9]\d*$/.test(text) ? 'act_fill_whole' : '';
}

/** The input that a refusal's `field` speaks of: its own name, or the organ for its parts. */
export function inputNamed(inputs: Field[], field: string | undefined): string {
  if (!field) return '';
  const name = field.split(/[.[/]/)[0] ?? '';
  if (inputs.some((input) => input.name === name)) return name;
  const organ = inputs.some((input) => input.kind === 'organ');
  return organ && organParts.has(name) ? 'organ' : '';
}
