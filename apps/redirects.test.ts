import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redirectMistakes, sampleRedirect } from './redirects.ts';

for (const [domain, redirects, found] of [
  ['example.com', [sampleRedirect], false],
  ['mobile.localhost', [sampleRedirect], false],
  ['acme.dev', [sampleRedirect], true],
  ['acme.dev', ['dev.acme.app:/callback', sampleRedirect], true],
  ['acme.dev', ['dev.acme.app:/callback'], false],
] as const) {
  test(`under ${domain}, redirects to ${redirects.join(' and ')} are ${found ? 'refused' : 'fine'}`, () => {
    const mistakes = redirectMistakes(redirects, { environment: { name: 'x', domain, secretPrefix: 'x' } });
    assert.equal(mistakes.length, found ? 1 : 0);
  });
}
