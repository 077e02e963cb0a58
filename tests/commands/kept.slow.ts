import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Finding } from '../../generators/model/finding.ts';
import { cacheFolder } from '../../generators/programs/cache.ts';
import { commitAll, copyRepository, git, run } from '../repositoryCopy.ts';

/** Replaces the first text that a pattern finds in a file. */
function edit(root: string, path: string, pattern: RegExp, by: (found: string) => string): void {
  const file = join(root, path);
  const text = readFileSync(file, 'utf8');
  assert.match(text, pattern, path);
  writeFileSync(file, text.replace(pattern, by));
}

const settings = 'overlays/production/environment.yaml';
const generated = 'overlays/production/clusters/google-us-central1/worker/kustomization.yaml';
const number = (text: string) => text.replace(/\d+/, (digits) => String(Number(digits) + 1));

/** What people and accidents do to a tree and to what is kept. */
const edits: Readonly<Record<string, (root: string, kept: string) => void>> = {
  'a setting of all clusters': (root) => edit(root, settings, /max: \d+/, number),
  'a setting of one cluster': (root) => edit(root, settings, /maxPerZone: \d+/, number),
  'a mistake of one rule': (root) => edit(root, settings, /pods: \d+ }\n {6}data/, (text) => text.replace(/\d+/, '9')),
  'a place that others write to, too': (root) =>
    edit(root, settings, /bucket: [a-z0-9-]+backups/, (text) => text.replace('backups', 'x-backups')),
  'an app': (root) => edit(root, 'apps/worker.ts', /min: \d+/, number),
  'a rule': (root) => edit(root, 'policies/data/one-writer.ts', /It writes to/, (text) => `${text} to`),
  'a generated file': (root) => edit(root, generated, /$/, () => '# mine\n'),
  'a generated file that is gone': (root) => rmSync(join(root, generated)),
  'a file that nobody planned': (root) => writeFileSync(join(root, 'base/worker/mine.yaml'), 'a: b\n'),
  'a commit': (root) => commitAll(root, 'as it is'),
  'back to the commit': (root) => void git(root, 'checkout', '--quiet', '--', 'overlays', 'apps', 'policies'),
  'what is kept, with other bytes': (_, kept) => {
    const bytes = readFileSync(kept);
    for (let at = 5000; at < bytes.length; at += 997) bytes[at] = 255 - (bytes[at] ?? 0);
    writeFileSync(kept, bytes);
  },
  'what is kept, cut off': (_, kept) => writeFileSync(kept, readFileSync(kept).subarray(0, statSync(kept).size >> 1)),
};

/** A cache with the programs of this user, and results of its own. */
function cache(context: { after(work: () => void): void }): string {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['tools', 'schemas', 'locks', 'apps']) {
    mkdirSync(join(cacheFolder(), name), { recursive: true });
    symlinkSync(join(cacheFolder(), name), join(folder, name));
  }
  return folder;
}

interface Validated {
  readonly findings: readonly Finding[];
}

const steps = Number(process.env.STEPS ?? 4);
const seed = Number(process.env.SEED ?? 20261129);

test(`over ${steps} random edits, what is kept and what is computed anew say the same`, (context) => {
  const root = copyRepository(context, ['production']);
  const [kept, anew] = [cache(context), cache(context)];
  const file = join(kept, 'results/v1.sqlite');
  const validate = (folder: string): Omit<Validated, 'milliseconds'> => {
    const { stdout, stderr } = run(root, 'validate', '--format', 'json', { MOBILE_GITOPS_CACHE: folder });
    assert.notEqual(stdout, '', stderr);
    const { milliseconds: _, ...said } = JSON.parse(stdout) as Validated & { milliseconds: number };
    return said;
  };
  const compare = (after: string) => {
    rmSync(join(anew, 'results'), { recursive: true, force: true });
    assert.deepEqual(validate(kept), validate(anew), `after ${after}, seed ${seed}`);
    assert.ok(existsSync(file));
  };
  compare('nothing');
  const isGenerated = fc.boolean();
  const walk = fc.sample(fc.tuple(fc.constantFrom(...Object.keys(edits)), isGenerated), { numRuns: steps, seed });
  for (const [name, generates] of walk) {
    try {
      edits[name]?.(root, file);
    } catch (error) {
      // What is not there any more cannot be edited.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
    if (generates) run(root, 'generate');
    context.diagnostic(`${name}${generates ? ', generated' : ''}`);
    compare(name);
  }
});
