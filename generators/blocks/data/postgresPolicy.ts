import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { AppName, Tier } from '../../model/app.ts';
import type { Inputs } from '../../model/inputs.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { dnsRule, edgeRules } from '../networking/egress.ts';
import { inNamespace, tcp } from '../networking/peers.ts';

/** Where an instance listens: https://cloudnative-pg.io/documentation/current/security/#exposed-ports */
export const postgresPorts = { postgres: 5432, status: 8000, metrics: 9187 } as const;

/** Namespace and label of the operator, as its Helm chart and its manifest have them. */
const operator = {
  ...inNamespace('cnpg-system'),
  podSelector: { matchLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
};

/**
 * Lets in the clients' namespaces, Prometheus and the operator; lets out to the API server, which every instance talks
 * to all the time. Instances reach each other both ways: to replicate, and on the status port, where a primary that sees
 * neither the API server nor any other instance finds out that it is cut off. The selector takes in the pods of the
 * jobs that set up an instance.
 * https://cloudnative-pg.io/documentation/current/networking/ ·
 * https://cloudnative-pg.io/documentation/current/instance_manager/#primary-isolation
 */
export function postgresPolicy(
  app: AppName,
  cluster: string,
  clients: readonly Tier[],
  inputs: Inputs,
  labels: Readonly<Record<string, string>>,
): Resource {
  const pods = { matchLabels: { 'cnpg.io/cluster': cluster } };
  const { postgres, status, metrics } = postgresPorts;
  return resource<INetworkPolicy>({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: app.name, namespace: app.tier, labels },
    spec: {
      podSelector: pods,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: clients.map(inNamespace), ports: [tcp(postgres)] },
        { from: [{ podSelector: pods }, operator], ports: [tcp(postgres), tcp(status)] },
        { from: [inNamespace(inputs.fleet.prometheus.namespace)], ports: [tcp(metrics)] },
      ],
      egress: [
        dnsRule(inputs.cluster),
        ...edgeRules(inputs),
        { to: [{ podSelector: pods }], ports: [tcp(postgres), tcp(status)] },
      ],
    },
  });
}
