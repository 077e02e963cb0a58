import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../model/finding.ts';
import { namePattern } from '../model/settings/scalars.ts';
import { error, startOfFile, unreadable } from './error.ts';
import { linked } from './linked.ts';
import { quote } from './show.ts';
import { suggest } from './suggest.ts';

/** The environments of a repository, sorted by name, and findings about entries that do not belong in `overlays/`. */
export interface EnvironmentFolders {
  readonly environments: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Lists the environments: every folder in `overlays/` except `schemas` (generated), hidden and empty ones. Reads no
 * file.
 */
export function environmentFolders(root: string): EnvironmentFolders {
  const environments: string[] = [];
  const findings: Finding[] = [];
  const link = linked(root, 'overlays');
  if (link) return { environments, findings: [link] };
  const overlays = list(root, 'overlays', findings);
  findings.push(...misnamed('overlays', overlays, ['fleet.yaml', 'prices.yaml']));
  for (const name of overlays) {
    const folder = `overlays/${name}`;
    if (name === 'schemas' || name === 'fleet.yaml' || name.startsWith('.') || !isFolder(root, folder, findings))
      continue;
    const files = list(root, folder, findings);
    if (!files.includes('environment.yaml') && !holdsFile(join(root, folder))) continue;
    findings.push(...misnamed(folder, files, ['environment.yaml', 'images.yaml']));
    if (!new RegExp(namePattern, 'u').test(name)) findings.push(badName(name));
    environments.push(name);
  }
  return { environments, findings };
}

/** Findings about YAML files that no command reads and whose name resembles that of a missing settings file. */
function misnamed(folder: string, present: readonly string[], known: readonly string[]): Finding[] {
  const absent = known.filter((name) => !present.includes(name));
  return present.flatMap((name) => {
    const meant = /\.ya?ml$/i.test(name) ? suggest(name, absent) : undefined;
    if (meant === undefined) return [];
    const at = startOfFile(`${folder}/${name}`);
    return [
      error('misnamed-file', at, `${quote(name)} is read by no command.`, `Did you mean ${quote(meant)}? Rename it.`),
    ];
  });
}

function badName(name: string): Finding {
  return error(
    'malformed-environment-name',
    startOfFile(`overlays/${name}/environment.yaml`),
    `${quote(name)} is no name for an environment.`,
    'Rename the folder: at most 40 lower-case letters, digits and -, beginning with a letter.',
  );
}

/**
 * The names in a folder, sorted; none, and a finding, where it cannot be read. A folder that does not exist counts as
 * empty.
 */
function list(root: string, folder: string, findings: Finding[]): string[] {
  try {
    return readdirSync(join(root, folder)).sort();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') findings.push(unreadable(folder, cause));
    return [];
  }
}

/** Whether there is a folder at a path; a link is none, and a finding. */
function isFolder(root: string, path: string, findings: Finding[]): boolean {
  try {
    const link = linked(root, path);
    if (link) findings.push(link);
    return !link && statSync(join(root, path)).isDirectory();
  } catch (cause) {
    findings.push(unreadable(path, cause));
    return false;
  }
}

/** Whether a folder holds a file at any depth: git keeps no empty folder, but a work tree may. */
function holdsFile(folder: string): boolean {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).some((entry) => !entry.isDirectory());
  } catch {
    return true;
  }
}
