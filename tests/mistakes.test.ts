import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { run } from '../generators/programs/run.ts';
import { repository } from '../generators/repository.ts';
import { leftOut } from './checkers.ts';
import { type AppsMistake, mistakes } from './mistakes/cases.ts';
import { smallRoot } from './mistakes/smallRoot.ts';
import { ofSample } from './ofSample.ts';

// What they say is in mistakes/*.golden.txt: `node --test --test-update-snapshots tests/mistakes.test.ts` writes it.
describe('mistakes in apps', { concurrency: 2, skip: leftOut('tsc') || ofSample }, () => {
  for (const [kind, cases] of Object.entries(mistakes)) {
    it(`${kind} are findings at their lines, all at once`, async (context) => {
      const root = smallRoot(context);
      for (const one of cases) make(root, one);
      const script = join(repository, 'scripts/generate.ts');
      const { status, stdout, stderr } = await run(process.execPath, [script, '--root', root], {
        env: { ...process.env, NO_COLOR: '1' },
      });
      assert.equal(status, 1, stdout + stderr);
      assert.equal(stderr, '');
      for (const one of cases)
        assert.ok(stdout.includes(`  ${placeOf(root, one)}:`), `${placeOf(root, one)}\n${stdout}`);
      assert.equal(stdout.match(/^(error|warning|note) /gm)?.length, cases.length, stdout);
      const golden = join(import.meta.dirname, 'mistakes', `${kind.replaceAll(' ', '-')}.golden.txt`);
      context.assert.fileSnapshot(stdout, golden, { serializers: [String] });
    });
  }
});

function make(root: string, { file, from, to }: AppsMistake): void {
  const path = join(root, 'apps', file);
  const text = readFileSync(path, 'utf8');
  assert.ok(text.includes(from), `${file} has ${from}`);
  writeFileSync(
    path,
    text.replace(from, () => to),
  );
}

function placeOf(root: string, one: AppsMistake): string {
  const file = join('apps', one.in ?? one.file);
  const at = one.at ?? one.to;
  const line = readFileSync(join(root, file), 'utf8')
    .split('\n')
    .findIndex((text) => text.includes(at));
  assert.ok(line >= 0, `${file} has ${at}`);
  return `${file}:${line + 1}`;
}
