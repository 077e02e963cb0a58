import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { repository } from '../generators/repository.ts';

/** Copies the hand-written files of this repository to a root that `generate` fills. */
export function copySettings(root: string): void {
  const files = readdirSync(join(repository, 'overlays'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    /^(fleet|prices|[^/]+\/(environment|images))\.yaml$/.test(path),
  );
  for (const file of files) {
    mkdirSync(dirname(join(root, 'overlays', file)), { recursive: true });
    cpSync(join(repository, 'overlays', file), join(root, 'overlays', file));
  }
}

const production = 'overlays/production/environment.yaml';

/**
 * Writes a fleet of `count` clusters in one environment: copies of production's clusters, each with a name and networks
 * of its own, like those of a company with many regions.
 */
export function writeFleet(root: string, count: number): void {
  const { dns: _, ...settings } = parse(readFileSync(join(repository, production), 'utf8'));
  const templates: { name: string; identities: Readonly<Record<string, string>> }[] = settings.clusters;
  const clusters = Array.from({ length: count }, (_, index) => {
    const template = templates[index % templates.length];
    const network = `10.${Math.floor(index / 250) % 250}.${index % 250}.0/24`;
    // Identities of the cloud that has the zone of the domain: of none here.
    const { 'external-dns': _dns, 'cert-manager': _certificates, ...identities } = template?.identities ?? {};
    return { ...template, identities, name: `c${index}`, role: 'active', controlPlane: { networks: [network] } };
  });
  // Databases outside the clusters: every cluster is active, so none can have a replica of another's database, and no
  // two may write one name in DNS.
  const outside = (name: string) => ({
    provider: 'external',
    host: `${name}.example.com`,
    database: name,
    secret: `mobile-production-${name}`,
    networks: ['10.200.0.0/16'],
  });
  const data = { ...settings.data, users: outside('users'), identities: outside('identities') };
  mkdirSync(join(root, 'overlays/production'), { recursive: true });
  const { owners: _owners, ...fleet } = parse(readFileSync(join(repository, 'overlays/fleet.yaml'), 'utf8'));
  writeFileSync(join(root, 'overlays/fleet.yaml'), textOf(fleet));
  writeEnvironment(root, { ...settings, data, clusters });
}

/** Changes one value of one cluster: how many pods of one app it has at most. */
export function editOneCluster(root: string, most: number): void {
  const settings = parse(readFileSync(join(root, production), 'utf8'));
  const [first] = settings.clusters;
  first.apps = { ...first.apps, worker: { scale: { min: 3, max: most } } };
  writeEnvironment(root, settings);
}

const writeEnvironment = (root: string, settings: object) => writeFileSync(join(root, production), textOf(settings));

/** All texts are quoted: some, such as times, are no texts to every version of YAML without. */
const textOf = (settings: object) =>
  stringify(settings, { aliasDuplicateObjects: false, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
