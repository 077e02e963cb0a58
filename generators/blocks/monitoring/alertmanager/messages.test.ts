import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesAddress, messageTemplates } from './messages.ts';

const addresses: readonly (readonly [repository: string, folder: string | undefined, address: string])[] = [
  ['https://github.com/shop/gitops.git', undefined, 'https://github.com/shop/gitops/blob/HEAD/'],
  ['https://github.com/shop/gitops', 'platform/mobile', 'https://github.com/shop/gitops/blob/HEAD/platform/mobile/'],
  ['ssh://git@github.com/shop/gitops.git', undefined, 'https://github.com/shop/gitops/blob/HEAD/'],
  ['ssh://git@git.example.com:2222/shop/gitops.git', undefined, 'https://git.example.com/shop/gitops/blob/HEAD/'],
  ['https://gitlab.example.com/a/b/gitops.git', undefined, 'https://gitlab.example.com/a/b/gitops/-/blob/HEAD/'],
  ['https://git.example.com:8443/gitops.git', undefined, 'https://git.example.com:8443/gitops/blob/HEAD/'],
  ['http://127.0.0.1:8080/gitops.git', undefined, ''],
];
for (const [repository, folder, address] of addresses) {
  test(`the files of ${repository}${folder ? `, folder ${folder},` : ''} are ${address || 'at no address'}`, () => {
    assert.equal(filesAddress({ repository, ...(folder && { folder }) }), address);
  });
}

test('a message links the runbook', () => {
  const text = messageTemplates({ repository: 'https://github.com/shop/gitops.git' });
  assert.match(text, /https:\/\/github\.com\/shop\/gitops\/blob\/HEAD\/\{\{ \. \}\}/);
});
