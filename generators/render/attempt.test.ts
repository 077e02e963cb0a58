import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import type { Linked } from '../link/link.ts';
import type { App } from '../model/app.ts';
import { Failure } from '../model/finding.ts';
import type { Inputs } from '../model/inputs.ts';
import type { Resource } from '../model/resource.ts';
import { attemptRender } from './attempt.ts';

/** An app with this `render`. */
const linked = (render: App['render']): Linked => ({
  app: {
    name: 'shop',
    tier: 'backend',
    source: 'apps/shop.ts',
    settings: Type.Object({}),
    images: {},
    uses: {},
    ports: () => ({}),
    notes: () => [],
    render,
  },
  inputs: {} as Inputs,
});
const one: Resource = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one', namespace: 'backend' } };

test('a failure of a building block is a finding at the file that declares the app', () => {
  const refuse = () => {
    throw new Failure('shop scales on a queue that it does not use', 'Add the edge to its `uses`.');
  };
  assert.deepEqual(attemptRender(linked(refuse)), {
    resources: [],
    mistake: {
      code: 'app-not-renderable',
      severity: 'error',
      message: 'shop cannot be rendered: shop scales on a queue that it does not use.',
      fix: 'Add the edge to its `uses`.',
      at: { file: 'apps/shop.ts', line: 1, column: 1 },
    },
  });
});

test('two objects of one identity are such a mistake', () => {
  assert.match(
    attemptRender(linked(() => [one, one])).mistake?.message ?? '',
    /renders \/ConfigMap\/backend\/one twice/,
  );
});

test('an app that renders has its resources and no mistake', () => {
  assert.deepEqual(attemptRender(linked(() => [one])), { resources: [one] });
});

test('what is thrown and is no error comes from a declaration', () => {
  const broken = () => {
    throw null;
  };
  assert.equal(attemptRender(linked(broken)).mistake?.message, 'shop cannot be rendered: null was thrown.');
});

test('an error in the engine is about the declaration, and asks for a report where that is right', () => {
  const broken = linked(() => {
    throw new TypeError('x.map is not a function');
  });
  const declared = [{ schema: Type.Object({}), value: {}, at: new Error('declared here') }];
  const { mistake } = attemptRender({ ...broken, app: { ...broken.app, declared } });
  assert.equal(mistake?.message, 'shop cannot be rendered: x.map is not a function.');
  assert.match(mistake.fix, /defect of this tool/);
  assert.deepEqual(mistake.at, { file: 'apps/shop.ts', line: 1, column: 1 });
});

test('a defect of the tool in an app that declares nothing is thrown', () => {
  const broken = () => {
    throw new TypeError('x is undefined');
  };
  assert.throws(() => attemptRender(linked(broken)), TypeError);
});
