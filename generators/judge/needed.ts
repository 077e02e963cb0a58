import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from '../files/paths.ts';
import { scopeOfPath } from '../files/scopeOfPath.ts';
import { keySum } from '../kept/keySum.ts';
import type { Results } from '../kept/results.ts';
import type { App } from '../model/app.ts';
import type { Plan } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import type { Catalogue, Fleet } from '../model/fleet.ts';
import type { Position } from '../model/position.ts';
import { type Item, newItems } from '../prerequisites/items.ts';
import type { BaseRevision } from './revision/baseRevision.ts';
import { withRevision } from './revision/changes.ts';
import type { EditedLines } from './revision/editedLines.ts';

/** Pages of `docs/prerequisites/` by the name of their environment. */
export type Pages = ReadonlyMap<string, string>;

/** The page of an environment, from its path; undefined of other files. */
function environmentOfPage(path: string): string | undefined {
  return path.startsWith(`${paths.prerequisites}/`) ? scopeOfPath(path).environment : undefined;
}

/** The pages in a folder. */
export function pagesIn(root: string): Pages {
  const folder = join(root, paths.prerequisites);
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder).flatMap((name) => {
      const environment = environmentOfPage(`${paths.prerequisites}/${name}`);
      return environment === undefined ? [] : [[environment, readFileSync(join(folder, name), 'utf8')] as const];
    }),
  );
}

/** The pages at a commit, which never change. */
export async function pagesAt(root: string, commit: string, results: Results): Promise<Pages> {
  const key = keySum('pages', root, commit);
  const known = results.get<readonly (readonly [string, string])[]>(key);
  if (known) return new Map(known);
  const pages = await withRevision(root, commit, async (folder) => pagesIn(folder), { folders: [paths.prerequisites] });
  results.put(key, [...pages]);
  return pages;
}

/** What a change of this tree needs outside the clusters, each at the line that a person edited. */
export async function neededOutside(
  root: string,
  { plan, fleet, catalogue }: { readonly plan: Plan; readonly fleet: Fleet; readonly catalogue: Catalogue },
  revision: BaseRevision,
  edited: EditedLines,
  results: Results,
): Promise<readonly Finding[]> {
  if (revision.kind !== 'commit') return [];
  const before = await pagesAt(root, revision.commit, results);
  return atSources(neededBeforeMerge(before, pagesOf(plan), editsIn(fleet, edited)), catalogue.apps);
}

/** The pages as they are planned. */
function pagesOf({ separate }: Plan): Pages {
  return new Map(
    separate.flatMap(({ path, content }) => {
      const environment = environmentOfPage(path);
      return environment === undefined ? [] : [[environment, content] as const];
    }),
  );
}

/** An edit of a settings file: its line, and the setting with its value as one text. */
export interface Edit {
  readonly at: Position;
  readonly text: string;
}

/**
 * What has to be made outside the clusters before a change is merged: what a page asks for that it did not ask for at the
 * base revision. An environment that had no page then is new as a whole, and its page says all.
 * @param edits of settings: what is needed has the line of the edit that names it, else of one of its app
 */
export function neededBeforeMerge(before: Pages, now: Pages, edits: readonly Edit[]): readonly Finding[] {
  return [...now].flatMap(([environment, page]) => {
    const old = before.get(environment);
    const own = edits.filter(({ at }) => at.file.startsWith(`overlays/${environment}/`));
    return old === undefined ? [] : newItems(old, page).map((item) => findingOf(environment, item, own));
  });
}

/** Findings without a line have that of the app's file: what is needed follows from code then. */
export function atSources(findings: readonly Finding[], apps: readonly Pick<App, 'name' | 'source'>[]): Finding[] {
  return findings.map((finding) => {
    const source = apps.find(({ name }) => name === finding.in?.app)?.source;
    return finding.at || source === undefined ? finding : { ...finding, at: { file: source, line: 1, column: 1 } };
  });
}

/** The edited lines of environments' settings, with what stands there. */
export function editsIn({ environments, locate }: Fleet, edited: EditedLines): readonly Edit[] {
  return environments.flatMap(({ file, settings }) =>
    leavesOf(settings, []).flatMap(({ path, value }) => {
      const at = locate(file, path);
      return edited.get(file)?.has(at.line) ? [{ at, text: `${path.join('.')} ${value}` }] : [];
    }),
  );
}

type Path = readonly (string | number)[];

function leavesOf(value: unknown, path: Path): readonly { readonly path: Path; readonly value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  return Object.entries(value).flatMap(([key, one]) =>
    leavesOf(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** The edit that names what is needed, else the first of its app. */
function editOf({ kind, name, app }: Item, edits: readonly Edit[]): Edit | undefined {
  const [place = ''] = name.split(' in ').slice(-1);
  const places = place.split(/[:/]+/).filter((part) => part.length > 2);
  const names = kind === 'bucket' || kind === 'permission' ? places : [name];
  const of = (words: readonly string[]) => edits.find(({ text }) => words.some((word) => text.includes(word)));
  return of(names) ?? (app === undefined ? undefined : of([`.${app}.`]));
}

function findingOf(environment: string, item: Item, edits: readonly Edit[]): Finding {
  const { cluster, name, app, kind } = item;
  const at = editOf(item, edits)?.at;
  const page = `${paths.prerequisites}/${environment}.md`;
  return {
    code: 'needed-before-merge',
    severity: 'warning',
    message: words(item),
    fix: `Make it before the merge, as ${page} says; there is nothing to change in git.`,
    ...(at && { at }),
    object: `${titles[kind]}/${item.of ?? name}`,
    in: {
      environment,
      ...(kind === 'cluster' ? { cluster: name } : cluster !== undefined && { cluster }),
      ...(app !== undefined && { app }),
    },
  };
}

const titles: Readonly<Record<Item['kind'], string>> = {
  cluster: 'Cluster',
  entry: 'Entry',
  property: 'Entry',
  identity: 'Identity',
  permission: 'Identity',
  bucket: 'Bucket',
  queue: 'Queue',
  host: 'Host',
  client: 'Client',
  issuer: 'Issuer',
  zone: 'Zone',
};

function words({ kind, name, of }: Item): string {
  switch (kind) {
    case 'cluster':
      return `The cluster ${name} is new, and so is all that it asks for outside.`;
    case 'entry':
      return `The entry ${name} of the secret manager is asked for, and was not before.`;
    case 'property':
      return `The entry ${of} of the secret manager needs the property ${name}, and did not before.`;
    case 'identity':
      return `The cloud identity ${name} is asked for, and was not before.`;
    case 'permission':
      return `The cloud identity ${of} has to be allowed another thing: ${name}.`;
    case 'bucket':
      return `The bucket ${name} is asked for, and was not before.`;
    case 'queue':
      return `The queue or exchange ${name} is asked for, and was not before.`;
    case 'host':
      return `The host ${name} has to be reached, and had not before.`;
    case 'issuer':
      return `${name} has to sign the tokens of users, and had not before.`;
    case 'client':
      return `The identity provider of staff has to know the client ${name}, and had not before.`;
    case 'zone':
      return 'The zone of the domain is another one.';
  }
}
