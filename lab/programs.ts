import { join } from 'node:path';
import { moduleFolder } from '../generators/programs/go.ts';
import { ensureProgram, ensureTool, type GoProgram, type Say } from '../generators/programs/toolchain.ts';
import { repository } from '../generators/repository.ts';

const kubernetes = (name: string, takes: string): GoProgram => ({
  module: 'tools/lab/kubernetes',
  package: `k8s.io/kubernetes/cmd/${name}`,
  takes,
  // The version: without it the API server reports v0.0.0, and clients that check the version fail.
  link: ['gitVersion=v1.36.3', 'gitMajor=1', 'gitMinor=36', 'gitTreeState=clean']
    .map((stamp) => `-X k8s.io/component-base/version.${stamp}`)
    .join(' '),
});

const prometheus = (name: string, takes: string): GoProgram => ({
  module: 'tools/lab/prometheus',
  package: `github.com/prometheus/prometheus/cmd/${name}`,
  takes,
  // The version, which it reports in `prometheus_build_info`.
  link: `-s -w -X github.com/prometheus/common/version.Version=3.13.2`,
  // Discovery by Kubernetes alone: with that of all clouds a build takes several times as long.
  tags: ['remove_all_sd', 'enable_kubernetes_sd'],
});

/**
 * The programs of the lab: each pinned by a Go module of its own, so that one can be upgraded without the others. They
 * stand in the order in which the tests of `.ci/run` need them.
 */
const programs = {
  kit: { module: 'tools/lab/kit', package: '.', takes: 'some seconds' },
  etcd: { module: 'tools/lab/etcd', package: 'go.etcd.io/etcd/server/v3' },
  'kube-apiserver': kubernetes('kube-apiserver', 'about 6 minutes on two cores'),
  'kube-controller-manager': kubernetes('kube-controller-manager', 'about 2 minutes on two cores'),
  'kube-scheduler': kubernetes('kube-scheduler', 'half a minute'),
  kubectl: kubernetes('kubectl', 'half a minute'),
  kwok: { module: 'tools/lab/kwok', package: 'sigs.k8s.io/kwok/cmd/kwok', takes: 'about 2 minutes on two cores' },
  argocd: {
    module: 'tools/lab/argocd',
    package: 'github.com/argoproj/argo-cd/v3/cmd',
    takes: 'about 6 minutes on two cores',
    // These have no flag for the address of their metrics, and listen on all of them.
    patch: {
      module: 'github.com/argoproj/argo-cd/v3',
      files: ['controller/appcontroller.go', 'cmd/argocd-notification/commands/argocd_notification.go'],
      from: '"0.0.0.0:%d"',
      to: '"127.0.0.1:%d"',
    },
  },
  'metrics-server': {
    module: 'tools/lab/metrics-server',
    package: 'sigs.k8s.io/metrics-server/cmd/metrics-server',
    takes: 'about 3 minutes on two cores',
  },
  keda: {
    module: 'tools/lab/keda',
    package: 'github.com/kedacore/keda/v2/cmd/operator',
    takes: 'about 9 minutes on two cores',
  },
  'keda-adapter': {
    module: 'tools/lab/keda',
    package: './adapter',
    takes: 'about a minute after keda',
  },
  'keda-webhooks': {
    module: 'tools/lab/keda',
    package: 'github.com/kedacore/keda/v2/cmd/webhooks',
    takes: 'about a minute after keda',
  },
  'prometheus-operator': {
    module: 'tools/lab/monitoring',
    package: 'github.com/prometheus-operator/prometheus-operator/cmd/operator',
    takes: 'about 4 minutes on two cores',
    link: '-s -w',
  },
  promtool: prometheus('promtool', 'about 2 minutes on two cores'),
  prometheus: prometheus('prometheus', 'a minute and a half after promtool'),
  istiod: {
    module: 'tools/istiod',
    package: 'istio.io/istio/pilot/cmd/pilot-discovery',
    takes: 'about 8 minutes on two cores',
    link: '-s -w -X istio.io/istio/pkg/version.buildVersion=1.31-dev',
  },
  ratelimit: {
    module: 'tools/ratelimit',
    package: 'github.com/envoyproxy/ratelimit/src/service_cmd',
    takes: 'about a minute on two cores',
    link: '-s -w',
  },
  'kong-controller': {
    module: 'tools/kong-controller',
    package: 'github.com/kong/kubernetes-ingress-controller/v3/internal/cmd',
    takes: 'about 3 minutes on two cores',
    link: '-s -w -X github.com/kong/kubernetes-ingress-controller/v3/internal/manager/metadata.Release=3.4.0',
  },
  amtool: {
    module: 'tools/lab/monitoring',
    package: 'github.com/prometheus/alertmanager/cmd/amtool',
    takes: 'about 2 minutes on two cores',
    link: '-s -w',
  },
  alertmanager: {
    module: 'tools/lab/monitoring',
    package: 'github.com/prometheus/alertmanager/cmd/alertmanager',
    takes: 'about a minute after amtool',
    link: '-s -w',
    // The pages of its web interface are not in the module: without them it does not build.
    patch: {
      module: 'github.com/prometheus/alertmanager',
      files: ['ui/web.go'],
      from: '//go:embed app/dist',
      to: '//go:embed web.go',
    },
  },
  actionlint: {
    module: 'tools/actionlint',
    package: 'github.com/rhysd/actionlint/cmd/actionlint',
    takes: 'some seconds',
    link: '-s -w',
  },
  collector: {
    module: 'tools/lab/collector',
    package: '.',
    takes: 'about 5 minutes on two cores',
    link: '-s -w',
  },
} as const satisfies Record<string, GoProgram>;
export type Program = keyof typeof programs;

/**
 * The path of a program of the lab, built once and kept outside git by its pins.
 * @throws Failure when Go is missing, or when the build fails
 */
export const labProgram = (name: Program, progress: Say): Promise<string> =>
  ensureProgram(repository, name, programs[name], progress);

/** Several programs, one after the other: Go uses all cores by itself. */
export async function labPrograms<Name extends Program>(
  names: readonly Name[],
  progress: Say,
): Promise<Record<Name, string>> {
  const paths: [Name, string][] = [];
  for (const name of names) paths.push([name, await labProgram(name, progress)]);
  return Object.fromEntries(paths) as Record<Name, string>;
}

/** All of them, in their order, with the tools that slow tests need as well: what `npm run lab -- build` builds. */
export async function buildPrograms(progress: Say): Promise<readonly string[]> {
  const tools = [await ensureTool(repository, 'kustomize', progress), await ensureTool(repository, 'helm', progress)];
  const built = await labPrograms(Object.keys(programs) as Program[], progress);
  return [...tools, ...Object.values(built)];
}

/** The source folder of a module that a program is built from: some contain files that the lab needs. */
export const sourceOf = (program: Program, module: string): Promise<string> =>
  moduleFolder(join(repository, programs[program].module), module);
