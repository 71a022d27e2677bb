// A draft as the flat values of its form, and back as what is sent. What the form does not show (such
// as the order of limits in law) is carried along unchanged.
import type { Schema } from '@/api/client';
import { sentValues } from '@/forms/formSchema';
import type { Values } from '@/forms/formSchema';
import { draftParts } from './draftForm';
import { compactForm } from './formText';

type Draft = Schema['MatterDraft'];
type Basis = Schema['Basis'];

const split = (text: unknown): string[] =>
  String(text ?? '')
    .split(/[、,，;；\s]+/)
    .filter(Boolean);
const text = (value: unknown): string => String(value ?? '').trim();

function basisValues(prefix: string, basis: Basis): Values {
  return {
    [`${prefix}_text`]: basis.text,
    [`${prefix}_confidence`]: basis.confidence,
    [`${prefix}_note`]: basis.note,
  };
}

export function valuesOf(draft: Draft): Values {
  const one = draft.version;
  return {
    name: one.name,
    line: one.line,
    kind: one.kind,
    valid_from: one.valid_from.startsWith('0') ? '' : one.valid_from,
    backdated_reason: draft.backdated_reason,
    reason: draft.reason,
    aliases: draft.aliases.join('、'),
    note: one.note,
    statutory_count: one.statutory.unit === 'at_once' ? '' : one.statutory.count,
    statutory_unit: one.statutory.unit,
    statutory_from: one.statutory_from,
    promised_count: one.promised.unit === 'at_once' ? '' : one.promised.count,
    promised_unit: one.promised.unit,
    extension_cap: one.extension_cap,
    extension_by: one.extension_by,
    correction_count: one.correction?.count ?? '',
    silence: one.silence,
    joint: one.joint,
    promise_allowed: one.promise_allowed,
    gap_allowed: one.gap_allowed,
    ...basisValues('statutory', one.statutory_basis),
    ...basisValues('promised', one.promised_basis),
    ...basisValues('extension', one.extension_basis),
    ...basisValues('papers', one.papers_basis),
    ...basisValues('power', one.power),
    ...basisValues('validity', one.validity),
    papers: one.papers.map((paper) => ({ ...paper })),
    tiers: one.tiers.map(({ basis, ...tier }) => ({
      ...tier,
      ...basis,
      level: String(tier.level),
      regions: tier.regions.join('、'),
      excepted: tier.excepted.join('、'),
    })),
    prerequisites: one.prerequisites.map(({ matter, basis }) => ({ matter, ...basis })),
    documents: one.documents.join('、'),
    pause_grounds: one.pause_grounds.map(({ code, name, cap_days, basis, confidence }) => ({
      code,
      name,
      cap_days,
      basis,
      confidence,
    })),
  };
}

const limit = (values: Values, name: string) => {
  const unit = text(values[`${name}_unit`]) || 'working_days';
  return { unit, count: unit === 'at_once' ? 0 : Number(values[`${name}_count`] ?? 0) };
};
const basis = (values: Values, name: string): Basis => ({
  text: text(values[`${name}_text`]),
  confidence: (text(values[`${name}_confidence`]) || 'U') as Basis['confidence'],
  note: text(values[`${name}_note`]),
});
const rows = (values: Values, name: string): Values[] =>
  Array.isArray(values[name]) ? (values[name] as Values[]) : [];
const rowBasis = (row: Values) => ({
  text: text(row['text']),
  confidence: text(row['confidence']) || 'U',
  note: text(row['note']),
});

/** What is sent: the draft's version with what stands in the form. */
export function proposedOf(draft: Draft, typed: Values, form: string): Schema['ProposedVersion'] {
  const values: Values = Object.assign(
    {},
    ...draftParts.map(({ schema }) => sentValues(schema, typed)),
  );
  // Notes of a basis that no part asks for stay as they were.
  const kept = (name: string) => ({ [`${name}_note`]: typed[`${name}_note`] });
  Object.assign(values, kept('extension'), kept('papers'), kept('power'), kept('validity'));
  const version: Values = {
    ...draft.version,
    matter: draft.matter,
    name: text(values['name']),
    line: text(values['line']),
    kind: text(values['kind']),
    note: text(values['note']),
    valid_from: values['valid_from'],
    statutory: limit(values, 'statutory'),
    promised: limit(values, 'promised'),
    statutory_from: values['statutory_from'] ?? 'acceptance',
    statutory_basis: basis(values, 'statutory'),
    promised_basis: basis(values, 'promised'),
    extension_basis: basis(values, 'extension'),
    extension_cap: Number(values['extension_cap'] ?? 0),
    extension_by: text(values['extension_by']),
    papers_basis: basis(values, 'papers'),
    power: basis(values, 'power'),
    validity: basis(values, 'validity'),
    silence: values['silence'] ?? 'nothing',
    joint: values['joint'] === true,
    promise_allowed: values['promise_allowed'] === true,
    gap_allowed: values['gap_allowed'] === true,
    // Untouched, a name that has a 、 of its own stays whole.
    documents:
      text(values['documents']) === draft.version.documents.join('、')
        ? draft.version.documents
        : split(values['documents']),
    papers: rows(values, 'papers').map((row) => ({ mandatory: false, ...row })),
    tiers: rows(values, 'tiers').map((row) => ({
      level: Number(row['level'] ?? 3),
      threshold: text(row['threshold']),
      regions: split(row['regions']),
      excepted: split(row['excepted']),
      reached_when: text(row['reached_when']),
      basis: rowBasis(row),
    })),
    prerequisites: rows(values, 'prerequisites').map((row) => ({
      matter: text(row['matter']),
      basis: rowBasis(row),
    })),
    pause_grounds: rows(values, 'pause_grounds'),
    form: compactForm(form),
  };
  if (values['correction_count'] !== undefined) {
    version['correction'] = { unit: 'working_days', count: Number(values['correction_count']) };
  } else {
    delete version['correction'];
  }
  for (const day of ['valid_from', 'valid_to']) {
    if (!version[day]) delete version[day];
  }
  return {
    version,
    aliases: String(values['aliases'] ?? '')
      .split(/[、,，;；]+/)
      .map((one) => one.trim())
      .filter(Boolean),
    reason: text(values['reason']),
    backdated_reason: text(values['backdated_reason']),
  };
}

/** From the server's name of a field to the form's: "papers/2/code" stands, "statutory" is a count. */
export function fieldOf(path: string): string {
  const [first = '', at, cell, inner] = path.split('/');
  if (first.endsWith('_basis')) return `${first.slice(0, -'_basis'.length)}_text`;
  if (first === 'statutory' || first === 'promised' || first === 'correction') {
    return `${first}_count`;
  }
  if (at !== undefined && cell === 'basis' && first !== 'pause_grounds') {
    return `${first}/${at}/${inner ?? 'text'}`;
  }
  return path;
}
