import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Chart } from '../../generators/model/settings/index.ts';
import { moduleFolder } from '../../generators/programs/go.ts';
import { outputOf, run } from '../../generators/programs/run.ts';
import { digestOf } from './digestOf.ts';

/** A chart in a folder, ready for `helm template`; or why it could not be had. */
export type Found =
  | {
      readonly folder: string;
      /** Other versions than are asked for, which the mirror has in their place: `argo-cd 10.1.1 for 10.9.6`. */
      readonly standIns: readonly string[];
      /** What is there, at every depth: `argo-cd 10.1.1`. */
      readonly versions: readonly string[];
      /** Where it is from, and the digest of what was fetched there. Absent for a mirror, which nobody else has. */
      readonly fetched?: { readonly from: string; readonly digest: string };
    }
  | { readonly reason: string };

interface ChartModule {
  readonly module: string;
  readonly path: string;
  /** What Go adds to versions of a module that has no `go.mod`: https://go.dev/ref/mod#incompatible-versions */
  readonly suffix?: string;
}

/** Go modules whose zip holds a chart: they come with a checksum, from the proxy that the tools come from. */
const modules: Readonly<Record<string, ChartModule>> = {
  'cert-manager': { module: 'github.com/cert-manager/cert-manager', path: 'deploy/charts/cert-manager' },
  'external-secrets': {
    module: 'github.com/external-secrets/external-secrets',
    path: 'deploy/charts/external-secrets',
  },
  'eck-operator': { module: 'github.com/elastic/cloud-on-k8s/v3', path: 'deploy/eck-operator' },
  'grafana-operator': { module: 'github.com/grafana/grafana-operator/v5', path: 'deploy/helm/grafana-operator' },
  traefik: { module: 'github.com/traefik/traefik-helm-chart', path: 'traefik', suffix: '+incompatible' },
};

/**
 * A chart at its pinned version, as a Go module or from its own repository. The folder that `CHART_MIRROR` names comes
 * first; there another version may stand in for the pinned one, which then says nothing about versions.
 * @param into an empty folder of the caller's
 */
export async function findChart(helm: string, { repository, chart, version }: Chart, into: string): Promise<Found> {
  const reasons: string[] = [];
  const { CHART_MIRROR: mirror } = process.env;
  const folder = join(into, 'chart');
  const sources: Source[] = [
    ...(mirror ? [['mirror', async () => join(mirror, chart)] satisfies Source] : []),
    ['Go module', () => fromModule(chart, version, into)],
    ['repository', () => fromRepository(helm, { repository, chart, version }, into)],
  ];
  for (const [name, source] of sources) {
    try {
      const from = await source();
      const isMirror = name === 'mirror';
      const copied = copyWhole(from, folder, version, isMirror);
      return { folder, ...copied, ...(!isMirror && { fetched: { from: name, digest: digestOf(from) } }) };
    } catch (error) {
      reasons.push(`${name}: ${firstLine(error)}`);
    }
  }
  return { reason: reasons.join('; ') };
}

type Source = [string, () => Promise<string>];
type Copied = Pick<Extract<Found, { folder: string }>, 'standIns' | 'versions'>;

async function fromModule(chart: string, version: string, cwd: string): Promise<string> {
  const known = modules[chart];
  if (!known) throw new Error('none holds this chart');
  const query = `${known.module}@v${version.replace(/^v/, '')}${known.suffix ?? ''}`;
  return join(await moduleFolder(cwd, query, { timeout: 120_000 }), known.path);
}

async function fromRepository(helm: string, { repository, chart, version }: Chart, into: string): Promise<string> {
  const target = join(into, 'pulled');
  const from = repository.startsWith('oci://') ? [`${repository}/${chart}`] : [chart, '--repo', repository];
  const args = ['pull', ...from, '--version', version, '--untar', '--untardir', target];
  outputOf(await run(helm, args, { timeout: 20_000 }));
  return join(target, chart);
}

/**
 * Copies a chart of the version asked for, with the charts inside it, at every depth. What comes from sources lacks the
 * charts it depends on: those that are off unless a value turns them on are left out, for any other the chart cannot be
 * used.
 */
function copyWhole(from: string, to: string, wanted: string, mayStandIn: boolean): Copied {
  const file = join(from, 'Chart.yaml');
  if (!existsSync(file)) throw new Error('it is not there');
  const meta = parse(readFileSync(file, 'utf8')) as ChartFile;
  // A dependency may be any of a range, such as 0.0.*: then it is what is there.
  const version = /^v?\d+\.\d+\.\d+/.test(wanted) ? wanted : meta.version;
  // Some projects write the version into their sources only when they release, and have a placeholder before.
  const placeholder = ['v0.0.0', '0.0.0'].includes(meta.version);
  const differs = meta.version !== version && !placeholder;
  if (differs && !mayStandIn) throw new Error(`it has version ${meta.version}`);
  const present = existsSync(join(from, 'charts')) ? readdirSync(join(from, 'charts')) : [];
  const folderOf = ({ name }: Dependency) => present.find((one) => one === name || one.startsWith(`${name}-`));
  const { dependencies = [] } = meta;
  const needed = dependencies.filter((one) => !folderOf(one) && one.condition === undefined);
  if (needed.length > 0) throw new Error(`${meta.name} depends on ${needed.map(({ name }) => name).join(', ')}`);
  cpSync(from, to, { recursive: true, filter: () => true });
  const kept = dependencies.filter(folderOf);
  const own = { version, ...(placeholder && { appVersion: version }) };
  writeFileSync(join(to, 'Chart.yaml'), stringify({ ...meta, ...own, dependencies: kept }), { mode: 0o644 });
  const inside = kept
    .map((one) => ({ path: join('charts', folderOf(one) ?? ''), version: one.version }))
    // A packed chart is whole, and Helm reads it as it is.
    .filter(({ path }) => !path.endsWith('.tgz'))
    .map((one) => copyWhole(join(from, one.path), join(to, one.path), one.version, mayStandIn));
  const actual = placeholder ? version : meta.version;
  return {
    standIns: [...(differs ? [`${meta.name} ${actual} for ${version}`] : []), ...inside.flatMap((one) => one.standIns)],
    versions: [`${meta.name} ${actual}`, ...inside.flatMap((one) => one.versions)],
  };
}

interface ChartFile {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: readonly Dependency[];
}
interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly condition?: string;
}

function firstLine(error: unknown): string {
  const { message } = error as Error;
  return message.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
}
