import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOlder } from './leastVersion.ts';

const cases: [least: string, older: readonly string[], recent: readonly string[]][] = [
  ['1.4.0', ['1.3.9', '0.9', '1', '1.3', '0.0.0', '1.3.12-beta'], ['1.4.0', '1.4', '1.10.0', '2.0.0', '10.3.9', '']],
  ['2.0.5', ['1.9.9', '2.0.4', '2', '2.0'], ['2.0.5', '2.0.10', '2.1', '20.0.0', 'x1.0.0', '2.0.5 1.0.0']],
  ['0.0.0', [], ['0.0.0', '1.0.0']],
];
for (const [least, older, recent] of cases) {
  // The whole value is matched by the expression itself: Traefik would be content with any part of it.
  test(`of versions, those before ${least} are older and no others`, () => {
    const expression = new RegExp(isOlder(least));
    for (const one of older) assert.ok(expression.test(one), `${one} is older`);
    for (const one of recent) assert.ok(!expression.test(one), `${one} is not`);
  });
}
