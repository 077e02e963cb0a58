import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse, stringify } from 'yaml';
import { silent } from '../generators/console/progress.ts';
import { openDriver } from '../generators/judge/driver.ts';
import type { BuiltOverlay } from '../generators/judge/overlays.ts';
import { prove } from '../generators/judge/proof.ts';
import type { Plan } from '../generators/model/file.ts';
import { isJsonObject } from '../generators/model/json.ts';
import type { Resource } from '../generators/model/resource.ts';
import { loadModel } from '../generators/pipeline.ts';
import { allFiles } from '../generators/plan/allFiles.ts';
import { renderings } from '../generators/plan/renderings.ts';
import { repository } from '../generators/repository.ts';
import { ofSample } from './ofSample.ts';

/** This repository's plan, and the expected build of each overlay, by folder. */
async function load() {
  const { linked, plan, findings } = await loadModel(repository);
  assert.ok(linked && plan, JSON.stringify(findings));
  const overlays = [...renderings(linked)].filter(({ lower }) => lower !== undefined);
  return { plan, wanted: new Map(overlays.map(({ folder, resources }) => [folder, resources])) };
}

/** The planned files in a folder of their own. */
function writeTree(context: TestContext, plan: Plan): string {
  const root = mkdtempSync(join(tmpdir(), 'proof-'));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  for (const { path, content } of allFiles(plan)) write(root, path, content);
  return root;
}

function write(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

async function build(root: string, overlays: readonly string[]): Promise<Map<string, BuiltOverlay>> {
  const driver = await openDriver([], silent);
  const built = new Map<string, BuiltOverlay>();
  await driver.buildOnly({ root, overlays }, (result) => built.set(result.path, result));
  return built;
}

/** Whether a build differs from the expected one. */
function differs(built: BuiltOverlay | undefined, wanted: readonly Resource[]): boolean {
  return built?.error !== undefined || prove(wanted, built?.objects ?? [], {}).length > 0;
}

test('Kustomize builds every overlay to exactly what is rendered', async (context) => {
  const { plan, wanted } = await load();
  const built = await build(writeTree(context, plan), [...wanted.keys()]);
  if (!ofSample) assert.ok(wanted.size > 40);
  for (const [folder, resources] of wanted) {
    assert.equal(built.get(folder)?.error, undefined, folder);
    assert.deepEqual(prove(resources, built.get(folder)?.objects ?? [], {}), [], folder);
  }
});

test('Kustomize builds what the hub and its clusters sync, and empty overlays, to exactly what is planned', async (context) => {
  const { plan } = await load();
  const { builds = [] } = plan;
  const empty = allFiles(plan).flatMap(({ path, content }) =>
    /^overlays\/.*\/kustomization\.yaml$/.test(path) && content.includes('resources: []') ? [dirname(path)] : [],
  );
  if (!ofSample) assert.ok(builds.length > 4 && empty.length > 10);
  const built = await build(writeTree(context, plan), [...builds.map(({ folder }) => folder), ...empty]);
  for (const { folder, objects } of builds) assert.ok(!differs(built.get(folder), objects), folder);
  for (const folder of empty) assert.ok(!differs(built.get(folder), []), folder);
});

test('a patch of every app and object that is changed or left out is noticed', async (context) => {
  const { plan, wanted } = await load();
  const root = writeTree(context, plan);
  // In other clusters the same patches hold other values.
  const once = new Map([...mutantsOf(plan)].map((mutant) => [`${basename(mutant.folder)} ${mutant.what}`, mutant]));
  const mutants = [...once.values()].map((mutant, number) => ({ ...mutant, copy: `${mutant.folder}~${number}` }));
  for (const { copy, files } of mutants) {
    for (const [name, content] of files) write(root, `${copy}/${name}`, content);
  }
  if (!ofSample) assert.ok(mutants.length > 100);
  const built = await build(
    root,
    mutants.map(({ copy }) => copy),
  );
  for (const { what, folder, copy } of mutants) {
    assert.ok(differs(built.get(copy), wanted.get(folder) ?? []), `nothing notices: ${folder} ${what}`);
  }
});

/** The files of one overlay, with one patch or idiom changed or left out. */
interface Mutant {
  readonly what: string;
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
}

function* mutantsOf(plan: Plan): Generator<Mutant> {
  for (const [folder, members] of Map.groupBy(allFiles(plan), ({ path }) => dirname(path))) {
    const own = new Map(members.map(({ path, content }) => [path.slice(folder.length + 1), content]));
    const kustomization = parse(own.get('kustomization.yaml') ?? 'null') as Kustomization | null;
    if (!kustomization) continue;
    const mutant = (what: string, name: string, value: unknown) => ({
      what,
      folder,
      files: new Map(own).set(name, stringify(value)),
    });
    for (const { path } of kustomization.patches ?? []) {
      const rest = kustomization.patches?.filter((patch) => patch.path !== path);
      yield mutant(`without ${path}`, 'kustomization.yaml', { ...kustomization, patches: rest });
      if (!path.endsWith('.delete.yaml'))
        yield mutant(`with another ${path}`, path, changeLast(parse(own.get(path) ?? '')));
    }
    for (const idiom of ['images', 'replicas'] as const) {
      const { [idiom]: used, ...rest } = kustomization;
      if (used) yield mutant(`without ${idiom}`, 'kustomization.yaml', rest);
    }
  }
}

interface Kustomization {
  readonly patches?: readonly { readonly path: string }[];
  readonly images?: unknown;
  readonly replicas?: unknown;
}

/** The same value with its last leaf changed. */
function changeLast(value: unknown): unknown {
  if (Array.isArray(value) && value.length > 0) return [...value.slice(0, -1), changeLast(value.at(-1))];
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    const [key = '', member] = Object.entries(value).at(-1) ?? [];
    return { ...value, [key]: changeLast(member) };
  }
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : `${String(value ?? '')}x`;
}
