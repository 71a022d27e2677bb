// What a filing cannot be sent without, each with its word at the field.
import { uploadWords } from '@/pages/uploads/uploadWords';
import { isCreditCode } from './creditCode';
import type { Filing } from './filingDraft';
import { filingWords as w } from './filingWords';

interface Around {
  /** Whoever is not the unit himself says for whom he files. */
  forOthers: boolean;
  openCases: number;
  refusedFiles: number;
  /** Another organ than the catalogue's tiers name. */
  isOther: boolean;
}

export type FilingLacks = Partial<Record<keyof Filing, string>>;

export function lacksOf(filing: Filing, around: Around): FilingLacks {
  const found: FilingLacks = {};
  if (around.forOthers && !filing.unitName.trim()) found.unitName = w.value.new_fill;
  if (around.forOthers && !filing.unitCode.trim()) found.unitCode = w.value.new_fill;
  else if (around.forOthers && !isCreditCode(filing.unitCode)) {
    found.unitCode = w.value.new_unit_code_odd;
  }
  if (!filing.projectName.trim()) found.projectName = w.value.new_fill;
  if (!filing.projectRegion) found.projectRegion = w.value.new_choose;
  if (!filing.matter) found.matter = w.value.new_choose;
  if (around.openCases && !filing.part.trim()) found.part = w.value.new_fill;
  if (filing.projectRegion && !filing.department.trim()) found.department = w.value.new_choose;
  if (filing.files.some(({ whole }) => !whole)) found.files = uploadWords.value.up_unfinished;
  if (around.refusedFiles > 0) found.files = uploadWords.value.up_refused;
  if (around.isOther && !filing.organReason.trim()) found.organReason = w.value.new_fill;
  if (filing.power !== 'none' && !filing.upperDepartment.trim()) {
    found.upperDepartment = w.value.new_choose;
  }
  if (filing.contactPhone && !/^[\d+() -]{7,30}$/.test(filing.contactPhone)) {
    found.contactPhone = w.value.new_contact_odd;
  }
  return found;
}
