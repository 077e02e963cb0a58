import { paths } from '../files/paths.ts';
import { markGenerated } from '../files/print.ts';
import type { FileSpec } from '../model/file.ts';
import type { Fleet } from '../model/fleet.ts';
import { distinct } from './distinct.ts';
import type { ClusterNeeds } from './needs.ts';
import { bucketMakers, zoneSection } from './page/buckets.ts';
import { clusterSection } from './page/cluster.ts';
import { entriesSection } from './page/entries.ts';
import { hubSection } from './page/hub.ts';
import { sharedIdentities } from './page/identities.ts';
import { issuersSection } from './page/issuers.ts';
import { loginsSection } from './page/logins.ts';
import { inWords, markdownTable } from './page/markdown.ts';

/** One page for each environment, and one for all of them with what the hub needs. */
export function prerequisitePages(fleet: Fleet, all: readonly ClusterNeeds[]): FileSpec[] {
  const groups = Map.groupBy(all, ({ environment }) => environment.name);
  const pages = [...groups].flatMap(([name, own]) => {
    const [first] = own;
    return first ? [page(name, environmentPage(first, own), `${first.environment.file} and apps`)] : [];
  });
  return [page('README', overview(fleet, groups), 'overlays/fleet.yaml and overlays/*/environment.yaml'), ...pages];
}

function page(name: string, sections: readonly string[], source: string): FileSpec {
  const content = markGenerated(`${sections.join('\n\n')}\n`, source);
  return { path: `${paths.prerequisites}/${name}.md`, content, source };
}

function environmentPage(first: ClusterNeeds, all: readonly ClusterNeeds[]): readonly string[] {
  const { name } = first.environment;
  const standby = all.some(({ cluster }) => cluster.role === 'standby')
    ? ' What a standby cluster asks for only once it is active must exist as well, or a failover stops there.'
    : '';
  const shared = { identities: sharedIdentities(all), buckets: bucketMakers(all) };
  return [
    `# ${name}: what must exist before the first sync`,
    `This is all that the clusters of this environment ask for outside of themselves: nothing is left out, because it follows from the objects that are synced.${standby} No command holds a secret; what begins with $ is yours to set.`,
    ...entriesSection(all),
    ...zoneSection(first),
    ...issuersSection(distinct(all.flatMap(({ issuers }) => issuers))),
    ...loginsSection(distinct(all.flatMap(({ logins }) => logins))),
    ...all.flatMap((needs) => clusterSection(needs, shared)),
  ];
}

function overview(fleet: Fleet, groups: ReadonlyMap<string, readonly ClusterNeeds[]>): readonly string[] {
  const rows = [...groups].map(([name, own]) => [
    `[${name}](${name}.md)`,
    inWords(own.map(({ cluster }) => cluster.name)),
    String(new Set(own.flatMap(({ entries }) => entries.map((entry) => entry.name))).size),
    String(new Set(own.flatMap(({ identities }) => identities.map(({ id }) => id))).size),
    String(new Set(own.flatMap(({ buckets }) => buckets.map(({ place }) => JSON.stringify(place)))).size),
  ]);
  return [
    '# What must exist before the first sync',
    'Entries of the secret manager, identities with their permissions, buckets, queues of brokers outside, DNS, features of the clusters: all that the synced objects ask for and nothing here makes. `npm run generate` keeps these pages up to date; what a change asks for anew, `npm run validate` and `npm run diff` say.',
    ...markdownTable(['environment', 'clusters', 'entries', 'identities', 'buckets'], rows),
    ...hubSection(fleet),
  ];
}
