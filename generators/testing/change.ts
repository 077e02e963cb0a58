import assert from 'node:assert/strict';

/** Text with one place changed; `from` must occur in it exactly once. */
export function change(text: string, from: string, to: string): string {
  assert.equal(text.split(from).length - 1, 1, `${JSON.stringify(from)} must stand in the text once`);
  return text.replace(from, () => to);
}
