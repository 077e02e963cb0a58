import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

// What a rule says of a cluster is kept by the objects and facts that it sees, and by its code: it may depend on nothing
// else.

/** What is another thing at another time or on another machine. */
const elsewhere =
  /\bDate\b|\bperformance\.|\bprocess\.|Math\.random|\bcrypto\.random|node:(fs|os|child_process|timers)|\bfetch\(/;

/** What reads the rules and writes their documentation is none itself. */
const reading = ['registry.ts', 'readme.ts'];

test('rules know neither time nor machine', () => {
  const files = globSync('**/*.ts', { cwd: import.meta.dirname }).filter(
    (file) => !file.endsWith('.test.ts') && !reading.includes(file),
  );
  assert.ok(files.length > 100);
  const impure = files.filter((file) => elsewhere.test(readFileSync(join(import.meta.dirname, file), 'utf8')));
  assert.deepEqual(impure, []);
});

for (const text of [
  'const now = new Date();',
  'if (process.env.CI) return;',
  "import { readFileSync } from 'node:fs';",
]) {
  test(`a rule with ${text} is noticed`, () => assert.match(text, elsewhere));
}
