// The text of a matter's form: read for the table of fields, or why it can only be edited raw; printed
// for reading, and compact as it is sent.
import type { FormSchema } from '@/forms/formSchema';

export type Json = Record<string, unknown>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
const isChoices = (value: unknown): boolean => value === undefined || isTexts(value);

/** The form as JSON, or why it can only be edited raw: `json` (with the parser's word) or `shape`. */
export function readForm(source: string): { schema?: FormSchema; fault?: string; why?: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source);
  } catch (failure) {
    return { fault: 'json', why: failure instanceof Error ? failure.message : '' };
  }
  const shape = (why: string) => ({ fault: 'shape', why });
  if (!isObject(parsed) || !isObject(parsed['properties'])) return shape('properties');
  if (parsed['required'] !== undefined && !isTexts(parsed['required'])) return shape('required');
  for (const [name, property] of Object.entries(parsed['properties'])) {
    if (!isObject(property)) return shape(name);
    const inner = isObject(property['items']) ? property['items'] : {};
    if (!isChoices(property['enum']) || !isChoices(inner['enum'])) return shape(`${name}/enum`);
    if (inner['type'] === 'object' && !isObject(inner['properties'])) return shape(`${name}/items`);
  }
  const conditions = parsed['allOf'] ?? [];
  if (!Array.isArray(conditions)) return shape('allOf');
  for (const [at, one] of conditions.entries()) {
    const asked = isObject(one) ? one['if'] : undefined;
    if (!isObject(asked) || !isObject(asked['properties'])) return shape(`allOf/${at}`);
    if (Object.values(asked['properties']).some((rule) => !isObject(rule))) {
      return shape(`allOf/${at}/if`);
    }
    if (asked['required'] !== undefined && !isTexts(asked['required'])) {
      return shape(`allOf/${at}/if`);
    }
    for (const branch of ['then', 'else']) {
      const found = (one as Json)[branch];
      const sound =
        found === undefined ||
        (isObject(found) &&
          (found['required'] === undefined || isTexts(found['required'])) &&
          (found['properties'] === undefined || isObject(found['properties'])));
      if (!sound) return shape(`allOf/${at}/${branch}`);
    }
  }
  return { schema: parsed as unknown as FormSchema };
}

/** As it stands in the raw view, and compact as it is sent; what is not JSON stays as it was typed. */
export function prettyForm(source: string): string {
  return reprinted(source, 2);
}
export function compactForm(source: string): string {
  return reprinted(source, 0);
}
function reprinted(source: string, indent: number): string {
  try {
    return JSON.stringify(JSON.parse(source), null, indent);
  } catch {
    return source.trim();
  }
}
