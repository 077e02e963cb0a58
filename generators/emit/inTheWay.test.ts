import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createInTheWay } from './inTheWay.ts';
import { outline } from './outline.ts';
import { planOf } from './testing/scratch.ts';

const plan = planOf({ 'base/api/service.yaml': '', 'base/é': '' });
const isInTheWay = createInTheWay(outline(plan, plan.separate, []));

describe('what must be removed before planned files can be written', () => {
  for (const [path, expected] of [
    ['base/api', true],
    ['base/api/service.yaml', true],
    ['base/api/service.yaml/deeper/file', true],
    ['base/api/Service.yaml', true],
    ['base/API', true],
    ['base/API/stale.yaml', true],
    ['base/API/deeper/stale.yaml', true],
    ['base/e\u0301', true],
    ['base/api/stale.yaml', false],
    ['base/api/deeper/service.yaml', false],
    ['base/api-2/service.yaml', false],
  ] as const) {
    it(`${path}: ${expected ? 'yes' : 'no'}`, () => assert.equal(isInTheWay(path), expected));
  }
});
