import type { Finding } from '../../model/finding.ts';
import type { Catalogue } from '../../model/fleet.ts';
import { type Cloud, clouds } from '../../model/settings/cluster.ts';
import { dnsClouds } from '../../model/settings/dns.ts';
import { type Document, findingAt } from '../document.ts';
import { join, quote } from '../show.ts';
import { suggest } from '../suggest.ts';
import { entriesOf, itemsOf, type Path, writtenText, writtenValue } from '../written.ts';
import { foreignIdentity } from './foreignIdentity.ts';

/** Findings about cloud identities of apps, their jobs and operators that do not exist, or that are of another cloud. */
export function checkIdentities(document: Document, { apps, operators = [] }: Catalogue): Finding[] {
  const names = [
    ...apps.flatMap(({ name, identities = [] }) => [name, ...identities]),
    ...operators.filter(({ identity }) => identity).map(({ name }) => name),
  ];
  const writers = new Set(operators.filter(({ identity }) => identity?.of === 'zone').map(({ name }) => name));
  const zone = writtenText(document.root, ['dns', 'service'])?.text as keyof typeof dnsClouds | undefined;
  return itemsOf(writtenValue(document.root, ['clusters'])).flatMap((_, index) => {
    const inCluster: Path = ['clusters', index];
    const cloud = cloudAt(document, [...inCluster, 'cloud']);
    const path = [...inCluster, 'identities'];
    const named = entriesOf(writtenValue(document.root, path)).map(([name]) => name);
    return [
      ...named.filter((name) => !names.includes(name)).map((name) => unknownApp(document, [...path, name], names)),
      ...named.flatMap((name) => {
        const owner = (writers.has(name) && zone !== undefined && dnsClouds[zone]) || cloud;
        return foreignIdentity(document, [...path, name], owner);
      }),
      ...foreignIdentity(document, [...inCluster, 'access', 'identity'], cloud),
    ];
  });
}

function cloudAt(document: Document, path: Path): Cloud | undefined {
  const text = writtenText(document.root, path)?.text;
  return clouds.find((one) => one === text);
}

function unknownApp(document: Document, path: Path, names: readonly string[]): Finding {
  const name = String(path.at(-1));
  const meant = suggest(name, names);
  return findingAt(
    document,
    path,
    'unknown-app',
    `There is no app ${quote(name)} to have this identity.`,
    meant === undefined ? `Delete it, or name one of ${join(names)}.` : `Did you mean ${quote(meant)}?`,
  );
}
