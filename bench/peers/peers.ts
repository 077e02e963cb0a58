import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureSchemas } from '../../generators/judge/schemas.ts';
import { cacheFolder } from '../../generators/programs/cache.ts';
import { outputOf, runSync } from '../../generators/programs/run.ts';
import { ensureProgram, ensureTool } from '../../generators/programs/toolchain.ts';
import { repository } from '../../generators/repository.ts';
import { copySettings, writeFleet } from '../fleets.ts';
import { type FleetSize, inFolder } from '../steps.ts';
import { type Cost, timed } from '../timed.ts';

/** The packages of the peers, pinned. They are no dependencies of this repository. */
const packages = { cdk8s: '2.70.0', constructs: '10.8.1', '@kosko/generate': '1.2.1' };

/** How many overlays Kustomize and kubeconform are run for: a process each, so all of them take proportionally longer. */
const sample = 20;

/** What a peer takes for the objects of a fleet. */
export interface PeerRun extends Cost {
  readonly peer: string;
}

/** The peers, ready to be measured. */
export interface Peers {
  /** What each takes for a fleet, once. */
  measure(size: FleetSize): Promise<readonly PeerRun[]>;
}

/** Installs the peers into the cache folder, unless they are there. */
export async function openPeers(say: (message: string) => void): Promise<Peers> {
  const folder = join(cacheFolder(), 'peers');
  if (!existsSync(join(folder, 'node_modules', 'cdk8s'))) {
    say('installing cdk8s and kosko');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const pinned = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    outputOf(runSync('npm', ['install', '--no-audit', '--no-fund', '--save-exact', ...pinned], { cwd: folder }));
  }
  const kubeconform = { module: 'tools', package: 'github.com/yannh/kubeconform/cmd/kubeconform' };
  const programs = {
    kustomize: await ensureTool(repository, 'kustomize', say),
    kubeconform: await ensureProgram(repository, 'kubeconform', kubeconform, say),
    schemas: (await ensureSchemas(await ensureTool(repository, 'driver', say), repository, [], say)).dir,
  };
  return { measure: (size) => inFolder((root) => measurePeers(size, root, folder, programs)) };
}

function measurePeers(
  size: FleetSize,
  root: string,
  installed: string,
  { kustomize, kubeconform, schemas }: Readonly<Record<'kustomize' | 'kubeconform' | 'schemas', string>>,
): readonly PeerRun[] {
  if (size === 'own') copySettings(root);
  else writeFleet(root, size);
  const manifests = join(root, 'manifests.json');
  const node = (script: string, ...args: string[]) =>
    timed(process.execPath, [join(import.meta.dirname, script), ...args]).cost;
  node('manifests.ts', root, manifests);
  timed(process.execPath, [join(import.meta.dirname, '..', 'measure.ts'), 'generate', root]);
  const folders = (JSON.parse(readFileSync(manifests, 'utf8')) as { folder: string }[]).map((one) => one.folder);
  const looked = folders.filter((_, index) => index % Math.ceil(folders.length / sample) === 0);
  const template = '{{.ResourceKind}}-{{.Group}}-{{.ResourceAPIVersion}}.json';
  const locations = [`${schemas}/kubernetes/1.35/${template}`, `${schemas}/custom/${template}`];
  const proof = looked.map((folder) => {
    const check = `"$0" build "$1" | "$2" -strict -schema-location "$3" -schema-location "$4" -ignore-missing-schemas`;
    return timed('sh', ['-c', check, kustomize, join(root, folder), kubeconform, ...locations]).cost;
  });
  const sum = (of: (cost: Cost) => number) =>
    (proof.reduce((total, one) => total + of(one), 0) / looked.length) * folders.length;
  const from = join(installed, 'package.json');
  return [
    { peer: `cdk8s ${packages.cdk8s}, synth`, ...node('cdk8s.mjs', from, manifests, join(root, 'cdk8s')) },
    {
      peer: `kosko ${packages['@kosko/generate']}, print`,
      ...node('kosko.mjs', from, manifests, join(root, 'kosko.yaml')),
    },
    { peer: 'kustomize build | kubeconform, each overlay', cpu: sum(({ cpu }) => cpu), wall: sum(({ wall }) => wall) },
  ];
}
