import { join } from 'node:path';
import { moduleFolder } from '../generators/programs/go.ts';
import { ensureProgram, ensureTool, type GoProgram, type Say } from '../generators/programs/toolchain.ts';
import { repository } from '../generators/repository.ts';

/** A program of the shared module. */
const lab = (path: string, more: Omit<GoProgram, 'module' | 'package'> = {}) =>
  ({ module: 'tools/lab', package: path, ...more }) satisfies GoProgram;

const kubernetes = (name: string, takes: string): GoProgram => ({
  module: 'tools/lab/kubernetes',
  package: `k8s.io/kubernetes/cmd/${name}`,
  takes,
  // The version: without it the API server reports v0.0.0, and clients that check the version fail.
  link: ['gitVersion=v1.36.3', 'gitMajor=1', 'gitMinor=36', 'gitTreeState=clean']
    .map((stamp) => `-X k8s.io/component-base/version.${stamp}`)
    .join(' '),
});

const prometheus = (name: string, takes: string) =>
  lab(`github.com/prometheus/prometheus/cmd/${name}`, {
    takes,
    // The version, which it reports in `prometheus_build_info`.
    link: '-X github.com/prometheus/common/version.Version=3.13.2',
    // Discovery by Kubernetes alone: with that of all clouds a build takes several times as long.
    tags: ['remove_all_sd', 'enable_kubernetes_sd'],
  });

const keda = (path: string, takes: string) =>
  lab(path, {
    takes,
    // The name that this type has in the version of the library that Argo CD, Helm and Prometheus need.
    patch: {
      module: 'github.com/kedacore/keda/v2',
      files: ['pkg/scalers/azure_blob_scaler.go'],
      from: '*glob.Pattern',
      to: 'glob.Glob',
    },
  });

/**
 * The programs of the lab, in the order in which the tests of `.ci/run` need them. The control plane is of the libraries
 * that it is released with: those of `tools/apivalidation`. Most others are of one Go module: they have the same version
 * of each library, and what one of them has compiled the others take from Go's build cache. So all together compile half
 * of what they would apart. Modules of their own have those that need older libraries.
 */
const programs = {
  kit: { module: 'tools/lab/kit', package: '.', takes: 'some seconds' },
  etcd: { module: 'tools/lab/etcd', package: 'go.etcd.io/etcd/server/v3' },
  'kube-apiserver': kubernetes('kube-apiserver', 'about 2 minutes on two cores'),
  'kube-controller-manager': kubernetes('kube-controller-manager', 'about a minute on two cores'),
  'kube-scheduler': kubernetes('kube-scheduler', 'half a minute'),
  kubectl: kubernetes('kubectl', 'half a minute'),
  kwok: lab('sigs.k8s.io/kwok/cmd/kwok', { takes: 'about 2 minutes on two cores' }),
  argocd: lab('github.com/argoproj/argo-cd/v3/cmd', {
    takes: 'about 4 minutes on two cores',
    // These have no flag for the address of their metrics, and listen on all of them.
    patch: {
      module: 'github.com/argoproj/argo-cd/v3',
      files: ['controller/appcontroller.go', 'cmd/argocd-notification/commands/argocd_notification.go'],
      from: '"0.0.0.0:%d"',
      to: '"127.0.0.1:%d"',
    },
  }),
  helm: lab('helm.sh/helm/v3/cmd/helm', { takes: 'half a minute' }),
  'metrics-server': lab('sigs.k8s.io/metrics-server/cmd/metrics-server', { takes: 'half a minute' }),
  keda: keda('github.com/kedacore/keda/v2/cmd/operator', 'about 5 minutes on two cores'),
  'keda-adapter': keda('./keda/adapter', 'half a minute after keda'),
  'keda-webhooks': keda('github.com/kedacore/keda/v2/cmd/webhooks', 'half a minute after keda'),
  'prometheus-operator': lab('github.com/prometheus-operator/prometheus-operator/cmd/operator', {
    takes: 'about a minute on two cores',
  }),
  promtool: prometheus('promtool', 'half a minute'),
  prometheus: prometheus('prometheus', 'half a minute'),
  istiod: lab('istio.io/istio/pilot/cmd/pilot-discovery', {
    takes: 'about 3 minutes on two cores',
    link: '-X istio.io/istio/pkg/version.buildVersion=1.31-dev',
  }),
  ratelimit: {
    module: 'tools/ratelimit',
    package: 'github.com/envoyproxy/ratelimit/src/service_cmd',
    takes: 'about a minute on two cores',
  },
  'kong-controller': {
    module: 'tools/kong-controller',
    package: 'github.com/kong/kubernetes-ingress-controller/v3/internal/cmd',
    takes: 'about 3 minutes on two cores',
    link: '-X github.com/kong/kubernetes-ingress-controller/v3/internal/manager/metadata.Release=3.4.0',
  },
  amtool: lab('github.com/prometheus/alertmanager/cmd/amtool', { takes: 'half a minute' }),
  alertmanager: lab('github.com/prometheus/alertmanager/cmd/alertmanager', {
    takes: 'half a minute',
    // The pages of its web interface are not in the module: without them it does not build.
    patch: {
      module: 'github.com/prometheus/alertmanager',
      files: ['ui/web.go'],
      from: '//go:embed app/dist',
      to: '//go:embed web.go',
    },
  }),
  actionlint: {
    module: 'tools/actionlint',
    package: 'github.com/rhysd/actionlint/cmd/actionlint',
    takes: 'some seconds',
  },
  collector: { module: 'tools/lab/collector', package: '.', takes: 'about 4 minutes on two cores' },
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

/** All of them, in their order, with Kustomize: what `npm run lab -- build` builds. */
export async function buildPrograms(progress: Say): Promise<readonly string[]> {
  const kustomize = await ensureTool(repository, 'kustomize', progress);
  const built = await labPrograms(Object.keys(programs) as Program[], progress);
  return [kustomize, ...Object.values(built)];
}

/** The source folder of a module that a program is built from: some contain files that the lab needs. */
export const sourceOf = (program: Program, module: string): Promise<string> =>
  moduleFolder(join(repository, programs[program].module), module);
