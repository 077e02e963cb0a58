import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { examplePage, exampleReport } from '../testing/report.ts';
import { pageOf } from './document.ts';

const evil = `</script></style>--><img src=x onerror="alert(1)">'"&`;

/** The same report with something else in each of its texts. */
function everyText<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((member) => everyText(member, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, everyText(member, change)])) as T;
}

/** The tags of a page, without the values of their attributes. */
const tagsOf = (page: string) =>
  [...page.matchAll(/<\/?([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/gi)].map(([, name]) => name);

test('texts stay data: whatever they hold, the page has the same elements', () => {
  const page = examplePage();
  const words = new Set([
    'error',
    'warning',
    'kept',
    'partly',
    'person',
    'lost',
    'unknown',
    'active',
    'standby',
    'http',
    'grpc',
  ]);
  const kinds = new Set(['app', 'data', 'gateway', 'outside', 'callers']);
  const changed = pageOf(
    everyText(exampleReport(), (text) => (words.has(text) || kinds.has(text) ? text : `${text}${evil}`)),
  );
  assert.doesNotMatch(changed, /<img/);
  assert.equal(changed.split('</script>').length, 2);
  assert.equal(changed.split('</style>').length, 2);
  assert.deepEqual(tagsOf(changed).toSorted(), tagsOf(page).toSorted());
});

test('the page asks for nothing: no address of anything but its own parts, and a policy that has the hashes of both', () => {
  const page = examplePage();
  assert.deepEqual(
    [...page.matchAll(/\b(?:src|href|action|xlink:href)="([^"#][^"]*)"/g)].map(([, address]) => address),
    ['data:,'],
  );
  assert.doesNotMatch(page, /@import|url\(/);
  for (const [name, directive] of [
    ['style', 'style-src'],
    ['script', 'script-src'],
  ] as const) {
    const text = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(text).digest('base64');
    assert.ok(page.includes(`${directive} &#39;sha256-${hash}&#39;`), name);
  }
  assert.doesNotMatch(page, /<[^>]+\sstyle=/, 'styles of elements are forbidden by the policy');
});

test('every anchor leads somewhere, and every id is there once', () => {
  const page = examplePage();
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  assert.deepEqual(ids, [...new Set(ids)]);
  for (const [, anchor = ''] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(anchor), anchor);
});

test('the same report is the same page, byte for byte', () => {
  assert.equal(examplePage(), examplePage());
});

test('without a model the page has the findings alone, and says so', () => {
  const finding = {
    severity: 'error',
    code: 'unknown-key',
    about: ['overlays/fleet.yaml:3:1'],
    message: 'No.',
    fix: 'Yes.',
    in: [],
  } as const;
  const page = pageOf({ summary: 'nothing', environments: [], exceptions: [], findings: [finding] });
  assert.match(page, /unknown-key/);
  assert.match(page, /until the findings are mended/);
});
