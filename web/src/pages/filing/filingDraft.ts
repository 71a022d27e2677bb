// What a filing holds while it is being written, and the body that is sent. Where drafts are kept:
// keptDrafts.ts.
import { paperWord } from '@/pages/case/recordNames';
import type { FileRef } from '@/pages/uploads/uploading';
import type { Reused } from '@/pages/between/reused';
import { sentValues } from '@/forms/formSchema';
import type { FormSchema, Values } from '@/forms/formSchema';
import type { Matter } from '@/ui/catalogue';

/** The parts of a filing that say which project it is for. */
export type Project = Pick<Filing, 'projectName' | 'projectCode' | 'projectRegion'>;

export interface Filing {
  unitName: string;
  unitCode: string;
  onPaper: boolean;
  paperDay: string;
  projectName: string;
  projectCode: string;
  projectRegion: string;
  matter: string;
  region: string;
  department: string;
  papers: string[];
  files: FileRef[];
  reused: Reused[];
  remark: string;
  /** Which part of the project it is for, where the project has an open case of this matter. */
  part: string;
  contactName: string;
  contactPhone: string;
  /** Who decides: this level (none), or one above after a review here or without. */
  power: 'none' | 'first_review' | 'plain';
  upperRegion: string;
  upperDepartment: string;
  /** Which of the catalogue's tiers the unit says is its own; another organ than it names, and why. */
  tier: string;
  otherOrgan: boolean;
  organReason: string;
  /** The version of the matter that was being filled in; 0 while none is chosen. */
  version: number;
  /** What was filled in, by matter, so that a change of mind loses nothing. */
  forms: Record<string, Values>;
}

export const emptyFiling = (projectRegion = ''): Filing => ({
  unitName: '',
  unitCode: '',
  onPaper: false,
  paperDay: '',
  projectName: '',
  projectCode: '',
  projectRegion,
  matter: '',
  region: '',
  department: '',
  papers: [],
  files: [],
  reused: [],
  remark: '',
  part: '',
  contactName: '',
  contactPhone: '',
  power: 'none',
  upperRegion: '',
  upperDepartment: '',
  tier: '',
  otherOrgan: false,
  organReason: '',
  version: 0,
  forms: {},
});

/** YYMM-region-XX-XX-number, as the national platform gives them. */
export const isNationalCode = (code: string): boolean =>
  /^\d{4}-\d{6}-\d{2}-\d{2}-\d{5,6}$/.test(code.trim());

/** The form of the chosen matter; null where it has none. */
export const formOf = (matter: Matter | undefined): FormSchema | null =>
  (matter?.form ?? null) as FormSchema | null;

/** The remark as the department reads it: first which part of the project this is. */
export const remarkOf = ({ part, remark }: Pick<Filing, 'part' | 'remark'>): string =>
  [part.trim() && `另一部分：${part.trim()}`, remark.trim()].filter(Boolean).join('；');

export function bodyOf(
  filing: Filing,
  forOthers: boolean,
  form: FormSchema | null,
): Record<string, unknown> {
  const body: Record<string, unknown> = {
    matter: filing.matter,
    region: filing.region,
    department: filing.department.trim(),
    project_name: filing.projectName.trim(),
    papers: filing.papers,
  };
  const put = (name: string, text: string) => {
    if (text.trim()) body[name] = text.trim();
  };
  if (filing.files.length) {
    body['files'] = filing.files.map(({ file, paper }) => ({ file, paper }));
  }
  if (filing.reused.length) body['reused'] = filing.reused;
  put('project_code', filing.projectCode);
  put('project_region', filing.projectRegion);
  put('remark', remarkOf(filing));
  if (filing.otherOrgan) put('organ_reason', filing.organReason);
  put('contact_name', filing.contactName);
  put('contact_phone', filing.contactPhone);
  if (filing.power !== 'none') {
    put('power', filing.power);
    put('upper_region', filing.upperRegion);
    put('upper_department', filing.upperDepartment);
  }
  const values = form ? sentValues(form, filing.forms[filing.matter] ?? {}) : {};
  if (Object.keys(values).length > 0) body['form'] = values;
  if (forOthers) {
    put('unit_name', filing.unitName);
    put('unit_code', filing.unitCode.toUpperCase());
    if (filing.onPaper) {
      body['on_paper'] = true;
      put('legal_day', filing.paperDay);
    }
  }
  return body;
}

/** Ticks and files of papers that the matter does not ask for are dropped. */
export function keepPapersOf(filing: Filing, matter: Matter | undefined): void {
  const codes = matter?.papers.map((paper) => paper.code) ?? [];
  filing.papers = filing.papers.filter((paper) => codes.includes(paper));
  filing.files = filing.files.filter(({ paper }) => codes.includes(paper));
}
export const lackingPapers = (matter: Matter | undefined, papers: string[]): string[] =>
  (matter?.papers ?? [])
    .filter((paper) => paper.mandatory && !papers.includes(paper.code))
    .map((paper) => paperWord(paper.code, paper.name));
