import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../model/resource.ts';
import { hostsNamed } from './hosts.ts';

const cases: [title: string, text: string, expected: readonly string[]][] = [
  ['an address', 'https://login.example.com/realms', ['login.example.com']],
  ['with a port', 'amqps://mq.example.com:5671/', ['mq.example.com']],
  ['with an account', 'postgresql://user:{{ .password }}@db.example.com/users', []],
  ['with a plain account', 'https://user@db.example.com', ['db.example.com']],
  [
    'at the end of a sentence, and two of them on two lines',
    'See https://a.example.com.\nhttps://b.example.com',
    ['a.example.com', 'b.example.com'],
  ],
  ['in quotes inside a text', '{"url": "https://a.example.com"}', ['a.example.com']],
  ['a Service of the cluster', 'http://api.backend.svc.cluster.local:8080', []],
  ['this machine, or a number', 'http://localhost:9090 http://127.0.0.1:80', []],
  ['a host of our own', 'https://api.shop.example', []],
  ['a name without a scheme', 'login.example.com', []],
  ['after a million letters', `${'x'.repeat(2 ** 20)} https://a.example.com`, ['a.example.com']],
];
for (const [title, text, expected] of cases) {
  test(`hosts outside are found in texts: ${title}`, () => {
    const object: Resource = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' }, data: { text } };
    const found = hostsNamed(JSON.stringify([object]), undefined, new Set(['api.shop.example'])).map(
      ({ host }) => host,
    );
    assert.deepEqual(found, expected);
  });
}
