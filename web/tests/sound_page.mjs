// What holds of every page: a title, one heading, no fault in the console, nothing serious or critical
// found by axe, nothing that scrolls sideways.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';

/** `expected`: faults in the console that the page is meant to meet. */
export async function assertSound(page, faults, expected) {
  assert.match(await page.title(), /起底/);
  assert.equal(await page.locator('h1').count(), 1);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => /serious|critical/.test(impact ?? ''));
  assert.deepEqual(
    serious.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`),
    [],
  );
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  assert.ok(over <= 0, `${over} px too wide`);
  assert.deepEqual(
    faults.filter((fault) => !expected.test(fault)),
    [],
  );
}
