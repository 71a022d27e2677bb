// Names in a form that nobody is known by: an organ that no case or account is of, an officer of no
// case here. They may be right (somebody new), so they are asked about once; a name mistyped would
// send the case, or the question, to nobody.
import { answer, api } from '@/api/client';
import type { Field, Organ, Typed } from './actValues';

/** By field the name in doubt; where the names cannot be had, nothing is doubted. */
export async function doubtedNames(
  inputs: Field[],
  typed: Typed,
  officers: string[],
): Promise<Record<string, string>> {
  const doubts: Record<string, string> = {};
  const organField = inputs.find(({ kind }) => kind === 'organ');
  const organ = organField && (typed.values[organField.name] as Organ);
  const department = organ?.department.trim() ?? '';
  if (organField && organ && department) {
    try {
      const { organs } = await answer(
        api.GET('/api/v1/organs', { params: { query: { region: organ.region } } }),
      );
      const known = organs.some(
        (one) => one.region === organ.region && one.department === department,
      );
      if (!known) doubts[organField.name] = department;
    } catch {
      // Not to be had: the server judges alone.
    }
    return doubts; // Its officers are of another organ, whose names are not offered here.
  }
  for (const field of inputs) {
    if (!['officer', 'officers'].includes(field.kind) || officers.length === 0) continue;
    const names = [typed.values[field.name] ?? ''].flat().map((one) => String(one).trim());
    const unknown = names.filter((name) => name && !officers.includes(name));
    if (unknown.length > 0) doubts[field.name] = unknown.join('、');
  }
  return doubts;
}
