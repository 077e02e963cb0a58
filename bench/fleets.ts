import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { repository } from '../generators/repository.ts';

/** Copies the hand-written files of this repository to a root that `generate` fills. */
export function copySettings(root: string): void {
  for (const file of ['overlays/fleet.yaml', ...environments.flatMap(filesOf)]) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    cpSync(join(repository, file), join(root, file));
  }
}

const environments = ['development', 'staging', 'production'];
const filesOf = (name: string) => [`overlays/${name}/environment.yaml`, `overlays/${name}/images.yaml`];

/**
 * Writes a fleet of `count` clusters in one environment: copies of production's clusters, each with a name and networks
 * of its own, like those of a company with many regions.
 */
export function writeFleet(root: string, count: number): void {
  const production = parse(readFileSync(join(repository, 'overlays/production/environment.yaml'), 'utf8'));
  const templates: { name: string; controlPlane: object }[] = production.clusters;
  const clusters = Array.from({ length: count }, (_, index) => {
    const template = templates[index % templates.length];
    const network = `10.${Math.floor(index / 250) % 250}.${index % 250}.0/24`;
    return { ...template, name: `c${index}`, role: 'active', controlPlane: { networks: [network] } };
  });
  // Databases outside the clusters: every cluster is active, so none can have a replica of another's database.
  const outside = (name: string) => ({
    provider: 'external',
    host: `${name}.example.com`,
    database: name,
    secret: `mobile-production-${name}`,
    networks: ['10.200.0.0/16'],
  });
  const data = { ...production.data, users: outside('users'), identities: outside('identities') };
  mkdirSync(join(root, 'overlays/production'), { recursive: true });
  cpSync(join(repository, 'overlays/fleet.yaml'), join(root, 'overlays/fleet.yaml'));
  const text = stringify({ ...production, data, clusters }, { aliasDuplicateObjects: false });
  writeFileSync(join(root, 'overlays/production/environment.yaml'), text);
}
