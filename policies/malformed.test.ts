import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { applyRules } from '../generators/judge/rules.ts';
import type { Resource } from '../generators/model/resource.ts';
import { runs } from '../generators/testing/runs.ts';
import { withIstio } from './example/gateways.ts';
import { caseViews, exampleObjects } from './example/index.ts';
import { withKong } from './example/kong.ts';
import { withPrometheus } from './example/prometheus.ts';
import * as systems from './example/systems.ts';
import { withTraefik } from './example/traefik.ts';
import { throughPooler } from './example/users.ts';
import { rules } from './index.ts';

/** Every path of a value, as keys. */
function pathsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => pathsOf(member, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...(value as object) };
  Object.assign(copy, { [key]: replaced((value as Record<string, unknown>)[key], rest, by) });
  return copy;
}

const strange = fc.oneof(
  fc.constantFrom(
    null,
    '',
    'text',
    0,
    -1,
    1.5,
    true,
    [],
    {},
    [null],
    [[]],
    ['text'],
    [0],
    { text: null },
    '25%',
    '1Gi',
  ),
  // An object with a member toString cannot be printed, so a rule fails on it with its own name: `applyRules` says that.
  fc.jsonValue({ maxDepth: 2 }).filter((value) => !/"(toString|valueOf)"/.test(JSON.stringify(value))),
);

interface Place {
  readonly object: Resource;
  readonly among: readonly Resource[];
}

/** Each object once, with the set it is in. */
const objects: readonly Place[] = [
  ...[...exampleObjects, ...Object.values(systems), ...throughPooler].map((object) => ({
    object,
    among: exampleObjects,
  })),
  ...[withIstio, withTraefik, withKong, withPrometheus].flatMap((among) =>
    among.filter((object) => !exampleObjects.includes(object)).map((object) => ({ object, among })),
  ),
];

test('no rule throws over an object that is not what its schema says', () => {
  const places = objects.flatMap(({ object }, index) =>
    // What identifies an object is always there: Kustomize refuses to build without it.
    pathsOf(object)
      .filter(([first, second]) => first !== undefined && !['apiVersion', 'kind'].includes(first) && second !== 'name')
      .filter((path) => path.join() !== 'metadata' && path.join() !== 'metadata,namespace')
      .map((path) => ({ index, path })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), strange, fc.boolean(), ({ index, path }, value, compared) => {
      const { object, among } = objects[index] as Place;
      const broken = replaced(object, path, value) as Resource;
      const views = caseViews({ title: '', objects: [broken], among, before: compared ? [object] : [broken] });
      assert.ok(Array.isArray(applyRules(rules, ...views)));
    }),
    { numRuns: runs(400) },
  );
});
