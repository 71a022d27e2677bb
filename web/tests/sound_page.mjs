// What holds of every page: a title, one heading, no fault in the console, nothing serious or critical
// found by axe, nothing that scrolls sideways.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';

/** Nothing scrolls sideways. */
export async function fits(page, name = 'the page') {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `${name}: ${over} px too wide`);
}

/**
 * Axe finds nothing serious or critical on the page or in one part of it. Asked in the page itself: by
 * default axe opens another one to sum up what it found in the frames of other origins, and we have none.
 */
export async function isAccessible(page, part = 'html', name = '') {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .include(part)
    .analyze();
  const serious = violations.filter(({ impact }) => /serious|critical/.test(impact ?? ''));
  assert.deepEqual(
    serious.map((v) => `${name} ${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`),
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
