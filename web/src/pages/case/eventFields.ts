// An event's body in words: each field with its name, in the order of the record. What has no name
// or word here is shown as it stands in the record, never left out.
import { matterName, regionName } from '@/ui/catalogue';
import { stateWord } from '@/ui/lights';
import type { State } from '@/ui/lights';
import { caseWords as w } from './caseWords';
import { fieldWord, paperWord, valueWord } from './recordNames';

export interface ShownField {
  name: string;
  /** One line, or one for each entry of a list. */
  lines: string[];
}

/** A limit as it was told with an event; what the record leaves out has its usual value. */
export interface Told {
  kind: string;
  day_zero: string;
  due: string;
  count: number;
  unit: string;
  extended: number;
  stopped: boolean;
  provisional: boolean;
}

type Body = Record<string, unknown>;

const isObject = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** What a paper is called: as in the list of the matter's papers, else by the table of codes. */
export type PaperName = (code: string) => string;
export const paperNameOf =
  (listed: { code: string; name: string }[]): PaperName =>
  (code) =>
    paperWord(code, listed.find((paper) => paper.code === code)?.name);

function organ(value: Body): string {
  const department = text(value['department']);
  const region = text(value['region']);
  return department || (region ? regionName(region) : '');
}

function defectLine(defect: Body, paperName: PaperName): string {
  const expired = defect['expired'] === true ? w.value.case_field_expired : '';
  return [
    paperName(text(defect['paper'])) + expired,
    text(defect['fault']),
    text(defect['mending']),
  ]
    .filter(Boolean)
    .join('：');
}

function answerLine(given: Body, paperName: PaperName): string {
  const said = `${paperName(text(given['paper']))}：${text(given['answer'])}`;
  return given['mended'] === false ? `${said}${w.value.case_field_not_mended}` : said;
}

function fileLine(file: Body, paperName: PaperName): string {
  const paper = text(file['paper']);
  return [paper && paperName(paper), text(file['name'])].filter(Boolean).join('：');
}

function reusedLine(paper: Body, paperName: PaperName): string {
  const where = text(paper['document_no']) || text(paper['from_case']);
  return `${paperName(text(paper['paper']))}（${where}）`;
}

function listLine(name: string, value: unknown, paperName: PaperName): string {
  if (isObject(value)) {
    if (name === 'files') return fileLine(value, paperName);
    if (name === 'reused') return reusedLine(value, paperName);
    return name === 'defects' ? defectLine(value, paperName) : answerLine(value, paperName);
  }
  const entry = String(value);
  if (name === 'changed') return fieldWord(entry);
  if (name === 'tags') return valueWord('tags', entry) ?? entry;
  if (name === 'papers' || name === 'package' || name === 'gap_papers') return paperName(entry);
  return entry;
}

function wordOf(name: string, value: unknown): string {
  const known = valueWord(name, String(value));
  if (known) return known;
  if (typeof value === 'boolean') return value ? w.value.case_yes : w.value.case_no;
  const entry = String(value);
  if (name === 'flags') {
    return entry
      .split(/[\s,;]+/)
      .map((flag) => valueWord('flags', flag) ?? flag)
      .join('；');
  }
  // A seal tells nothing but that it is there; the whole of it stands in the proof.
  if (name.endsWith('_seal')) return `${entry.slice(0, 12)}…`;
  if (name === 'state') return stateWord(entry as State) ?? entry;
  if (name === 'matter') return matterName(entry);
  if (name === 'region' || name === 'project_region') return regionName(entry);
  if (name === 'field') return entry === 'legal_day' ? w.value.case_field_day : fieldWord(entry);
  return entry;
}

function requestLines(kept: string, paperName: PaperName): string[] {
  try {
    const body: unknown = JSON.parse(kept);
    if (!isObject(body)) return [kept];
    return shownFields(body, paperName).map(({ name, lines }) => `${name}：${lines.join('；')}`);
  } catch {
    return [kept];
  }
}

function linesOf(name: string, value: unknown, paperName: PaperName): string[] {
  if (Array.isArray(value)) {
    const lines = value.map((entry) => listLine(name, entry, paperName));
    return name === 'defects' || name === 'answers' || name === 'files'
      ? lines
      : [lines.join('、')];
  }
  if (name === 'asker' && isObject(value)) {
    return [[organ(value), text(value['name'])].filter(Boolean).join(' ')];
  }
  // A request's fields are the act's own, kept as one text.
  if (name === 'fields') return requestLines(String(value), paperName);
  if (isObject(value)) {
    return 'department' in value || 'region' in value ? [organ(value)] : [JSON.stringify(value)];
  }
  return [wordOf(name, value)];
}

/** The record sorts names by their bytes; people look for these first. */
const leading = ['project_name', 'project_code', 'unit_name', 'matter', 'holder', 'officer', 'to'];
function rankOf(name: string): number {
  const at = leading.indexOf(name);
  return at < 0 ? leading.length : at;
}

export function shownFields(body: Body, paperName: PaperName): ShownField[] {
  const ordered = Object.entries(body).sort(([a], [b]) => rankOf(a) - rankOf(b));
  return ordered.flatMap(([name, value]) => {
    // The form stands on the page by itself, with the titles of its fields.
    // What was told anew after a corrected day shows in the countdowns.
    if (name === 'told' || name === 'anew' || name === 'form' || value === '' || value === null)
      return [];
    if (name === 'row' && isObject(value)) return shownFields(value, paperName);
    return [{ name: fieldWord(name), lines: linesOf(name, value, paperName) }];
  });
}

export function toldOf(body: Body): Told[] {
  const told = body['told'];
  if (!Array.isArray(told)) return [];
  return told.filter(isObject).map((one) => {
    const limit = isObject(one['limit']) ? one['limit'] : {};
    return {
      kind: text(one['kind']) || 'initial_review',
      day_zero: text(one['day_zero']),
      due: text(one['due']),
      count: Number(limit['count'] ?? 0),
      unit: text(limit['unit']) || 'working_days',
      extended: Number(one['extended'] ?? 0),
      stopped: one['stopped'] === true,
      provisional: one['provisional'] === true,
    };
  });
}

/** The notes of a ledger row (`flags`), each in words. */
export function flagWords(flags: string): string[] {
  return flags
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((flag) => valueWord('flags', flag) ?? flag);
}

export const listWord = (list: string): string => valueWord('list', list) ?? list;
