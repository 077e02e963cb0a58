import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withWork } from './work.ts';

const root = mkdtempSync(join(tmpdir(), 'work-'));
after(() => rmSync(root, { recursive: true, force: true }));
mkdirSync(join(root, 'overlays'));
const save = (text: string) => writeFileSync(join(root, 'overlays', 'fleet.yaml'), text);

test('commands that share their work see the tree as the first of them read it; the next work reads it again', async () => {
  save('first: 1\n');
  const messages = await withWork(root, async (work) => {
    const first = await work.model();
    save('second: 2\n');
    return withWork(root, async (shared) => [first, await shared.model()].map(textOf), work);
  });
  assert.match(messages[0] ?? '', /first/);
  assert.equal(messages[1], messages[0]);
  assert.match(await withWork(root, async (work) => textOf(await work.model())), /second/);
});

const textOf = ({ findings }: { readonly findings: readonly { readonly message: string }[] }): string =>
  findings.map(({ message }) => message).join('\n');
