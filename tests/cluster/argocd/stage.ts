import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseDocument } from 'yaml';
import type { Operator } from '../../../generators/model/operator.ts';
import type { Pinned } from '../../../generators/model/settings/index.ts';
import { loadCatalogue, repository } from '../../../generators/repository.ts';
import { type ArgoCd, startArgoCd } from '../../../lab/argocd/argocd.ts';
import { serveCharts } from '../../../lab/argocd/charts.ts';
import type { HubValues } from '../../../lab/argocd/configuration.ts';
import { makeFolder } from '../../../lab/argocd/folders.ts';
import { serveGit } from '../../../lab/argocd/gitServer.ts';
import { type SlackServer, serveSlack } from '../../../lab/argocd/slack.ts';
import { type Definition, definesOneOf, definitions, install, isDefinition } from '../../../lab/definitions.ts';
import { builtClusters } from '../../../lab/fleet.ts';
import { type Lab, type LabCluster, openLab } from '../../../lab/lab.ts';
import { startMetricsServer } from '../../../lab/metrics/metricsServer.ts';
import { simulatedKinds } from '../../../lab/simulator/kinds.ts';
import { startSimulator } from '../../../lab/simulator/simulator.ts';
import { say } from '../say.ts';
import { copyTree, type Tree } from './tree.ts';

/** The environment that is shown, and its clusters in the order of their rings. */
export const environment = 'production';
export const rings = ['canary', 'primary'] as const;
export const members = { canary: 'azure-eastus', primary: 'aws-us-east-1' } as const;

/** A hub and the two clusters that it syncs, each with an API server of its own. */
export interface Stage {
  readonly lab: Lab;
  readonly hub: LabCluster;
  readonly clusters: Readonly<Record<(typeof rings)[number], LabCluster>>;
  readonly tree: Tree;
  readonly argocd: ArgoCd;
  /** The stand-in for Slack, which receives notifications. */
  readonly slack: SlackServer;
  /** Generates the tree, as a person would before a commit, with the changes that only the lab needs. */
  generate(): void;
}

/**
 * Sets everything up, and starts Argo CD without any Application. The tree is this repository's, with addresses of this
 * machine: of git, of charts and of the clusters. Argo CD authenticates to them by a certificate instead of a cloud
 * identity.
 */
export async function setStage(): Promise<Stage> {
  const lab = await openLab({ progress: say });
  try {
    const tree = copyTree(lab.folder);
    const kinds = await definitions(say);
    const objects = (await builtClusters(repository)).flatMap((one) => [...one.objects.values()].flat());
    // Only the kinds that are used; `acceptance.lab.ts` installs all kinds.
    const used = kinds.filter(isDefinition).filter(definesOneOf(objects));
    const git = await serveGit(lab.folder);
    const slack = await serveSlack();
    const { operators = [] } = await loadCatalogue(repository);
    const upstream = await serveUpstream(lab, tree, operators, used);
    lab.beforeStop(() => {
      git.close();
      slack.close();
      upstream.close();
    });
    say('git and charts are served');

    const settings = topologies(tree);
    const hub = await lab.cluster('hub', {
      region: 'hub',
      zones: ['hub'],
      nodes: { general: { ...size, maxPerZone: 1 } },
    });
    const clusters = {
      canary: await lab.cluster(members.canary, settings.get(members.canary)),
      primary: await lab.cluster(members.primary, settings.get(members.primary)),
    };
    await install(
      hub.api,
      kinds.filter(({ metadata }) => metadata.name.endsWith('.argoproj.io')),
    );
    // What no operator of ours brings comes with the cluster, such as the kinds of its provisioner of nodes.
    const served = new Set(operators.flatMap(({ groups }) => groups));
    const brought = used.filter(({ spec }) => !served.has(spec.group));
    for (const cluster of Object.values(clusters)) {
      const { api } = cluster;
      await install(api, brought);
      await startMetricsServer(cluster, lab.processes, say);
      const simulator = await startSimulator(api, { log: () => {}, kinds: simulatedKinds.map(({ kind }) => kind) });
      lab.beforeStop(() => simulator.stop());
    }
    say('three control planes and their nodes are up');

    address(tree, git.address, upstream.addressOf);
    const generate = () => {
      tree.generate();
      for (const ring of rings) letIn(tree, ring, clusters[ring]);
    };
    generate();
    const commit = tree.commit('Addresses of the lab');
    tree.push(commit, 'main', ...rings.map((ring) => `release/${ring}`));

    const values = parse(readFileSync(join(tree.root, 'argocd/charts/argo-cd/hub.yaml'), 'utf8')) as HubValues;
    const argocd = await startArgoCd(lab, hub, values, slack.address, say);
    say('Argo CD is up');
    return { lab, hub, clusters, tree, argocd, slack, generate };
  } catch (error) {
    await lab.stop();
    throw error;
  }
}

/** Serves what operators are installed from: `addressOf` says at which address, given the lab's git server. */
async function serveUpstream(lab: Lab, tree: Tree, operators: readonly Operator[], kinds: readonly Definition[]) {
  const { charts } = parse(readFileSync(join(tree.root, 'overlays/fleet.yaml'), 'utf8')) as {
    charts: Record<string, Pinned>;
  };
  const wanted = Object.entries(charts).map(([name, pinned]) => {
    return { name, pinned, operator: operators.find((one) => one.name === name) };
  });
  const helm = wanted.flatMap(({ pinned, operator }) =>
    'chart' in pinned ? [{ ...pinned, ...(operator && { operator }) }] : [],
  );
  const server = await serveCharts(join(lab.folder, 'charts'), helm, kinds, say);
  const folders = new Map<string, string>();
  for (const { name, pinned, operator } of wanted) {
    if (operator && 'path' in pinned) folders.set(name, await makeFolder(lab.folder, { ...pinned, operator }, kinds));
  }
  return {
    addressOf: (name: string, git: string) => (folders.has(name) ? `${git}/${folders.get(name)}` : server.address),
    close: () => server.close(),
  };
}

/** Changes of settings for the lab: addresses, and the clusters that the lab does not start. */
function address(tree: Tree, git: string, addressOf: (name: string, git: string) => string): void {
  tree.edit('overlays/fleet.yaml', (fleet) => {
    fleet.set('repository', `${git}/tree.git`);
    for (const name of Object.keys((fleet.toJS() as { charts: object }).charts)) {
      fleet.setIn(['charts', name, 'repository'], addressOf(name, git));
    }
  });
  // The lab has no cluster for staging.
  rmSync(join(tree.root, 'overlays/staging'), { recursive: true });
  tree.edit(`overlays/${environment}/environment.yaml`, (settings) => {
    settings.set('rings', [...rings]);
    const { clusters } = settings.toJS() as { clusters: { name: string }[] };
    const others = clusters.flatMap(({ name }, index) => (isMember(name) ? [] : [index]));
    for (const index of others.reverse()) settings.deleteIn(['clusters', index]);
  });
}

const isMember = (name: string) => Object.values<string>(members).includes(name);

const size = { cpu: '16', memory: '64Gi' };

/** Zones and node classes of the environment's clusters. */
function topologies(tree: Tree) {
  const file = join(tree.root, `overlays/${environment}/environment.yaml`);
  const { clusters } = parse(readFileSync(file, 'utf8')) as {
    clusters: { name: string; region: string; zones: string[] }[];
  };
  // A quarter of production's maximum of nodes is enough for the pods of this test.
  const nodes = { general: { ...size, maxPerZone: 4 } };
  return new Map(clusters.map(({ name, region, zones }) => [name, { region, zones, nodes }]));
}

/** Replaces the cloud identity in a cluster's Secret by a certificate. */
function letIn(tree: Tree, ring: (typeof rings)[number], { api, certificates }: LabCluster): void {
  const base64 = (name: string) => readFileSync(join(certificates, name)).toString('base64');
  const file = join(tree.root, `argocd/hub/${environment}/secret-cluster-${members[ring]}.yaml`);
  const secret = parseDocument(readFileSync(file, 'utf8'));
  secret.setIn(['stringData', 'server'], api.server);
  const tlsClientConfig = {
    caData: base64('ca.crt'),
    certData: base64('admin.crt'),
    keyData: base64('admin.key'),
  };
  secret.setIn(['stringData', 'config'], JSON.stringify({ tlsClientConfig }));
  writeFileSync(file, secret.toString({ lineWidth: 0 }));
}
