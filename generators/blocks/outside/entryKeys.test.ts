import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Edge } from '../../model/edge.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { Inputs } from '../../model/inputs.ts';
import { given, server } from '../names.ts';
import { keysOfEdges } from './entryKeys.ts';

const key = given('the password of its reader');
const directory = server('directory', { ports: { ldaps: 636 }, keys: { 'bind-password': key } });
const endpoint: Endpoint = {
  kind: 'server',
  host: 'ldap.example.com',
  port: 636,
  ports: { ldaps: 636 },
  peer: 'internet',
  credentials: { store: 'secrets', key: 'company-directory' },
};
const uses = { directory: { edge: directory.use as Edge, endpoint } };

for (const [title, graph] of [
  ['an app', { uses, usedBy: [] }],
  ['a job of an app', { uses: {}, jobs: { 'shop-setup': uses }, usedBy: [] }],
] as const) {
  test(`what the keys of a server hold that ${title} uses is what its contract says`, () => {
    const declared = keysOfEdges({ graph } as unknown as Inputs);
    assert.deepEqual(
      declared.map(({ value }) => value),
      [{ entry: 'company-directory', keys: { 'bind-password': key } }],
    );
  });
}
