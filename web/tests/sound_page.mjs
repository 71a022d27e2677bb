// What holds of every page: a title, one heading, no fault in the console, nothing serious or critical
// found by axe, nothing that scrolls sideways.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Nothing scrolls sideways. */
export async function fits(page, name = 'the page') {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `${name}: ${over} px too wide`);
}

/**
 * Runs in the page: what axe finds in one part of it. The contrast of text takes axe most of its
 * time, and the cells of a table's column mostly look the same: of all that have the same colour, size and
 * weight on the same ground, in elements of the same classes all the way up, it is asked for the first.
 */
async function violationsOf(part) {
  const places = new Map();
  const placeOf = (element) => {
    if (!element) return '';
    if (!places.has(element)) {
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element);
      const own = [element.tagName, element.className, backgroundColor, backgroundImage];
      places.set(element, [placeOf(element.parentElement), ...own, opacity, filter].join(' '));
    }
    return places.get(element);
  };
  const hasText = (element) =>
    /^(A|INPUT|SELECT|TEXTAREA)$/.test(element.tagName) ||
    [...element.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
  const looks = new Map();
  for (const element of document.querySelector(part).querySelectorAll('*')) {
    if (!hasText(element) || !element.checkVisibility()) continue;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const look = [placeOf(element), color, fontSize, fontWeight, textShadow].join(' ');
    if (!looks.has(look)) looks.set(look, element);
  }
  const mark = 'data-first-of-its-look';
  for (const element of looks.values()) element.setAttribute(mark, '');
  window.axe.configure({
    rules: [
      { id: 'color-contrast', selector: `[${mark}]` },
      { id: 'link-in-text-block', selector: `a[href][${mark}]` },
    ],
  });
  const { violations } = await window.axe.run(part, { resultTypes: ['violations'] });
  for (const element of looks.values()) element.removeAttribute(mark);
  return violations.map(({ id, impact, nodes }) => ({
    id,
    impact,
    at: nodes.map((n) => n.target),
  }));
}

/** Axe finds nothing serious or critical on the page or in one part of it. */
export async function isAccessible(page, part = 'html', name = '') {
  await page.evaluate(`window.axe ?? (() => {${axe}})()`);
  const violations = await page.evaluate(violationsOf, part);
  const serious = violations.filter(({ impact }) => /serious|critical/.test(impact ?? ''));
  assert.deepEqual(
    serious.map(({ id, at }) => `${name} ${id}: ${at.join(' ')}`),
    [],
  );
}

export async function fitsAndIsAccessible(page, part) {
  await fits(page);
  await isAccessible(page, part);
}

/** `expected`: faults in the console that the page is meant to meet. */
export async function assertSound(page, faults, expected) {
  assert.match(await page.title(), /起底/);
  assert.equal(await page.locator('h1').count(), 1);
  await fitsAndIsAccessible(page);
  assert.deepEqual(
    faults.filter((fault) => !expected.test(fault)),
    [],
  );
}
