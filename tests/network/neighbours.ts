import { cnpgNamespace, cnpgOperatorPods } from '../../generators/upstream/cloudNativePg.ts';
import { eckNamespace, eckOperatorName } from '../../generators/upstream/elastic.ts';
import { gatewayName, gatewayNamespace } from '../../generators/upstream/gateways.ts';
import { grafanaOperatorName, grafanaOperatorNamespace } from '../../generators/upstream/grafanaOperator.ts';
import { istiodPort, istioNamespace } from '../../generators/upstream/istio.ts';
import { k8ssandraNamespace } from '../../generators/upstream/k8ssandra.ts';
import { kedaNamespace } from '../../generators/upstream/keda.ts';
import { alertmanagerName, monitoringNamespace, prometheusName } from '../../generators/upstream/prometheus.ts';
import {
  alertmanagerPorts,
  monitorPods,
  prometheusOperatorName,
  prometheusOperatorNamespace,
  prometheusOperatorPods,
  prometheusPorts,
  reloaderPorts,
} from '../../generators/upstream/prometheusOperator.ts';
import { rabbitmqNamespace } from '../../generators/upstream/rabbitmq.ts';
import { listening, type Pods } from './parts.ts';

/** Common ports, so that there are calls to deny. */
const usual = listening({ https: 443, http: 8080, metrics: 9090 });

function neighbour(
  namespace: string,
  name: string,
  labels: Pods['labels'] = {},
  ports: Readonly<Record<string, number>> = {},
): Pods {
  return { name: `${namespace}/${name}`, namespace, labels, ports: [...usual, ...listening(ports)] };
}

/** The label by which charts name pods. */
const named = (name: string) => ({ 'app.kubernetes.io/name': name });

/** Pods of a gateway. */
export const gatewayPods: Pods = neighbour(gatewayNamespace, gatewayName, { 'app.kubernetes.io/name': gatewayName });

/** Pods of Prometheus. */
export const prometheusPods: Pods = {
  ...neighbour(monitoringNamespace, prometheusName, monitorPods('Prometheus', prometheusName)),
  ports: listening({ web: prometheusPorts.web, 'reloader-web': reloaderPorts['reloader-web'] }),
};

/** Pods of Alertmanager. */
export const alertmanagerPods: Pods = {
  ...neighbour(monitoringNamespace, alertmanagerName, monitorPods('Alertmanager', alertmanagerName)),
  ports: [
    ...listening({
      web: alertmanagerPorts.web,
      'mesh-tcp': alertmanagerPorts.mesh,
      'reloader-web': reloaderPorts['reloader-web'],
    }),
    { name: 'mesh-udp', number: alertmanagerPorts.mesh, protocol: 'UDP' },
  ],
};

/**
 * Pods outside the backend that it communicates with: DNS and operators, in the namespaces of the operators' charts. No
 * policies of this repository select them.
 */
export const neighbours = {
  /** https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/ */
  dns: {
    ...neighbour('kube-system', 'kube-dns', { 'k8s-app': 'kube-dns' }),
    ports: [...listening({ 'dns-tcp': 53, metrics: 9153 }), { name: 'dns', number: 53, protocol: 'UDP' }],
  },
  /**
   * The pod that receives DNS calls where a network plugin redirects them to the node's cache, as on GKE Dataplane V2.
   */
  dnsCache: {
    ...neighbour('kube-system', 'node-local-dns', { 'k8s-app': 'node-local-dns' }),
    ports: [...listening({ 'dns-tcp': 53, metrics: 9253 }), { name: 'dns', number: 53, protocol: 'UDP' }],
  },
  cloudNativePg: neighbour(cnpgNamespace, 'cloudnative-pg', cnpgOperatorPods),
  /** Both operators of the namespace. */
  rabbitmq: neighbour(
    rabbitmqNamespace,
    'operators',
    { ...named('rabbitmq-cluster-operator'), 'app.kubernetes.io/component': 'rabbitmq-operator' },
    { prometheus: 9782 },
  ),
  /** Both operators of the namespace. */
  k8ssandra: neighbour(k8ssandraNamespace, 'operators', named('cass-operator')),
  perconaMysql: neighbour('percona-mysql', 'ps-operator', { 'app.kubernetes.io/name': 'ps-operator' }),
  perconaMongodb: neighbour('percona-mongodb', 'psmdb-operator', { 'app.kubernetes.io/name': 'psmdb-operator' }),
  keda: neighbour(kedaNamespace, 'keda-operator', { app: 'keda-operator', ...named('keda-operator') }),
  kedaMetrics: neighbour(kedaNamespace, 'metrics-apiserver', named('keda-operator-metrics-apiserver')),
  prometheusOperator: neighbour(prometheusOperatorNamespace, prometheusOperatorName, prometheusOperatorPods, {
    webhook: 10250,
  }),
  externalSecrets: neighbour('external-secrets', 'external-secrets', named('external-secrets')),
  kubeStateMetrics: neighbour('kube-state-metrics', 'kube-state-metrics', named('kube-state-metrics')),
  externalDns: neighbour('external-dns', 'external-dns', named('external-dns'), { prometheus: 7979 }),
  kongOperator: neighbour('kong-system', 'kong-operator', named('kong-operator')),
  grafanaOperator: neighbour(grafanaOperatorNamespace, grafanaOperatorName),
  eckOperator: neighbour(eckNamespace, eckOperatorName, named(eckOperatorName)),
  istiod: {
    ...neighbour(istioNamespace, 'istiod', { app: 'istiod' }),
    ports: listening({ xds: istiodPort, http: 15014 }),
  },
  certManager: neighbour(
    'cert-manager',
    'cert-manager',
    { ...named('cert-manager'), 'app.kubernetes.io/component': 'controller' },
    { prometheus: 9402 },
  ),
  reloader: neighbour('reloader', 'reloader', named('reloader')),
  metricsServer: neighbour('kube-system', 'metrics-server', { 'k8s-app': 'metrics-server' }),
  /** Others in the namespaces of those who are let in or read by their labels, and who are nobody. */
  besideCloudNativePg: neighbour(cnpgNamespace, 'stranger'),
  besidePerconaMysql: neighbour('percona-mysql', 'stranger'),
  besidePerconaMongodb: neighbour('percona-mongodb', 'stranger'),
  besideKongOperator: neighbour('kong-system', 'stranger'),
  besideKeda: neighbour(kedaNamespace, 'stranger'),
  besideK8ssandra: neighbour(k8ssandraNamespace, 'stranger'),
  besideRabbitmq: neighbour(rabbitmqNamespace, 'stranger', {}, { prometheus: 9782 }),
  besideIstiod: neighbour(istioNamespace, 'stranger', {}, { prometheus: 15014 }),
  besideCertManager: neighbour('cert-manager', 'stranger', {}, { prometheus: 9402 }),
  besideExternalSecrets: neighbour('external-secrets', 'stranger'),
  besideReloader: neighbour('reloader', 'stranger'),
  besideExternalDns: neighbour('external-dns', 'stranger', {}, { prometheus: 7979 }),
  besideKubeStateMetrics: neighbour('kube-state-metrics', 'stranger'),
  besidePrometheusOperator: neighbour(prometheusOperatorNamespace, 'stranger', {}, { webhook: 10250 }),
  besideEckOperator: neighbour(eckNamespace, 'stranger'),
  stranger: neighbour('elsewhere', 'stranger', { app: 'stranger' }),
} as const satisfies Record<string, Pods>;

/** Names of all neighbours in a namespace: of those that are let in as a whole. */
export function namesIn(namespace: string): readonly string[] {
  return Object.values(neighbours)
    .filter((one) => one.namespace === namespace)
    .map(({ name }) => name);
}

/** Ports on which neighbours tell Prometheus their metrics. Of gateways' operators that of the cluster's own alone. */
export function measuredNeighbours(gateway: string): readonly (readonly [Pods, number])[] {
  return [
    [neighbours.cloudNativePg, 8080],
    [neighbours.perconaMongodb, 8080],
    [neighbours.k8ssandra, 8080],
    [neighbours.rabbitmq, 9782],
    [neighbours.keda, 8080],
    [neighbours.kedaMetrics, 8080],
    [neighbours.externalSecrets, 8080],
    [neighbours.kubeStateMetrics, 8080],
    [neighbours.externalDns, 7979],
    [neighbours.certManager, 9402],
    [neighbours.reloader, 9090],
    [neighbours.prometheusOperator, 10250],
    [neighbours.eckOperator, 8080],
    ...(gateway === 'istio' ? ([[neighbours.istiod, 15014]] as const) : []),
    ...(gateway === 'kong' ? ([[neighbours.kongOperator, 8080]] as const) : []),
  ];
}

/** Pods with the labels of other pods, in a namespace where no policy admits them. */
export function impostors(pods: readonly Pods[]): Pods[] {
  return [...pods, ...Object.values(neighbours)].map((one) => ({
    ...one,
    name: `elsewhere/impostor of ${one.name}`,
    namespace: 'elsewhere',
  }));
}

/** Pods that no app declares, in the backend's own namespaces: all their calls are denied. */
export function strangers(namespaces: readonly string[]): Pods[] {
  return namespaces.map((namespace) => neighbour(namespace, 'stranger'));
}
