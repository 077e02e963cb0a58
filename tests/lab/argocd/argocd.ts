import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureTool, type Progress } from '../../../generators/judge/toolchain.ts';
import { repository } from '../../../generators/repository.ts';
import type { Ref } from '../api/client.ts';
import { writeKubeconfig } from '../controlPlane/certificates.ts';
import type { Lab, LabCluster } from '../lab.ts';
import { freePorts } from '../processes/ports.ts';
import type { Running } from '../processes/processes.ts';
import { labProgram, moduleFolder } from '../programs.ts';

/** The part of the chart's values that decides how Argo CD behaves: `argocd/charts/argo-cd/hub.yaml`. */
export interface HubValues {
  readonly configs: {
    /** `argocd-cm`, health checks included. */
    readonly cm: Readonly<Record<string, string>>;
    /** `argocd-cmd-params-cm`. */
    readonly params: Readonly<Record<string, string>>;
  };
}

export interface ArgoCd {
  readonly controller: Running;
  readonly repoServer: Running;
  readonly applicationSets: Running;
}

const namespace = 'argocd';
const manager = 'lab';

/**
 * Argo CD as plain processes in front of a cluster's API server, configured as the generated values of its chart say:
 * repo-server, application-controller and applicationset-controller. There is no API server of its own, no UI and no
 * notifications. What is set apart from that: it polls git every few seconds.
 */
export async function startArgoCd(lab: Lab, hub: LabCluster, values: HubValues, progress: Progress): Promise<ArgoCd> {
  const argocd = await labProgram('argocd', progress);
  const kit = await labProgram('kit', progress);
  const tools = await Promise.all(
    (['kustomize', 'helm'] as const).map(async (tool) => dirname(await ensureTool(repository, tool, progress))),
  );
  const home = join(hub.folder, 'argocd');
  const bin = await helpers(home);
  await configure(hub, values);
  const [redis, repo, repoMetrics, controllerMetrics, setMetrics, setProbe, setWebhook] = await freePorts(7);
  const kubeconfig = writeKubeconfig(
    join(home, 'hub.kubeconfig'),
    hub.api.server,
    hub.certificates,
    'admin',
    namespace,
  );
  const env = {
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_GPG_ENABLED: 'false',
    KUBECONFIG: kubeconfig,
    PATH: [bin, ...tools, process.env.PATH].join(':'),
    ARGOCD_TLS_DATA_PATH: join(home, 'tls'),
    ARGOCD_SSH_DATA_PATH: join(home, 'ssh'),
    ARGOCD_GNUPGHOME: join(home, 'gpg'),
    ARGOCD_GPG_DATA_PATH: join(home, 'gpg-data'),
    ARGOCD_PLUGINSOCKFILEPATH: join(home, 'plugins'),
    TMPDIR: join(home, 'tmp'),
  };
  const start = (name: string, args: readonly string[], port: number | undefined) =>
    lab.processes.start({
      name: `${hub.name}-${name}`,
      program: argocd,
      args,
      env: { ...env, ARGOCD_BINARY_NAME: name },
      ready: () => reached(`http://127.0.0.1:${port}/metrics`),
    });
  await lab.processes.start({ name: `${hub.name}-redis`, program: kit, args: ['redis', `127.0.0.1:${redis}`] });
  const repoServer = await start(
    'argocd-repo-server',
    [
      '--address=127.0.0.1',
      `--port=${repo}`,
      '--metrics-address=127.0.0.1',
      `--metrics-port=${repoMetrics}`,
      `--redis=127.0.0.1:${redis}`,
      '--disable-tls',
      '--client-ca-path=',
      // Three minutes otherwise: for so long a branch is taken to be where it was.
      '--revision-cache-expiration=2s',
    ],
    repoMetrics,
  );
  const { params } = values.configs;
  const [controller, applicationSets] = await Promise.all([
    start(
      'argocd-application-controller',
      [
        `--repo-server=127.0.0.1:${repo}`,
        '--repo-server-plaintext',
        `--redis=127.0.0.1:${redis}`,
        `--metrics-port=${controllerMetrics}`,
        `--server-side-diff-enabled=${params['controller.diff.server.side']}`,
        `--sync-timeout=${params['controller.sync.timeout.seconds']}`,
        // Three minutes otherwise: for so long a revision that cannot be built is taken for a passing trouble.
        '--repo-error-grace-period-seconds=0',
        '--app-resync=20',
        '--app-resync-jitter=0',
      ],
      controllerMetrics,
    ),
    start(
      'argocd-applicationset-controller',
      [
        `--argocd-repo-server=127.0.0.1:${repo}`,
        '--repo-server-plaintext',
        `--metrics-addr=127.0.0.1:${setMetrics}`,
        `--probe-addr=127.0.0.1:${setProbe}`,
        `--webhook-addr=127.0.0.1:${setWebhook}`,
        `--enable-progressive-syncs=${params['applicationsetcontroller.enable.progressive.syncs']}`,
        `--policy=${params['applicationsetcontroller.policy']}`,
        `--enable-policy-override=${params['applicationsetcontroller.enable.policy.override']}`,
      ],
      setMetrics,
    ),
  ]);
  return { controller, repoServer, applicationSets };
}

const reached = (url: string) => fetch(url).then(({ ok }) => ok);

/** What repo-server runs besides git, Kustomize and Helm: a script that comes with its source. */
async function helpers(home: string): Promise<string> {
  for (const folder of ['bin', 'tmp', 'tls', 'ssh', 'gpg', 'gpg-data', 'plugins']) {
    mkdirSync(join(home, folder), { recursive: true });
  }
  const bin = join(home, 'bin');
  const source = await moduleFolder('argocd', 'github.com/argoproj/argo-cd/v3');
  copyFileSync(join(source, 'hack', 'git-verify-wrapper.sh'), join(bin, 'git-verify-wrapper.sh'));
  chmodSync(join(bin, 'git-verify-wrapper.sh'), 0o755);
  return bin;
}

/** The objects that the chart would make and Argo CD reads. */
async function configure({ api }: LabCluster, { configs }: HubValues): Promise<void> {
  const labels = { 'app.kubernetes.io/part-of': 'argocd' };
  const object = (kind: string, name: string, rest: object): Ref =>
    ({ apiVersion: 'v1', kind, metadata: { name, namespace, labels }, ...rest }) as Ref;
  await api.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }, { manager, force: true });
  for (const one of [
    object('ConfigMap', 'argocd-cm', { data: configs.cm }),
    object('ConfigMap', 'argocd-cmd-params-cm', { data: configs.params }),
    object('ConfigMap', 'argocd-rbac-cm', { data: {} }),
    object('ConfigMap', 'argocd-gpg-keys-cm', { data: {} }),
    object('Secret', 'argocd-secret', { stringData: { 'server.secretkey': 'only-for-the-lab' } }),
  ]) {
    await api.apply(one, { manager, force: true });
  }
}
