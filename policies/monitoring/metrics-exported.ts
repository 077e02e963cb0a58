import { exportsAnnotations } from '../../generators/model/exported.ts';
import type { Resource } from '../../generators/model/resource.ts';
import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { metricsOfImage } from '../../generators/upstream/metrics/index.ts';
import { queriesOf, recordedSeries } from '../cluster/queries.ts';
import { type Scrape, scrapesMeant, scrapesOf } from '../cluster/scrapes.ts';
import { deployment } from '../example/api.ts';
import { alertingOn, podMonitor, scalingOn, serviceMonitor, withPrometheus } from '../example/prometheus.ts';
import { withField } from '../example/withField.ts';
import type { Query } from '../promql/query.ts';
import { queryFaults } from '../promql/queryFaults.ts';

const among = withPrometheus;
const digest = `sha256:${'0f1e2d3c'.repeat(8)}`;
const made = (label: string) => `sum by (${label}, zone) (label_replace(up, "workload", "$1", "pod", "(.+)"))`;
const ofApi = 'namespace="backend",service="api"';
/** `api` runs podinfo, and its pods are read by the label that monitors here give. */
const podinfo = [
  withField(deployment, 'spec.template.spec.containers[0].image', `ghcr.io/stefanprodan/podinfo:6.15.0@${digest}`),
  withField({ ...podMonitor, metadata: serviceMonitor.metadata }, 'spec', {
    selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
    podMetricsEndpoints: [{ port: 'metrics', relabelings: [{ replacement: 'api', targetLabel: 'service' }] }],
  }),
];

/** The same, and its app declares a metric that nobody knows of podinfo. */
const declaring = [
  podinfo[0] as Resource,
  withField(podinfo[1] as Resource, 'metadata.annotations', exportsAnnotations({ jobs_waiting: ['queue'] })),
];

/** A cluster whose metrics a Prometheus outside reads, and the objects that are there then. */
const outside = withPrometheus.filter(
  ({ kind, metadata }) =>
    metadata.namespace !== 'monitoring' && (kind !== 'Namespace' || metadata.name !== 'monitoring'),
);
const inBackend = (expression: string) => withField(alertingOn(expression), 'metadata.namespace', 'backend');
const elsewhere = {
  prometheus: {
    url: 'https://prometheus.example.com',
    authentication: 'none',
    labels: { cluster: 'one' },
    scraper: { namespace: 'monitoring', labels: {} },
  },
} as const;

const metricsExported = rule({
  code: 'metrics-exported',
  severity: 'error',
  title:
    'Every query asks for metrics that a program in use exports, by labels that they have, of targets that are read.',
  why:
    'A query for a metric that nobody exports is no error anywhere: its alert never fires, and its scaler stands at its ' +
    'fallback. https://keda.sh/docs/latest/reference/scaledobject-spec/#fallback',
  fix: 'Correct the name, or declare the metric in `exports` of the app that exports it. One of an image that nobody declares is entered with its source in generators/upstream/metrics/.',
  *check(view) {
    const recorded = recordedSeries(view);
    const declared = scrapesOf(view).map(({ exports }) => exports);
    const { prometheus } = view.cluster;
    const isRead = prometheus !== undefined || view.ofKind('Prometheus', 'monitoring.coreos.com').length > 0;
    const ofCluster = Object.keys(prometheus?.labels ?? {});
    for (const { object, field, query } of queriesOf(view)) {
      const wrong = [...queryFaults(query, recorded, declared, ofCluster)];
      const unread = isRead && wrong.length === 0 ? targetFaults(view, query) : [];
      for (const message of [...wrong, ...unread]) yield { object, field, message };
    }
  },
  passes: [
    {
      title: 'a metric by one of its labels',
      among,
      objects: [alertingOn(`sum(http_requests_total{${ofApi},status="500"})`)],
    },
    { title: 'a scaler of its own', among, objects: [scalingOn('sum(rate(http_requests_total{job="worker"}[2m]))')] },
    { title: 'labels of a target, and one that the query makes', among, objects: [alertingOn(made('workload'))] },
    {
      title: 'a metric that the app declares, by a label of it',
      among,
      objects: [...declaring, alertingOn(`sum by (queue) (jobs_waiting{${ofApi},queue="mail"})`)],
    },
    { title: 'no metric at all', among, objects: [alertingOn('vector(1)')] },
    {
      title: 'a metric of an image that is known',
      among,
      objects: [...podinfo, alertingOn(`http_requests_total{${ofApi}}`)],
    },
    {
      title: 'several services, of which one may not be there yet',
      among,
      objects: [alertingOn('up{namespace="backend",service=~"api|api-canary"} == 0')],
    },
    {
      title: 'a label by which a Prometheus outside knows the cluster',
      among: outside,
      objects: [scalingOn('sum(rate(http_requests_total{cluster="one",job="worker"}[2m]))')],
      cluster: elsewhere,
    },
    {
      title: 'a service that a Prometheus elsewhere reads',
      objects: [inBackend('up{namespace="media",service="files"}')],
    },
  ],
  fails: [
    {
      title: 'a service that no monitor reads, for a Prometheus outside',
      among: outside,
      objects: [inBackend('up{namespace="backend",service="apis"} == 0')],
      cluster: elsewhere,
    },
    { title: 'what is no query', among, objects: [alertingOn('sum(up')] },
    { title: 'a metric that nobody exports', among, objects: [alertingOn(`http_request_total{${ofApi}}`)] },
    {
      title: 'a scaler by such a metric',
      among,
      objects: [scalingOn('sum(rate(http_request_total{job="worker"}[2m]))')],
    },
    {
      title: 'a label that the metric lacks',
      among,
      objects: [alertingOn(`http_requests_total{${ofApi},code="500"}`)],
    },
    { title: 'a label to group by that no series has', among, objects: [alertingOn(made('workloads'))] },
    {
      title: 'a service that nothing reads',
      among,
      objects: [alertingOn('up{namespace="backend",service="apis"} == 0')],
    },
    {
      title: 'a label that a declared metric lacks',
      among,
      objects: [...declaring, alertingOn(`jobs_waiting{${ofApi},state="late"}`)],
    },
    {
      title: 'a metric of another image',
      among,
      objects: [...podinfo, alertingOn(`imgproxy_requests_total{${ofApi}}`)],
    },
  ],
});

/** Of a query that names a namespace and a service: whether a monitor reads it, and what it may export. */
function* targetFaults(view: ClusterView, { selectors }: Query): Iterable<string> {
  for (const selector of selectors) {
    const { metric, matchers } = selector;
    const meant = scrapesMeant(view, selector);
    if (!meant) continue;
    const service = matchers.find(({ label }) => label === 'service')?.value;
    if (meant.length === 0) yield `It asks for the service ${service}, and no monitor reads one of that name there.`;
    else if (!meant.some((scrape) => mayExport(scrape, metric))) {
      const images = new Set(meant.flatMap((scrape) => scrape.images));
      yield `It asks for ${metric} of ${service}, whose image ${[...images].join(', ')} does not export it.`;
    }
  }
}

/** Whether what is read exports a metric, as far as its images are known. Prometheus makes `up` of every target. */
function mayExport({ images, exports }: Scrape, metric: string): boolean {
  if (Object.hasOwn(exports, metric)) return true;
  const exported = images.flatMap((image) => metricsOfImage(image) ?? []);
  return exported.length === 0 || metric === 'up' || exported.some(({ metrics }) => metric in metrics);
}

export default metricsExported;
