import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { ensureTool, type Say } from '../../generators/programs/toolchain.ts';
import { repository } from '../../generators/repository.ts';
import { writeKubeconfig } from '../controlPlane/certificates.ts';
import type { Lab, LabCluster } from '../lab.ts';
import { freePorts } from '../processes/ports.ts';
import type { RunningProgram } from '../processes/processes.ts';
import { labProgram, sourceOf } from '../programs.ts';
import { argoCdNamespace, configuration, type HubValues } from './configuration.ts';

export interface ArgoCd {
  readonly controller: RunningProgram;
  readonly repoServer: RunningProgram;
  readonly applicationSets: RunningProgram;
}

/**
 * Starts Argo CD as plain processes for a cluster, configured by the generated values of its chart: repo-server and the
 * controllers of Applications, ApplicationSets and notifications. Argo CD's own API server and UI do not run, so nobody
 * receives webhooks. It compares more often than in production, and notifications are sent to a stand-in for Slack.
 * @param slack prefix of the addresses of Slack's API
 */
export async function startArgoCd(
  lab: Lab,
  hub: LabCluster,
  values: HubValues,
  slack: string,
  progress: Say,
): Promise<ArgoCd> {
  const argocd = await labProgram('argocd', progress);
  const kit = await labProgram('kit', progress);
  const tools = [await ensureTool(repository, 'kustomize', progress), await labProgram('helm', progress)].map(dirname);
  const home = join(hub.folder, 'argocd');
  const bin = await helpers(home);
  await configure(hub, { ...values, notifications: postingTo(slack, values.notifications) });
  const [redis, repo, repoMetrics, controllerMetrics, setMetrics, setProbe, setWebhook, notifierMetrics] =
    await freePorts(8);
  const kubeconfig = writeKubeconfig(
    join(home, 'hub.kubeconfig'),
    hub.api.server,
    hub.certificates,
    'admin',
    argoCdNamespace,
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
      // How long the commit of a branch is cached. The default is three minutes.
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
        // How long a revision that cannot be built counts as a temporary error. The default is three minutes.
        '--repo-error-grace-period-seconds=0',
        // How old a comparison may be: a change of health during a sync is seen at the next one. Production waits two to
        // three minutes for it; comparing all the time would take the processor from the sync.
        '--app-resync=30',
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
    start(
      'argocd-notifications',
      [`--argocd-repo-server=127.0.0.1:${repo}`, '--argocd-repo-server-plaintext', `--metrics-port=${notifierMetrics}`],
      notifierMetrics,
    ),
  ]);
  return { controller, repoServer, applicationSets };
}

const reached = (url: string) => fetch(url).then(({ ok }) => ok);

/** Programs that repo-server runs besides git, Kustomize and Helm: a script in Argo CD's source. */
async function helpers(home: string): Promise<string> {
  for (const folder of ['bin', 'tmp', 'tls', 'ssh', 'gpg', 'gpg-data', 'plugins']) {
    mkdirSync(join(home, folder), { recursive: true });
  }
  const bin = join(home, 'bin');
  const source = await sourceOf('argocd', 'github.com/argoproj/argo-cd/v3');
  copyFileSync(join(source, 'hack', 'git-verify-wrapper.sh'), join(bin, 'git-verify-wrapper.sh'));
  chmodSync(join(bin, 'git-verify-wrapper.sh'), 0o755);
  return bin;
}

async function configure({ api }: LabCluster, values: HubValues): Promise<void> {
  const own = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: argoCdNamespace } };
  for (const one of [own, ...Object.values(configuration(values))]) {
    await api.apply(one, { manager: 'lab', force: true });
  }
}

/** `apiURL`: `SlackOptions` in notifications-engine/pkg/services/slack.go */
function postingTo(apiURL: string, { notifiers, ...rest }: HubValues['notifications']): HubValues['notifications'] {
  const slack = { ...(parse(notifiers['service.slack'] ?? '') as object), apiURL };
  return { ...rest, notifiers: { ...notifiers, 'service.slack': stringify(slack) } };
}
