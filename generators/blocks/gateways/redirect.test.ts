import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Gateway } from '../../model/settings/cluster.ts';
import { platformOf } from '../../testing/platform.ts';
import { gatewayOf } from './kinds.ts';
import { redirectToHttps } from './redirect.ts';

const cases: readonly [gateway: Gateway, annotations: object | undefined, answer: object][] = [
  [
    'istio',
    undefined,
    { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
  ],
  [
    'kong',
    { 'konghq.com/protocols': 'https', 'konghq.com/https-redirect-status-code': '301' },
    { backendRefs: [{ name: 'edge', port: 8082 }] },
  ],
  [
    'traefik',
    undefined,
    { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
  ],
];
for (const [gateway, annotations, answer] of cases) {
  test(`${gateway}: plain HTTP is answered with a redirect, whatever the host`, () => {
    const { metadata, spec } = redirectToHttps(platformOf('aws'), gatewayOf({ gateway }));
    assert.deepEqual(metadata.annotations, annotations);
    assert.partialDeepStrictEqual(spec, {
      parentRefs: [{ name: 'gateway', sectionName: 'http' }],
      rules: [{ matches: [{ path: { value: '/' } }], ...answer }],
    });
    assert.equal((spec as { hostnames?: unknown }).hostnames, undefined);
  });
}
