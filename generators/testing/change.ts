import assert from 'node:assert/strict';

/** A text with one part replaced; it must contain `from` exactly once. */
export function change(text: string, from: string, to: string): string {
  assert.equal(text.split(from).length - 1, 1, `${JSON.stringify(from)} must be in the text once`);
  return text.replace(from, () => to);
}
