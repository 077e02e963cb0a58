import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { parse, stringify } from 'yaml';
import { silent } from '../generators/console/progress.ts';
import { openDriver } from '../generators/judge/driver.ts';
import type { BuiltOverlay } from '../generators/judge/overlays.ts';
import { prove } from '../generators/judge/proof.ts';
import type { Plan } from '../generators/model/file.ts';
import { isJsonObject } from '../generators/model/json.ts';
import { nameOf, type Resource } from '../generators/model/resource.ts';
import { loadModel } from '../generators/pipeline.ts';
import { allFiles } from '../generators/plan/allFiles.ts';
import { renderings } from '../generators/plan/renderings.ts';
import { repository } from '../generators/repository.ts';
import { ofSample } from './ofSample.ts';

/** The planned files of this repository, once they are loaded. */
const root = mkdtempSync(join(tmpdir(), 'proof-'));
after(() => rmSync(root, { recursive: true, force: true }));

/** This repository's plan, and the expected build of each overlay, by folder. */
const load = once(async () => {
  const { linked, plan, findings } = await loadModel(repository);
  assert.ok(linked && plan, JSON.stringify(findings));
  const overlays = [...renderings(linked)].filter(({ lower }) => lower !== undefined);
  for (const { path, content } of allFiles(plan)) write(path, content);
  return { plan, wanted: new Map(overlays.map(({ folder, resources }) => [folder, resources])) };
});

/** The same work once, for all tests here. */
function once<T>(work: () => T): () => T {
  let done: { readonly value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
}

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

async function build(overlays: readonly string[]): Promise<Map<string, BuiltOverlay>> {
  const driver = await openDriver([], silent);
  const built = new Map<string, BuiltOverlay>();
  await driver.buildOnly({ root, overlays }, (result) => built.set(result.path, result));
  return built;
}

/** Whether a build differs from the expected one. */
function differs(built: BuiltOverlay | undefined, wanted: readonly Resource[]): boolean {
  return built?.error !== undefined || prove(wanted, built?.objects ?? [], {}).length > 0;
}

test('Kustomize builds every overlay to exactly what is rendered', async () => {
  const { wanted } = await load();
  const built = await build([...wanted.keys()]);
  if (!ofSample) assert.ok(wanted.size > 40);
  for (const [folder, resources] of wanted) {
    assert.equal(built.get(folder)?.error, undefined, folder);
    assert.deepEqual(prove(resources, built.get(folder)?.objects ?? [], {}), [], folder);
  }
});

test('Kustomize builds what the hub and its clusters sync, and empty overlays, to exactly what is planned', async () => {
  const { plan } = await load();
  const { builds = [] } = plan;
  const empty = allFiles(plan).flatMap(({ path, content }) =>
    /^overlays\/.*\/kustomization\.yaml$/.test(path) && content.includes('resources: []') ? [dirname(path)] : [],
  );
  if (!ofSample) assert.ok(builds.length > 4 && empty.length > 10);
  const built = await build([...builds.map(({ folder }) => folder), ...empty]);
  for (const { folder, objects } of builds) assert.ok(!differs(built.get(folder), objects), folder);
  for (const folder of empty) assert.ok(!differs(built.get(folder), []), folder);
});

test('a patch of every app and object that is changed or left out is noticed', async () => {
  const { plan, wanted } = await load();
  const mutants = [...mutantsOf(plan)].map((mutant, number) => ({ ...mutant, copy: `${mutant.folder}~${number}` }));
  for (const { copy, files } of mutants) {
    for (const [name, content] of files) write(`${copy}/${name}`, content);
  }
  const touched = mutants.reduce((sum, { objects }) => sum + objects.length, 0);
  if (!ofSample) assert.ok(touched > 100, `${touched} objects`);
  const built = await build(mutants.map(({ copy }) => copy));
  for (const { what, folder, copy, objects } of mutants) {
    const { error, objects: got = [] } = built.get(copy) ?? {};
    // What is not built is noticed, and would hide other objects.
    if (error !== undefined && objects.length === 1) continue;
    assert.equal(error, undefined, `${folder} ${what}`);
    const found = prove(wanted.get(folder) ?? [], got, {}).map(({ object }) => object);
    assert.ok(found.length > 0, `nothing notices: ${folder} ${what}`);
    for (const object of objects) assert.ok(found.includes(object), `nothing notices: ${folder} ${what} ${object}`);
  }
});

/** The files of one overlay, in which patches are changed or left out, one of each object, or an idiom is left out. */
interface Mutant {
  readonly what: string;
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
  /** Objects that are then built otherwise, by name. */
  readonly objects: readonly string[];
}

function* mutantsOf(plan: Plan): Generator<Mutant> {
  const known = new Set<string>();
  const isNew = (what: string) => known.size < known.add(what).size;
  for (const [folder, members] of Map.groupBy(allFiles(plan), ({ path }) => dirname(path))) {
    const own = new Map(members.map(({ path, content }) => [path.slice(folder.length + 1), content]));
    const kustomization = parse(own.get('kustomization.yaml') ?? 'null') as Kustomization | null;
    if (!kustomization) continue;
    const mutant = (what: string, files: readonly File[], patches: readonly Patch[]): Mutant => ({
      what,
      folder,
      files: new Map([...own, ...files]),
      objects: patches.map(({ object }) => object),
    });
    const without = (left: Partial<Kustomization>): File => [
      'kustomization.yaml',
      stringify({ ...kustomization, ...left }),
    ];
    const all = kustomization.patches ?? [];
    // In other clusters the same patches hold other values: once for each app and object.
    const unseen = all.filter(({ path }) => isNew(`${basename(folder)} ${path}`));
    const patches = unseen.map(({ path, target }) => {
      const value = parse(own.get(path) ?? '');
      return { path, value, object: target ? `${target.kind}/${target.name}` : nameOf(value) };
    });
    if (unseen.length > 0) {
      yield mutant('without patches', [without({ patches: all.filter((one) => !unseen.includes(one)) })], patches);
    }
    const changed = patches.filter(({ path }) => !path.endsWith('.delete.yaml'));
    // A changed operation of JSON Patch may be refused, and then nothing is built.
    for (const some of [
      changed.filter(({ value }) => !Array.isArray(value)),
      ...changed.filter(({ value }) => Array.isArray(value)).map((one) => [one]),
    ]) {
      const files = some.map(({ path, value }): File => [path, stringify(changeLast(value))]);
      if (some.length > 0) yield mutant('with other patches', files, some);
    }
    for (const idiom of ['images', 'replicas'] as const) {
      if (kustomization[idiom] && isNew(`${basename(folder)} ${idiom}`))
        yield mutant(`without ${idiom}`, [without({ [idiom]: undefined })], []);
    }
  }
}

type File = readonly [name: string, content: string];

interface Patch {
  /** The object that it changes, by name. */
  readonly object: string;
}

interface Kustomization {
  readonly patches?: readonly {
    readonly path: string;
    readonly target?: { readonly kind: string; readonly name: string };
  }[];
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
