import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AppMap, MapNode } from '../model/report.ts';
import { columnsOf } from './columns.ts';
import { type Drawing, narrowDrawing, wideDrawing } from './layout.ts';

const node = (name: string, group: string, kind: MapNode['kind'] = 'app'): MapNode => ({ name, group, kind, also: [] });
const edge = (from: string, to: string) => ({ from, to, by: [] });

const maps = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
    kinds: fc.array(fc.constantFrom<MapNode['kind']>('app', 'data', 'gateway'), { minLength: 8, maxLength: 8 }),
    calls: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 60 }),
  })
  .map(({ sizes, kinds, calls }): AppMap => {
    const nodes = sizes.flatMap((size, group) =>
      Array.from({ length: size }, (_, index) => node(`app-${group}-${index}`, `tier-${group}`, kinds[group])),
    );
    const name = (index: number) => nodes[index % nodes.length]?.name ?? '';
    return { nodes, edges: calls.map(([from, to]) => edge(name(from), name(to))), apart: [] };
  });

const overlap = (a: Drawing['nodes'][number], b: Drawing['nodes'][number]) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

for (const [name, draw] of [
  ['wide', wideDrawing],
  ['narrow', narrowDrawing],
] as const) {
  test(`${name}: any apps and calls have their boxes inside, none on another, and a line for each call of another app`, () => {
    fc.assert(
      fc.property(maps, (map) => {
        const { width, height, nodes, groups, lines } = draw(map);
        assert.equal(nodes.length, map.nodes.length);
        for (const box of [...nodes, ...groups]) {
          assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height);
        }
        assert.ok(nodes.every((one, index) => nodes.slice(index + 1).every((other) => !overlap(one, other))));
        assert.equal(lines.length, map.edges.filter(({ from, to }) => from !== to).length);
        assert.ok(lines.every(({ path }) => !path.includes('NaN')));
      }),
      { numRuns: 60 },
    );
  });
}

const shop: AppMap = {
  nodes: [
    node('users', 'data', 'data'),
    node('auth', 'identity'),
    node('api', 'backend'),
    node('gateway', 'gateways', 'gateway'),
    node('phone', 'callers', 'callers'),
    node('mail', 'outside', 'outside'),
    node('alone', 'backend'),
  ],
  edges: [
    edge('phone', 'gateway'),
    edge('gateway', 'api'),
    edge('api', 'auth'),
    edge('auth', 'users'),
    edge('api', 'mail'),
  ],
  apart: ['alone'],
};

test('columns go from callers by gateways and apps to data and what is outside; who is called stands behind', () => {
  assert.deepEqual(
    columnsOf(shop).map((groups) => groups.map(({ name, nodes }) => [name, nodes.map((one) => one.name)])),
    [
      [['callers', ['phone']]],
      [['gateways', ['gateway']]],
      [['backend', ['api']]],
      [['identity', ['auth']]],
      [['data', ['users']]],
      [['outside', ['mail']]],
    ],
  );
});

test('a line that passes a column keeps off its nodes', () => {
  const { nodes, lines } = wideDrawing(shop);
  const path = lines.find(({ to }) => to === 'mail')?.path ?? '';
  // A passage is the height at which a curve ends and a straight line goes on.
  const passages = [...path.matchAll(/C\S+ \S+ \S+ \S+ (\S+) ([\d.]+)H/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
  assert.equal(passages.length, 2);
  for (const { x, y } of passages) {
    const crossed = nodes.filter((box) => box.x >= x && box.x <= x + 20 && y > box.y && y < box.y + box.height);
    assert.deepEqual(crossed, []);
  }
});

test('nodes that are connected come to lie beside each other', () => {
  const groups = ['one', 'two', 'three'];
  const nodes = [
    ...groups.map((name) => node(name, 'backend')),
    ...groups.map((name) => node(`${name}-data`, 'data', 'data')).toReversed(),
  ];
  const [apps, data] = columnsOf({ nodes, edges: groups.map((name) => edge(name, `${name}-data`)), apart: [] });
  const names = (column: typeof apps) => column?.flatMap((group) => group.nodes.map(({ name }) => name));
  assert.deepEqual(
    names(data),
    names(apps)?.map((name) => `${name}-data`),
  );
});
