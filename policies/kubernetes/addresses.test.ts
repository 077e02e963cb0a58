import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressesIn } from './addresses.ts';

const namespaces = new Set(['backend', 'data']);

/** `service.namespace domain :port` of each address. */
const found = (text: string) =>
  addressesIn(text, namespaces).map((one) => `${one.service}.${one.namespace} ${one.domain} ${one.port ?? ''}`.trim());

const cases: readonly [text: string, expected: readonly string[]][] = [
  ['http://api.backend.svc.cluster.local:8080/hooks', ['api.backend .cluster.local 8080']],
  ['tcp://users.data.svc:5432', ['users.data  5432']],
  ['postgresql://me:secret@users-rw.data.svc.cluster.local/app', ['users-rw.data .cluster.local']],
  ['redis://:pa55@answers.data:6379', ['answers.data  6379']],
  ['a.backend.svc,b.backend.svc', ['a.backend', 'b.backend']],
  ['https://api.example.com', []],
  ['api.backend', []],
  ['http://api.elsewhere', []],
  ['x.y.svcs', []],
];

for (const [text, expected] of cases) {
  test(`the Services in a text: ${text}`, () => assert.deepEqual(found(text), expected));
}

for (const piece of ['a', 'a.', 'a.b.svc', '://', '://a', '.svc', '{{', 'a@', '-']) {
  test(`a text of a mebibyte is read once: ${piece} again and again`, { timeout: 60_000 }, () => {
    const text = piece.repeat(2 ** 20 / piece.length);
    assert.ok(found(text).length <= text.length);
  });
}
