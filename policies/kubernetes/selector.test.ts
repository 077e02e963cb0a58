import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatSelector, type LabelSelector, matches, selectsAll } from './selector.ts';

const labels = { app: 'api', tier: 'backend' };
const expression = (key: string, operator: string, ...values: string[]): LabelSelector => ({
  matchExpressions: [values.length > 0 ? { key, operator, values } : { key, operator }],
});

describe('a label selector', () => {
  for (const [selector, met] of [
    [undefined, true],
    [{}, true],
    [{ matchLabels: { app: 'api' } }, true],
    [{ matchLabels: { app: 'api', tier: 'data' } }, false],
    [{ matchLabels: { missing: 'x' } }, false],
    [expression('app', 'In', 'api', 'worker'), true],
    [expression('app', 'In', 'worker'), false],
    [expression('missing', 'In', 'worker'), false],
    [expression('app', 'NotIn', 'api'), false],
    [expression('app', 'NotIn', 'worker'), true],
    [expression('missing', 'NotIn', 'worker'), true],
    [expression('app', 'Exists'), true],
    [expression('missing', 'Exists'), false],
    [expression('app', 'DoesNotExist'), false],
    [expression('missing', 'DoesNotExist'), true],
    [expression('app', 'Like', 'api'), false],
    [{ matchLabels: { app: 'api' }, ...expression('tier', 'NotIn', 'backend') }, false],
  ] as const satisfies readonly (readonly [LabelSelector | undefined, boolean])[]) {
    const name = formatSelector(selector);
    it(`${name} ${met ? 'meets' : 'does not meet'} app=api, tier=backend`, () => {
      assert.equal(matches(selector, labels), met);
      assert.equal(selectsAll(selector), name === 'everything');
    });
  }
});
