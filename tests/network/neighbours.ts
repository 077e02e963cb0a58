import { cnpgNamespace, cnpgOperatorPods } from '../../generators/upstream/cloudNativePg.ts';
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
  prometheusPorts,
  reloaderPorts,
} from '../../generators/upstream/prometheusOperator.ts';
import { rabbitmqNamespace } from '../../generators/upstream/rabbitmq.ts';
import { listening, type Pods } from './parts.ts';

/** Common ports, so that there are calls to deny. */
const usual = listening({ https: 443, http: 8080, metrics: 9090 });

function neighbour(namespace: string, name: string, labels: Pods['labels'] = {}): Pods {
  return { name: `${namespace}/${name}`, namespace, labels, ports: usual };
}

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
  rabbitmq: neighbour(rabbitmqNamespace, 'messaging-topology-operator'),
  k8ssandra: neighbour(k8ssandraNamespace, 'k8ssandra-operator'),
  perconaMysql: neighbour('percona-mysql', 'ps-operator', { 'app.kubernetes.io/name': 'ps-operator' }),
  perconaMongodb: neighbour('percona-mongodb', 'psmdb-operator', { 'app.kubernetes.io/name': 'psmdb-operator' }),
  keda: neighbour(kedaNamespace, 'keda-operator', { app: 'keda-operator' }),
  prometheusOperator: neighbour(prometheusOperatorNamespace, prometheusOperatorName),
  grafanaOperator: neighbour(grafanaOperatorNamespace, grafanaOperatorName),
  externalSecrets: neighbour('external-secrets', 'external-secrets'),
  istiod: {
    ...neighbour(istioNamespace, 'istiod', { app: 'istiod' }),
    ports: listening({ xds: istiodPort, http: 15014 }),
  },
  certManager: neighbour('cert-manager', 'cert-manager'),
  reloader: neighbour('reloader', 'reloader'),
  metricsServer: neighbour('kube-system', 'metrics-server', { 'k8s-app': 'metrics-server' }),
  /** Others in the namespaces of those who are let in by their labels, and who are nobody. */
  besideCloudNativePg: neighbour(cnpgNamespace, 'stranger'),
  besidePerconaMysql: neighbour('percona-mysql', 'stranger'),
  besidePerconaMongodb: neighbour('percona-mongodb', 'stranger'),
  stranger: neighbour('elsewhere', 'stranger', { app: 'stranger' }),
} as const satisfies Record<string, Pods>;

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
