import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Chart } from '../../generators/model/settings/index.ts';
import { moduleFolder } from '../../generators/programs/go.ts';
import { outputOf, run } from '../../generators/programs/run.ts';

/** A chart in a folder, ready for `helm template`; or the reason why it could not be fetched. */
export type Found = { readonly folder: string } | { readonly reason: string };

/** Go modules whose zip holds a chart: they come with a checksum, from the proxy that the tools come from. */
const modules: Readonly<Record<string, { readonly module: string; readonly path: string }>> = {
  'cert-manager': { module: 'github.com/cert-manager/cert-manager', path: 'deploy/charts/cert-manager' },
  'external-secrets': {
    module: 'github.com/external-secrets/external-secrets',
    path: 'deploy/charts/external-secrets',
  },
};

/**
 * A chart at its pinned version: from the folder that `CHART_MIRROR` names, as a Go module, or from its own repository.
 * @param into an empty folder of the caller's
 */
export async function findChart(helm: string, { repository, chart, version }: Chart, into: string): Promise<Found> {
  const reasons: string[] = [];
  const { CHART_MIRROR: mirror } = process.env;
  const sources: [string, () => Promise<string>][] = [
    ...(mirror ? [[`mirror`, async () => join(mirror, chart)] satisfies [string, () => Promise<string>]] : []),
    ['Go module', () => fromModule(chart, version, into)],
    ['repository', () => fromRepository(helm, { repository, chart, version }, into)],
  ];
  for (const [name, source] of sources) {
    try {
      const folder = join(into, 'chart');
      copyWhole(await source(), folder, version);
      return { folder };
    } catch (error) {
      reasons.push(`${name}: ${firstLine(error)}`);
    }
  }
  return { reason: reasons.join('; ') };
}

async function fromModule(chart: string, version: string, cwd: string): Promise<string> {
  const known = modules[chart];
  if (!known) throw new Error('none holds this chart');
  const query = `${known.module}@v${version.replace(/^v/, '')}`;
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
 * Copies a chart of the wanted version. A chart from sources lacks the charts that it depends on. Dependencies that
 * only a value enables are left out; with any other dependency the chart cannot be used.
 */
function copyWhole(from: string, to: string, version: string): void {
  const file = join(from, 'Chart.yaml');
  if (!existsSync(file)) throw new Error('it is not there');
  const meta = parse(readFileSync(file, 'utf8')) as ChartFile;
  // Some projects write the version into their sources only when they release, and have a placeholder before.
  const isPlaceholder = meta.version === 'v0.0.0' || meta.version === '0.0.0';
  if (meta.version !== version && !isPlaceholder) throw new Error(`it has version ${meta.version}`);
  const present = existsSync(join(from, 'charts')) ? readdirSync(join(from, 'charts')) : [];
  const isPresent = ({ name }: Dependency) => present.some((one) => one === name || one.startsWith(`${name}-`));
  const missing = (meta.dependencies ?? []).filter((one) => !isPresent(one));
  const needed = missing.filter(({ condition }) => condition === undefined);
  if (needed.length > 0) throw new Error(`it depends on ${needed.map(({ name }) => name).join(', ')}`);
  mkdirSync(to, { recursive: true });
  cpSync(from, to, { recursive: true, filter: () => true });
  const dependencies = meta.dependencies?.filter((one) => !missing.includes(one));
  writeFileSync(join(to, 'Chart.yaml'), stringify({ ...meta, version, dependencies }), { mode: 0o644 });
}

interface ChartFile {
  readonly version: string;
  readonly dependencies?: readonly Dependency[];
}
interface Dependency {
  readonly name: string;
  readonly condition?: string;
}

function firstLine(error: unknown): string {
  const { message } = error as Error;
  return message.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
}
