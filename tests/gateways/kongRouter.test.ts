import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds } from './kongRouter.ts';

const request = { host: 'api.example.com', path: '/v1/me', method: 'GET', headers: { 'x-app-version': '1.3.0' } };

for (const [expression, expected] of [
  ['http.host == "api.example.com"', true],
  ['http.path ^= "/v1/"', true],
  ['http.path == "/v1"', false],
  ['(http.path == "/v1") || (http.path ^= "/v1/")', true],
  ['http.host == "api.example.com" && (http.path == "/v1" || http.path ^= "/v2")', false],
  ['http.headers.x_app_version ~ "^1\\\\.[0-3]"', true],
  ['http.headers.x_canary == "always"', false],
  ['!(http.method == "POST")', true],
] as const) {
  test(`${expression} is ${expected}`, () => assert.equal(holds(expression, request), expected));
}

test('what is not understood is no pass', () => {
  for (const one of ['tls.sni == "a"', 'http.path in "a"', 'http.path == "a" http.host == "b"', '(http.path == "a"']) {
    assert.throws(() => holds(one, request), Error, one);
  }
});
