import { type Measured, measures, measuresAnnotations } from '../../generators/model/measures.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { type Built, type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { allPods, podsSelected } from '../cluster/pods.ts';
import { networkPolicy, service } from '../example/api.ts';
import { withField } from '../example/withField.ts';
import { scaledObject, workerNetworkPolicy } from '../example/worker.ts';
import { addressesIn } from '../kubernetes/addresses.ts';
import { namespaceLabels, policiesOn } from '../kubernetes/network.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { listAt, textAt } from '../kubernetes/reading.ts';
import { matches } from '../kubernetes/selector.ts';
import { podServices } from '../kubernetes/service.ts';
import { workloadAt, workloadOf } from '../kubernetes/workload.ts';
import { scaledObjectScaler } from '../systems/keda.ts';

const asking = (labels: string) =>
  withField(scaledObject, 'spec.triggers[1]', {
    type: 'prometheus',
    metadata: {
      serverAddress: 'http://prometheus.monitoring.svc:9090',
      query: `sum(rate(http_requests_total{${labels}}[1m]))`,
      threshold: '80',
    },
  });
const own = withField(withField(service, 'metadata.name', 'worker'), 'spec.selector', {
  'app.kubernetes.io/name': 'worker',
});
const scraped = withField(workerNetworkPolicy, 'spec.ingress', [
  {
    from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
    ports: [{ protocol: 'TCP', port: 9090 }],
  },
]);
const readable = withField(networkPolicy, 'spec.ingress[1]', {
  from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
  ports: [{ protocol: 'TCP', port: 9090 }],
});
const of = (scaler: Resource, other: string) =>
  withField(scaler, 'metadata.annotations', measuresAnnotations([{ namespace: 'backend', service: other }]));
const queue = {
  apiVersion: 'rabbitmq.com/v1beta1',
  kind: 'Queue',
  metadata: {
    name: 'events',
    namespace: 'data',
    annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
  },
  spec: { name: 'orders', type: 'quorum', durable: true },
};

const scalerMeasuresTarget = rule({
  code: 'scaler-measures-target',
  severity: 'error',
  title:
    'A scaler measures what it scales, or the app that it says it measures: a query names the Service of those pods, and Prometheus may read their numbers.',
  why:
    'A query for another Service gives a number all the same: the workload follows the load of somebody else, and never ' +
    'its own. https://keda.sh/docs/latest/scalers/prometheus/',
  fix: "Let Prometheus in, and the query name the namespace and a Service of the target's pods, and a trigger of a queue one that is declared. Numbers of another app are asked for by `promql(…, …, { of })`.",
  *check(view) {
    for (const object of view.ofKind('ScaledObject', 'keda.sh')) {
      for (const [index, trigger] of listAt(object.resource, ['spec', 'triggers']).entries()) {
        const field = `spec.triggers[${index}].metadata`;
        if (textAt(trigger, ['type']) === 'prometheus') {
          const query = textAt(trigger, ['metadata', 'query']);
          const message = queryFault(view, object, query);
          if (message) yield { object, field: `${field}.query`, message };
          const closed = scrapeFault(view, object, query, textAt(trigger, ['metadata', 'serverAddress']));
          if (closed) yield { object, field: `${field}.serverAddress`, message: closed };
        } else if (textAt(trigger, ['type']) === 'rabbitmq') {
          yield* queueFaults(view, object, `${field}.queueName`, textAt(trigger, ['metadata', 'queueName']));
        }
      }
    }
  },
  passes: [
    { title: 'its own Service', objects: [own, scraped, asking('namespace="backend",service="worker"')] },
    {
      title: 'the Service of another app, which it says that it measures',
      objects: [readable, of(asking('namespace="backend",service="api"'), 'api')],
    },
    { title: 'a query by other labels', objects: [scraped, asking('job="worker"')] },
    { title: 'a queue of a broker elsewhere', objects: [scaledObject] },
  ],
  fails: [
    { title: 'a Prometheus that no policy lets in', objects: [own, asking('namespace="backend",service="worker"')] },
    { title: 'the Service of another app', objects: [own, scraped, asking('namespace="backend",service="api"')] },
    {
      title: 'another app than the one that it says',
      objects: [own, scraped, of(asking('namespace="backend",service="api"'), 'apis')],
    },
    {
      title: 'another app, whose numbers no policy lets Prometheus read',
      objects: [own, scraped, of(asking('namespace="backend",service="api"'), 'api')],
    },
    {
      title: 'another app that is not there',
      objects: [own, scraped, of(asking('namespace="backend",service="apis"'), 'apis')],
    },
    { title: 'a Service that is not there', objects: [own, scraped, asking('namespace="backend",service="workers"')] },
    { title: 'another namespace', objects: [own, scraped, asking('namespace="media",service="worker"')] },
    { title: 'a Service of that name anywhere', objects: [own, scraped, asking('service="worker"')] },
    { title: 'a queue that nobody declares', objects: [queue] },
  ],
});

/** The labels by which Prometheus tells Services apart: `{namespace="backend",service="api"}`. */
function labelOf(query: string, name: string): string | undefined {
  return new RegExp(`[{,]\\s*${name}\\s*=\\s*"([^"]*)"`).exec(query)?.[1];
}

function queryFault(view: ClusterView, object: Built, query: string): string | undefined {
  const [namespace, service] = [labelOf(query, 'namespace'), labelOf(query, 'service')];
  if (service === undefined) return undefined;
  if (othersMeant(object, query)) return podsBehind(view, namespace, service) ? undefined : isMissing(service);
  const { target, namespace: own } = scaledObjectScaler(object);
  const scaled = `${target.kind}/${target.name} of ${own}`;
  if (namespace !== own)
    return `It asks for ${namespace === undefined ? 'any namespace' : namespace}, and scales ${scaled}.`;
  const workload = workloadAt(view, target.kind, own, target.name);
  const pods = podsBehind(view, own, service);
  if (!pods) return isMissing(service);
  if (!workload || pods.some((one) => one.workload && workloadOf(one.built) === workload)) return undefined;
  return `It asks for the Service ${service}, and scales ${scaled}, whose pods are behind others.`;
}

function isMissing(service: string): string {
  return `It asks for the Service ${service}, which is not there.`;
}

/** The app whose numbers a query means, where the scaler says that they are another one's. */
function othersMeant({ resource }: Built, query: string): Measured | undefined {
  const [namespace = '', service = ''] = [labelOf(query, 'namespace'), labelOf(query, 'service')];
  return measures(resource.metadata.annotations, { namespace, service }) ? { namespace, service } : undefined;
}

/** The pods behind a Service; `undefined` where there is none of that name. */
function podsBehind(view: ClusterView, namespace = '', service = ''): readonly PodGroup[] | undefined {
  const found = podServices(view).find(
    (one) => one.namespace === namespace && one.built.resource.metadata.name === service,
  );
  return found && podsSelected(view, namespace, { matchLabels: found.selector });
}

/** The pods whose numbers a query means: those that are scaled, or those of another app. */
function measuredPods(view: ClusterView, object: Built, query: string) {
  const others = othersMeant(object, query);
  if (others) return { name: others.service, pods: podsBehind(view, others.namespace, others.service) ?? [] };
  const { target, namespace } = scaledObjectScaler(object);
  const workload = workloadAt(view, target.kind, namespace, target.name);
  return { name: target.name, pods: workload ? allPods(view).filter((pods) => pods.workload === workload) : [] };
}

/** Whether the Prometheus that is asked may read the numbers of the pods: some policy lets its namespace in. */
function scrapeFault(view: ClusterView, object: Built, query: string, address: string): string | undefined {
  const { name, pods } = measuredPods(view, object, query);
  const [asked] = addressesIn(address, new Set());
  if (!asked) return undefined;
  const labels = namespaceLabels(view, asked.namespace);
  const policies = pods.flatMap((one) => policiesOn(view, one, 'Ingress'));
  const peers = policies.flatMap(({ rules }) => (rules.Ingress ?? []).flatMap((open) => open.peers));
  const isLetIn = peers.some(({ namespaceSelector }) => namespaceSelector && matches(namespaceSelector, labels));
  if (isLetIn || policies.length === 0) return undefined;
  return `It asks Prometheus in ${asked.namespace}, and no NetworkPolicy lets that read the metrics of ${name}.`;
}

/** Queues that are declared here; of a broker elsewhere git knows none. */
function* queueFaults(view: ClusterView, object: Built, field: string, name: string): Iterable<Violation> {
  const names = view
    .ofKind('Queue', 'rabbitmq.com')
    .map(({ resource }) => textAt(resource, ['spec', 'name']) || resource.metadata.name);
  if (name === '' || names.length === 0 || names.includes(name)) return;
  yield { object, field, message: `It counts messages of the queue ${name}, and declared are ${names.join(', ')}.` };
}

export default scalerMeasuresTarget;
