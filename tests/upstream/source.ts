import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { moduleFolder } from '../../generators/programs/go.ts';
import { repository } from '../../generators/repository.ts';

/** The source of an operator at one version. */
export interface OperatorSource {
  /** The operator and its version. */
  readonly name: string;
  readonly version: string;
  /** The text of one of its files. */
  read(file: string): string;
}

/** A Go module, which the module proxy serves whole and with a checksum: fixtures of tests too. */
export async function goModule(module: string, version: string): Promise<OperatorSource> {
  const name = `${module}@v${version}`;
  const folder = await moduleFolder(repository, name, { timeout: 120_000 });
  return { name, version, read: (file) => readFileSync(join(folder, file), 'utf8') };
}

/** What is quoted of an operator that no module proxy serves: `quoted/<project>.yaml`, with the lines' numbers. */
export function quoted(project: string, version: string): OperatorSource {
  const text = readFileSync(new URL(`quoted/${project}.yaml`, import.meta.url), 'utf8');
  const { tag, lines } = parse(text) as Quotes;
  assert.equal(tag.replace(/^v/, ''), version, `${project}: the lines are quoted anew from the version that is pinned`);
  return { name: `${project} ${tag}`, version, read: (file) => Object.values(lines[file] ?? {}).join('\n') };
}

interface Quotes {
  readonly tag: string;
  readonly lines: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Fails unless a file says all of this. White space counts for nothing. */
export function sourceSays(source: OperatorSource, file: string, ...fragments: readonly string[]): void {
  const text = bare(source.read(file));
  const missing = fragments.filter((fragment) => !text.includes(bare(fragment)));
  assert.deepEqual(missing, [], `${file} of ${source.name} does not say so`);
}

/** The labels of the pods of the first object of a kind in a file of YAML, and the pod itself. */
export function expectedPods(source: OperatorSource, file: string, kind: string): PodTemplate {
  const objects = source
    .read(file)
    .split(/^---$/m)
    .map((text) => parse(text) as Owner);
  const owner = objects.find((one) => one.kind === kind);
  assert.ok(owner, `${file} of ${source.name} has no ${kind}`);
  return owner.spec.template;
}

interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly affinity?: unknown;
    readonly containers: readonly { readonly args?: readonly string[]; readonly ports?: readonly object[] }[];
  };
}
interface Owner {
  readonly kind: string;
  readonly spec: { readonly template: PodTemplate };
}

const bare = (text: string) => text.replace(/\s+/g, ' ');
