import type { Finding } from '../model/finding.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import { clusterSchemas } from '../model/settings/cluster.ts';
import { withDefaults } from '../model/settings/defaults.ts';
import type { Cluster, EnvironmentSettings, FleetSettings, ImagesSettings } from '../model/settings/index.ts';
import { arrange } from './arrange.ts';
import { checkSchema } from './check.ts';
import { cross } from './cross.ts';
import type { Document } from './document.ts';
import { error, startOfFile } from './error.ts';
import { environmentFolders } from './folders.ts';
import { locator } from './locate.ts';
import { parse } from './parse.ts';
import { readPrices } from './prices.ts';
import { type SettingsKind, schemaOf } from './schemas.ts';
import { onOneLine } from './show.ts';
import { readSource } from './source.ts';
import { plainData } from './written.ts';

/**
 * bytes ─ source ─▶ text ─ parse ─▶ values with positions ─ check, cross ─▶ findings, or a Fleet
 *
 * Reads `overlays/fleet.yaml` and of every environment `environment.yaml` and, if there is one, `images.yaml`;
 * `overlays/prices.yaml` is checked alone. All findings of all files are collected; there is a fleet only when none of
 * them is an error. Defaults of the fleet and of clusters are filled in; {@link resolveSettings} and
 * {@link resolveContract} fill in those of apps and contracts.
 * @param root the repository's folder
 */
export function readFleet(root: string, catalogue: Catalogue): { fleet?: Fleet; findings: Finding[] } {
  const folders = environmentFolders(root);
  const findings: Finding[] = [...folders.findings];
  if (folders.environments.length === 0) findings.push(noEnvironment());

  const load = (kind: SettingsKind, file: string, environment?: string): Document | undefined => {
    const result = readSource(root, file);
    if ('finding' in result) findings.push(result.finding);
    if ('missing' in result && kind !== 'images') findings.push(missingFile(file));
    if (!('source' in result)) return undefined;
    const { root: written, findings: found } = parse(result.source);
    const scope = environment === undefined ? {} : { environment: onOneLine(environment) };
    for (const finding of found) findings.push({ ...finding, in: scope });
    if (!written) return undefined;
    const document = { source: result.source, root: written, ...scope };
    for (const finding of checkSchema(kind, document, catalogue)) findings.push(finding);
    return document;
  };

  const settings = load('fleet', 'overlays/fleet.yaml');
  const environments = folders.environments.map((name) => ({
    name,
    settings: load('environment', `overlays/${name}/environment.yaml`, name),
    images: load('images', `overlays/${name}/images.yaml`, name),
  }));
  const documentsOfAll = environments.flatMap((environment) => environment.settings ?? []);
  if (environments.length > 0) findings.push(...readPrices(root).findings);
  const arranged = arrange([...findings, ...cross(settings, documentsOfAll, catalogue, findings)]);
  if (!settings || arranged.some(({ severity }) => severity === 'error')) return { findings: arranged };
  const documents = [settings, ...environments.flatMap((all) => [all.settings ?? [], all.images ?? []].flat())];
  const fleet: Fleet = {
    settings: withDefaults(schemaOf('fleet', catalogue), plainData(settings.root)) as FleetSettings,
    environments: environments.flatMap((all) => (all.settings ? environment(all.name, all.settings, all.images) : [])),
    locate: locator(documents),
  };
  return { fleet, findings: arranged };
}

function environment(name: string, settings: Document, images: Document | undefined): Environment {
  const written = plainData(settings.root) as EnvironmentSettings;
  const clusters = written.clusters.map((cluster) => withDefaults(clusterSchemas[cluster.cloud], cluster) as Cluster);
  return {
    name,
    file: `overlays/${name}/environment.yaml`,
    settings: { ...written, clusters },
    imagesFile: `overlays/${name}/images.yaml`,
    images: images ? (plainData(images.root) as ImagesSettings).images : {},
  };
}

function missingFile(file: string): Finding {
  const fix = file.endsWith('/fleet.yaml')
    ? 'Create it.'
    : 'Create it, or delete the folder if the environment no longer exists.';
  return error('missing-file', startOfFile(file), `There is no ${onOneLine(file)}.`, fix);
}

function noEnvironment(): Finding {
  return error(
    'no-environment',
    startOfFile('overlays/fleet.yaml'),
    'There is no environment.',
    'Create overlays/<name>/environment.yaml.',
  );
}
