import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { referencesOf } from '../cluster/facts.ts';
import { secretAt } from '../cluster/secrets.ts';
import { serviceAt } from '../cluster/services.ts';
import { account, configMap, deployment, externalSecret } from '../example/api.ts';
import { database } from '../example/database.ts';
import { statefulSet } from '../example/files.ts';
import { authentication, gateway, route, withIstio } from '../example/gateways.ts';
import { kongRoute, withKong } from '../example/kong.ts';
import { namespace, priorityClass, secretStore } from '../example/platform.ts';
import { prometheus, serviceMonitor, withPrometheus } from '../example/prometheus.ts';
import { binding, role } from '../example/rights.ts';
import { middleware, through, traefikRoute, withTraefik } from '../example/traefik.ts';
import { withField } from '../example/withField.ts';
import { triggerAuthentication, workerSecret } from '../example/worker.ts';
import { entries, listAt, textAt } from '../kubernetes/reading.ts';
import type { Reference } from '../kubernetes/reference.ts';

const variables = 'spec.template.spec.containers[api].env';

const referencesExist = rule({
  code: 'references-exist',
  severity: 'error',
  title: 'Whatever an object names is there: in the same cluster, the same namespace, with the key.',
  why:
    'A pod that names a missing ConfigMap, Secret, account or class never starts, and says so only in the events of a ' +
    'cluster: the roll-out hangs. A Secret counts as there when an ExternalSecret of its namespace makes it. ' +
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
  fix: 'Correct the name, or add the object that is named.',
  *check(view) {
    const told = new Set<string>();
    for (const reference of referencesOf(view)) {
      const { from, field, kind, namespace, name, key } = reference;
      // A missing namespace is missing for all objects of an app: one of them says so.
      if (kind === 'Namespace' && told.has(`${from.app}/${name}`)) continue;
      if (kind === 'Namespace') told.add(`${from.app}/${name}`);
      const keys = lookUp(view, reference);
      const where = namespace === '' ? '' : ` in ${namespace}`;
      if (keys === 'missing') {
        const hint = kind === 'Secret' ? ': no ExternalSecret makes it' : '';
        yield { object: from, field, message: `It names ${kind}/${name}, which is not there${where}${hint}.` };
      } else if (keys !== 'unknown' && key !== undefined && !keys.has(key)) {
        const part = kind === 'Gateway' ? 'listener' : 'key';
        const message = `It names the ${part} ${key} of ${kind}/${name}, which has no such ${part}${where}.`;
        yield { object: from, field, message };
      }
    }
  },
  passes: [
    {
      title: 'keys that a merging template leaves beside its own',
      objects: [
        withField(workerSecret, 'spec.target', {
          template: { mergePolicy: 'Merge', data: { OTHER: '{{ .AMQP_URL }}' } },
        }),
      ],
    },
    {
      title: 'an optional ConfigMap',
      objects: [
        withField(deployment, variables, [
          { name: 'FLAG', valueFrom: { configMapKeyRef: { name: 'flags', key: 'flag', optional: true } } },
        ]),
      ],
    },
    {
      title: 'a Secret that an operator makes for its database',
      objects: [
        {
          ...triggerAuthentication,
          metadata: { name: 'users', namespace: 'data' },
          spec: { secretTargetRef: [{ parameter: 'password', name: 'users-app', key: 'password' }] },
        },
      ],
    },
    {
      title: 'a role for an account of somebody else',
      objects: [role, withField(binding, 'subjects[0].namespace', 'monitoring')],
    },
    {
      title: "Kubernetes' own priority class and account",
      objects: [
        withField(
          withField(deployment, 'spec.template.spec.serviceAccountName', undefined),
          'spec.template.spec.priorityClassName',
          'system-cluster-critical',
        ),
      ],
    },
  ],
  fails: [
    {
      title: 'a Service that a StatefulSet needs',
      objects: [withField(statefulSet, 'spec.serviceName', 'files-headless')],
    },
    {
      title: 'a file that the ConfigMap lacks',
      objects: [
        withField(deployment, 'spec.template.spec.volumes[1]', {
          name: 'config',
          configMap: { name: 'api', items: [{ key: 'config.yaml', path: 'config.yaml' }] },
        }),
      ],
    },
    { title: 'no ConfigMap', objects: [], without: [configMap] },
    {
      title: 'a key that the ConfigMap lacks',
      objects: [
        withField(deployment, variables, [
          { name: 'FLAG', valueFrom: { configMapKeyRef: { name: 'api', key: 'FLAG' } } },
        ]),
      ],
    },
    { title: 'a Secret that nothing makes', objects: [], without: [externalSecret] },
    {
      title: 'a Secret of another namespace',
      objects: [withField(externalSecret, 'metadata.namespace', 'media')],
      without: [externalSecret],
    },
    {
      title: 'a key that the Secret will not have',
      objects: [withField(workerSecret, 'spec.data[0].secretKey', 'URL')],
    },
    { title: 'no account', objects: [], without: [account] },
    {
      title: 'a role for an account that is not there',
      objects: [role, withField(binding, 'subjects[0].name', 'apis')],
    },
    { title: 'no priority class', objects: [], without: [priorityClass] },
    { title: 'no namespace', objects: [], without: [namespace] },
    { title: 'no secret store', objects: [], without: [secretStore] },
    {
      title: 'no generator of a secret',
      objects: [
        withField(externalSecret, 'spec.dataFrom', [
          { sourceRef: { generatorRef: { kind: 'Password', name: 'random' } } },
        ]),
      ],
    },
    {
      title: 'no store of one value of a secret',
      objects: [
        withField(externalSecret, 'spec.data[0].sourceRef', {
          storeRef: { kind: 'ClusterSecretStore', name: 'elsewhere' },
        }),
      ],
    },
    { title: 'no trigger authentication', objects: [], without: [triggerAuthentication] },
    {
      title: 'no archive',
      objects: [
        withField(database, 'spec.externalClusters', [
          { name: 'iowa', plugin: { name: 'barman', parameters: { barmanObjectName: 'users-source' } } },
        ]),
      ],
    },
    {
      title: 'a route to a Service that is not there',
      among: withIstio,
      objects: [withField(route, 'spec.rules[0].backendRefs[0].name', 'apis')],
    },
    {
      title: 'a second listener that is not there',
      among: withIstio,
      objects: [
        withField(route, 'spec.parentRefs[1]', { name: 'gateway', namespace: 'gateways', sectionName: 'https-web' }),
      ],
    },
    {
      title: 'a policy for a gateway that is not there',
      among: withIstio,
      objects: [withField(withField(authentication, 'metadata.name', 'old'), 'spec.targetRefs[0].name', 'old')],
    },
    {
      title: 'a class that is not there',
      among: withIstio,
      objects: [withField(withField(gateway, 'metadata.name', 'second'), 'spec.gatewayClassName', 'envoy')],
    },
    {
      title: 'a middleware that is named and not there',
      among: withTraefik,
      objects: [withField(traefikRoute, 'spec.rules[0].filters', through('tokens', 'limit'))],
    },
    {
      title: 'a middleware without the Secret of its store',
      among: withTraefik,
      objects: [middleware('limit', { rateLimit: { average: 20, redis: { secret: 'limits' } } })],
    },
    {
      title: 'a plugin that is named and not there: Kong lets all pass',
      among: withKong,
      objects: [withField(kongRoute, 'metadata.annotations[konghq.com/plugins]', 'identity, tokens, limit')],
    },
    {
      title: 'a Secret without which a monitor is left out',
      among: withPrometheus,
      objects: [
        withField(serviceMonitor, 'spec.endpoints[0].basicAuth', { username: { name: 'metrics', key: 'user' } }),
      ],
    },
    {
      title: 'nobody to tell of alerts',
      among: withPrometheus,
      objects: [withField(prometheus, 'spec.alerting.alertmanagers[0].name', 'alerts')],
    },
    {
      title: 'no storage class',
      objects: [withField(statefulSet, 'spec.volumeClaimTemplates[data].spec.storageClassName', 'fast')],
    },
  ],
});

type Keys = ReadonlySet<string> | 'unknown' | 'missing';

function lookUp(view: ClusterView, { kind, namespace, name }: Reference): Keys {
  if (kind === 'Secret') {
    const secret = secretAt(view, namespace, name);
    return secret ? (secret.keys ?? 'unknown') : 'missing';
  }
  if (builtIn[kind]?.has(name)) return 'unknown';
  // A role may be for an account of somebody else, whose namespace is not here.
  if (kind === 'ServiceAccount' && !view.find('Namespace', '', namespace)) return 'unknown';
  if (kind === 'Service') return serviceAt(view, namespace, name) ? 'unknown' : 'missing';
  const found = view.find(kind, namespace, name) ?? (elsewhere[kind] && view.find(elsewhere[kind], '', name));
  if (!found) return 'missing';
  if (kind === 'Gateway') {
    return new Set(listAt(found.resource.spec, ['listeners']).map((listener) => textAt(listener, ['name'])));
  }
  if (kind !== 'ConfigMap') return 'unknown';
  const { data, binaryData } = found.resource as { data?: Record<string, string>; binaryData?: Record<string, string> };
  return new Set([...entries(data), ...entries(binaryData)].map(([key]) => key));
}

/** What every cluster has from the start. */
const builtIn: Readonly<Record<string, ReadonlySet<string>>> = {
  Namespace: new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']),
  PriorityClass: new Set(['system-cluster-critical', 'system-node-critical']),
  ServiceAccount: new Set(['default']),
  // istiod makes them: https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
  GatewayClass: new Set(['istio', 'istio-remote']),
};

/** Kinds in whose place one that is in no namespace may be named. */
const elsewhere: Readonly<Record<string, string>> = { KongPlugin: 'KongClusterPlugin' };

export default referencesExist;
