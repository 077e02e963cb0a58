import type { Finding } from '../model/finding.ts';
import type { Fleet } from '../model/fleet.ts';
import type { LinkedCluster } from './clusters.ts';

/** Findings for what a cluster is, or a provider outside it, that this repository does not support. */
export function checkSupported(fleet: Fleet, { environment, cluster, running }: LinkedCluster): Finding[] {
  const index = environment.settings.clusters.indexOf(cluster);
  const finding = (
    path: readonly string[],
    inCluster: boolean,
    rest: Omit<Finding, 'at' | 'in' | 'severity'>,
  ): Finding => ({
    ...rest,
    severity: 'error',
    at: fleet.locate(environment.file, [...(inCluster ? ['clusters', index] : []), ...path]),
    in: { environment: environment.name, cluster: cluster.name },
  });
  const arm = Object.entries(cluster.nodes)
    .filter(([, { architecture }]) => architecture === 'arm64')
    .map(([name]) =>
      finding(['nodes', name, 'architecture'], true, {
        code: 'arm64-unsupported',
        message: `The nodes ${name} of ${cluster.name} are arm64, and images here are pinned and tried for amd64: a pod that lands there may not start.`,
        fix: 'Taint those nodes for what is not of this repository, and leave the class out here.',
      }),
    );
  const cilium =
    cluster.ciliumMatchesNodes === false
      ? [
          finding(['ciliumMatchesNodes'], true, {
            code: 'cilium-without-nodes',
            message: `In ${cluster.name} networks of policies leave nodes out: API servers on nodes, kubelets and caches of names on nodes cannot be reached.`,
            fix: 'Set policyCIDRMatchMode to nodes in Cilium (1.15 and later), then ciliumMatchesNodes to true; where the cloud runs Cilium and does not let you, it is not supported.',
          }),
        ]
      : [];
  const authorities = [...running.contracts].flatMap(([name, settings]) => {
    if (settings.provider !== 'external' || !('tls' in settings) || settings.authority !== 'private') return [];
    const isOwn = cluster.data?.[name]?.authority !== undefined;
    return [
      finding(['data', name, 'authority'], isOwn, {
        code: 'private-authority',
        message: `The certificate of ${settings.host} is from a private authority, which neither the one address that an image gets nor a scaler of KEDA carries.`,
        fix: 'Give the server a certificate from a public authority, or put a proxy with one in front of it.',
      }),
    ];
  });
  return [...arm, ...cilium, ...authorities];
}
