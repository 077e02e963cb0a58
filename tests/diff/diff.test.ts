import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { withoutColour } from '../../generators/console/colour.ts';
import { silent } from '../../generators/console/progress.ts';
import { type Diff, diffTrees } from '../../generators/diff/diff.ts';
import { formatDiffMarkdown } from '../../generators/diff/format/markdown.ts';
import { formatDiffText } from '../../generators/diff/format/text.ts';
import { git } from '../../generators/programs/testing/git.ts';
import { knowledge, rules } from '../../policies/index.ts';

// Each folder of cases/ is a change: `from` and `to` are small trees, built by the real Kustomize from a real git
// repository, and beside them stands what people read of it. `UPDATE=1` writes that anew: read its difference.

const folder = join(import.meta.dirname, 'cases');
// The trees are too small to keep most rules about states.
const judged = rules.filter(({ compares, code }) => compares || code === 'secret-free');
const judging = async () => ({ rules: judged, knowledge });

/** A repository whose last commit holds one side of a case, and whose files are those of the other side. */
async function diffOf(
  t: TestContext,
  name: string,
  [from, to] = ['from', 'to'],
  limit: { readonly where?: string; readonly app?: string } = {},
): Promise<Diff> {
  const root = mkdtempSync(join(tmpdir(), 'diff-'));
  t.after(() => rmSync(root, { recursive: true, force: true }));
  const put = (side: string) => cpSync(join(folder, name, side), root, { recursive: true });
  put(from ?? '');
  git(root, ['init', '--quiet', '--initial-branch', 'main']);
  git(root, ['add', '.']);
  git(root, ['commit', '--quiet', '--message', from ?? '']);
  for (const entry of readdirSync(root)) if (entry !== '.git') rmSync(join(root, entry), { recursive: true });
  put(to ?? '');
  const diff = await diffTrees({ root, wanted: 'HEAD', ...limit, judging, progress: silent });
  // The hash of a commit has its time in it.
  return { ...diff, base: 'main (0123abcd)' };
}

const formats = {
  'diff.txt': (diff: Diff) => formatDiffText(diff, withoutColour),
  'diff.md': (diff: Diff) => formatDiffMarkdown(diff),
  'diff.json': (diff: Diff) => `${JSON.stringify(diff, null, 2)}\n`,
};

for (const name of readdirSync(folder)) {
  test(`${name} reads as it stands beside it, and back again is nothing`, async (t) => {
    const diff = await diffOf(t, name);
    for (const [file, format] of Object.entries(formats)) {
      const path = join(folder, name, file);
      const text = await format(diff);
      if (process.env.UPDATE || !existsSync(path)) writeFileSync(path, text);
      assert.equal(text, readFileSync(path, 'utf8'), file);
    }
    const same = await diffOf(t, name, ['to', 'to']);
    assert.deepEqual([same.changes, same.settings, same.files, same.capacity], [[], [], [], []]);
  });
}

test('the worst comes first, and each danger is named', async (t) => {
  const text = await formatDiffText(await diffOf(t, 'opened-widened-published-weakened'), withoutColour);
  const found = [...text.matchAll(/! ([a-z ]+):/g)].map(([, danger]) => danger);
  assert.deepEqual(found, [
    'deletes',
    'weakens a guard', // the budget is gone
    'breaks a rule', // an exception that nothing needs
    'weakens a guard', // and an exception
    'opens the network',
    'widens rights',
    'publishes a route',
  ]);
  assert.match(text, /cause {2}apps\/api\.ts$/m);
});

test('a change that is the same in three clusters is said once, with the lines that were edited', async (t) => {
  const text = await formatDiffText(await diffOf(t, 'same-in-three-clusters'), withoutColour);
  assert.equal(text.match(/spec\.maxReplicas {2}12 → 14/g)?.length, 1);
  assert.match(text, /^~ api {2}production\/eu-1, production\/us-1, production\/us-2$/m);
  assert.match(text, /cause {2}overlays\/production\/environment\.yaml:5:22 {2}apps\.api\.scale\.max {2}12 → 14$/m);
  assert.match(text, /cause {2}overlays\/production\/images\.yaml:2:3 {2}images\.api {2}api:1\.42\.0 → api:1\.43\.0$/m);
  assert.match(text, /restarts pods: .*image: rolls its pods/);
});

test('a limited diff shows its part, says so, and counts the rest', async (t) => {
  const limited = async (where?: string, app?: string) => {
    const limit = { ...(where === undefined ? {} : { where }), ...(app === undefined ? {} : { app }) };
    const diff = await diffOf(t, 'same-in-three-clusters', ['from', 'to'], limit);
    return { diff, text: await formatDiffText(diff, withoutColour) };
  };
  const { diff, text } = await limited('production/us-1');
  assert.deepEqual([...new Set(diff.changes.map((change) => change.in.cluster))], ['us-1']);
  assert.match(text, /^diff with main \(0123abcd\), limited to production\/us-1: 1 of 1 overlays differ, 1 app\n/);
  assert.match(text, / Not shown: \d+ objects elsewhere\.\n$/);
  const whole = await diffOf(t, 'same-in-three-clusters');
  assert.equal(diff.changes.length + (diff.limit?.elsewhere ?? 0), whole.changes.length);
  assert.deepEqual(
    diff.capacity.map(({ cluster }) => cluster),
    whole.capacity.map(({ cluster }) => cluster).filter((cluster) => cluster === 'production/us-1'),
  );
  assert.equal((await limited(undefined, 'api')).diff.changes.length, whole.changes.length);
  await assert.rejects(limited('production/us-4'), { message: /no cluster production\/us-4/, fix: /Did you mean/ });
  await assert.rejects(limited('production', 'apy'), { fix: 'Did you mean api?' });
});

test('what a revert cannot take back is a danger of the revert', async (t) => {
  const there = await formatDiffText(await diffOf(t, 'data-deleted-and-volume-grown'), withoutColour);
  assert.match(there, /loses data: .*data-deleted/);
  assert.match(there, /cannot be taken back: spec\.storage\.size/);
  assert.match(there, /volumes: 600Gi → 900Gi \(\+300Gi\)/);
  const back = await formatDiffText(await diffOf(t, 'data-deleted-and-volume-grown', ['to', 'from']), withoutColour);
  assert.match(back, /cannot be applied.*: spec\.storage\.size was 300Gi and is now 200Gi/);
});

test('no text of a value controls a terminal, ends a block of code, or is read as HTML', async (t) => {
  const diff = await diffOf(t, 'text-stays-text');
  const text = await formatDiffText(diff, withoutColour);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f]/);
  const markdown = await formatDiffMarkdown(diff);
  const [, fence = ''] = /^(`{3,})text$/m.exec(markdown) ?? [];
  const inside = markdown.split(`\n${fence}\n`)[0]?.split(`${fence}text\n`)[1] ?? '';
  assert.ok(inside.includes('</details><script>'), 'it stands in the block of code');
  assert.ok(!markdown.replace(inside, '').includes('<script>'));
});

test('a comment that is too long leaves out whole blocks, the least dangerous first, and counts them', async (t) => {
  const diff = await diffOf(t, 'data-deleted-and-volume-grown');
  const whole = await formatDiffMarkdown(diff);
  const short = await formatDiffMarkdown(diff, whole.length - 1);
  assert.match(short, /1 more block/);
  assert.ok(short.includes('loses data'));
  assert.equal(short.match(/<details/g)?.length, short.match(/<\/details>/g)?.length);
});
