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
    if (settings.provider !== 'external' || !('tls' in settings) || settings.tls || !settings.authority) return [];
    const isOwn = cluster.data?.[name]?.authority !== undefined;
    return [
      finding(['data', name, 'authority'], isOwn, {
        code: 'authority-without-tls',
        message: `${name} names the authority of a certificate, and ${settings.host} is called without TLS: nobody asks for one.`,
        fix: `Leave the authority out, or set data.${name}.tls to true.`,
      }),
    ];
  });
  return [...arm, ...cilium, ...authorities];
}
