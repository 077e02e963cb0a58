import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { kustomizeBuild } from '../layer/testing/kustomize.ts';
import { unprintable } from './unprintable.ts';
import { printYaml } from './yaml.ts';

/** Strings that some version of YAML, or Go's library, reads as another type when they are not quoted. */
const nasty = [
  ...[
    '',
    ' ',
    'a ',
    ' a',
    '~',
    '=',
    '<<',
    '-',
    '- a',
    '?',
    '? a',
    ':',
    'a:',
    'a: b',
    '#',
    'a #b',
    '---',
    '...',
    '!',
    '!a',
  ],
  ...['&a', '*a', '|', '>', '%', '@', '`', '"', "'", `'"`, '\\', '[a]', '{a}', '{}', '[]', ',', 'a,b', "it's"],
  ...[
    'y',
    'Y',
    'n',
    'yes',
    'Yes',
    'no',
    'NO',
    'on',
    'On',
    'off',
    'true',
    'False',
    'null',
    'Null',
    'nan',
    '.nan',
    '.inf',
  ],
  ...[
    '0',
    '-1',
    '+1',
    '007',
    '0o10',
    '0x1F',
    '0b11',
    '1_000',
    '_1',
    '1.5',
    '1.',
    '.5',
    '1e3',
    '1E+3',
    '.e1',
    'e-0',
    'E+5',
    '1.2.3',
  ],
  ...[
    '12:30',
    '12:30:45',
    '190:20:30.15',
    '2026-11-22',
    '2026-11-22T10:00:00Z',
    '2001-12-14 21:59:43.10',
    '1,000',
    '0x1p4',
  ],
  ...['10m', '512Mi', '25%', '10.0.0.0/8', '::1', '2001:db8::/32', '1e3m', 'a: |', 'key=value', '-Xmx1g', '$(A)', '$A'],
  ...[
    '\n',
    'a\n',
    'a\n\n',
    '\na',
    'a\nb',
    'a\nb\n',
    ' a\nb',
    'a\n  b\n',
    'a \nb',
    '\ta\nb',
    'a\n\tb\n',
    'a\r\nb',
    'a\n---\nb\n',
  ],
  ...[
    '\t',
    'a\tb',
    '\u0000',
    '\u0007',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\ufeff',
    'é',
    '日本',
    '😀',
    '\u001b[0m',
  ],
  ...['a\n#b', '# a\n', '- a\n- b', '{\n}', 'a\n\n\nb', 'x'.repeat(300), `${'long words '.repeat(40)}end`, '__proto__'],
];
const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ maxLength: 30 }),
);
const key = fc.oneof(fc.constantFrom(...nasty.filter((value) => value !== '__proto__')), fc.string({ maxLength: 12 }));
const scalar = fc.oneof(
  text,
  text,
  fc.integer(),
  fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

test('documents look as people write them', () => {
  const value = {
    spec: { list: [1, 'a', ['x', [], {}], { name: 'a', env: [{ name: 'B', value: 'yes' }] }], none: {}, nothing: null },
    script: '#!/bin/sh\nset -e\n\necho "$1"\n',
    notes: 'first\n  second',
    rule: 'sum(rate(requests{code=~"5.."}[5m])) > 1.5',
    image: 'ghcr.io/example/api:1.10@sha256:00ff',
    gone: undefined,
    metadata: { name: 'a', annotations: { 'example.com/on': 'on' } },
    kind: 'Kind',
    apiVersion: 'v1',
    sizes: ['100m', '512Mi', '25%', '10.0.0.0/8', '1.35', '0755', 0.5, 1e21, -0],
  };
  assert.equal(
    printYaml(value),
    `apiVersion: v1
kind: Kind
metadata:
  name: a
  annotations:
    example.com/on: "on"
spec:
  list:
    - 1
    - a
    - - x
      - []
      - {}
    - name: a
      env:
        - name: B
          value: "yes"
  none: {}
  nothing: null
script: |
  #!/bin/sh
  set -e

  echo "$1"
notes: |-
  first
    second
rule: 'sum(rate(requests{code=~"5.."}[5m])) > 1.5'
image: ghcr.io/example/api:1.10@sha256:00ff
sizes:
  - 100m
  - 512Mi
  - 25%
  - 10.0.0.0/8
  - "1.35"
  - "0755"
  - 0.5
  - 1.0e+21
  - 0
`,
  );
});

for (const version of ['1.1', '1.2'] as const) {
  test(`what is printed reads back the same under YAML ${version}`, () => {
    for (const value of nasty) assertSame({ [value === '__proto__' ? 'a' : value]: [value] }, version);
    fc.assert(
      fc.property(tree, (value) => assertSame(value, version)),
      { numRuns: 2000 },
    );
  });
}

test('what is printed reads back the same in Kustomize, as ConfigMap data', async () => {
  // Keys that cannot be tested: Kustomize drops a key `<<`, quoted or not; Node.js 26 reads a key `\\` for another that
  // JSON escapes.
  const possible = (name: string) => name !== '<<' && !name.includes('\\');
  const printable = (value: string) => !unprintable.test(value);
  const names = key.filter((name) => possible(name) && printable(name));
  const dictionaries = fc.dictionary(names, text.filter(printable), { noNullPrototype: true });
  const data = [
    Object.fromEntries(nasty.filter(printable).map((value, i) => [`key-${i}`, value])),
    Object.fromEntries(
      nasty.filter((name) => possible(name) && printable(name) && name !== '__proto__').map((name) => [name, 'a']),
    ),
    ...fc.sample(dictionaries, 200),
  ];
  const objects = data.map((members, i) => {
    const name = `config-${String(i).padStart(5, '0')}`;
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: members };
  });
  const files = objects.map((value, i) => ({ name: `${i}.yaml`, value }));
  const kustomization = { name: 'kustomization.yaml', value: { resources: files.map(({ name }) => name) } };
  const [built] = await kustomizeBuild(new Map([['.', [kustomization, ...files]]]), ['.']);
  assert.equal(built?.error, undefined);
  for (const [i, object] of objects.entries()) assert.deepEqual(built?.objects[i], object, printYaml(object));
});

test('values that JSON cannot represent are refused', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, Symbol('a')])
    assert.throws(() => printYaml({ value }), TypeError);
});

function assertSame(value: unknown, version: '1.1' | '1.2'): void {
  const printed = printYaml(value);
  const read = parse(printed, { version, uniqueKeys: true, maxAliasCount: 0 });
  assert.deepEqual(read, value, printed);
}
