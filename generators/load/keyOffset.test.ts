import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOffset } from './keyOffset.ts';

const text = `
// resources: { memory: 'of a comment' }
export const shop = service(names.shop, {
  source: here(import.meta),
  title: \`resources: \${{ resources: 1 }.resources} {\`,
  path: /[{(]/.source,
  scale: { min: 2, on: [requestsPerSecond(80), { memory: 1 }] },
  resources: { cpu: '1', 'memory': '512MB' },
  env: ({ uses }) => ({ PORT: 8080, uses }),
});
const resources = { memory: 'of something else' };
`;
const call = text.indexOf('service(');

const cases: [title: string, path: (string | number)[], found: string][] = [
  ['a key', ['resources'], "resources: { cpu: '1'"],
  ['a key inside it, in quotes', ['resources', 'memory'], "'memory': '512MB'"],
  ['an item of a list', ['scale', 'on', 1], '{ memory: 1 }'],
  ['the first item', ['scale', 'on', 0], 'requestsPerSecond(80)'],
  ['a key of what a function returns', ['env', 'PORT'], 'PORT: 8080'],
  ['of a path that ends too early, its last key', ['scale', 'on', 7], 'on: ['],
  ['of a path that is not there, the start', ['routes', 'path'], 'service(names.shop'],
];

for (const [title, path, found] of cases) {
  test(`the offset of ${path.join('.')} is that of ${title}`, () => {
    const offset = keyOffset(text, call, path);
    assert.equal(text.slice(offset, offset + found.length), found);
  });
}

test('text that is no TypeScript has offsets inside it', () => {
  for (const broken of ['', '{', 'f({ a: `${', "f({ a: '", 'f({ a: /', '}}}']) {
    const offset = keyOffset(broken, 0, ['a', 0, 'b']);
    assert.ok(offset >= 0 && offset <= broken.length, broken);
  }
});
