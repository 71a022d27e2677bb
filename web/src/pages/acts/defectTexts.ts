// Faults and how to mend them, to be used again: the usual ones, and those that this person wrote
// before, newest first. They stay in this browser.
import type { DefectRow } from './actValues';

export interface DefectText {
  fault: string;
  mending: string;
}

const usual: DefectText[] = [
  { fault: '未提交', mending: '请补交原件扫描件，加盖单位公章' },
  { fault: '未加盖公章或未签字', mending: '请由法定代表人签字并加盖公章后重新提交' },
  { fault: '已过有效期', mending: '请提交在有效期内的文件' },
  { fault: '内容与其他材料不一致', mending: '请核对并统一后重新提交，附一句话说明' },
  { fault: '缺页或扫描不清', mending: '请提交完整、清晰的彩色扫描件' },
  { fault: '不符合规定格式', mending: '请按事项办事指南所附格式重新填写' },
];
const key = 'defect-texts';
const most = 40;

function isText(value: unknown): value is DefectText {
  const text = value as DefectText | null;
  return typeof text?.fault === 'string' && typeof text.mending === 'string';
}

function own(): DefectText[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isText) : [];
  } catch {
    return []; // Written by something else, or storage is closed: the usual ones stay.
  }
}

export function defectTexts(): DefectText[] {
  const mine = own();
  return [...mine, ...usual.filter((one) => !mine.some((kept) => kept.fault === one.fault))];
}

/** Keeps what was told, after it has been told. */
export function rememberDefects(rows: DefectRow[]): void {
  const fresh = rows
    .map(({ fault, mending }) => ({ fault: fault.trim(), mending: mending.trim() }))
    .filter(({ fault, mending }) => fault && mending);
  const older = own().filter((kept) => !fresh.some((one) => one.fault === kept.fault));
  try {
    localStorage.setItem(key, JSON.stringify([...fresh, ...older].slice(0, most)));
  } catch {
    // A full or closed storage must not stand in the way of the act, which is done.
  }
}
