import { type Built, type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { allowed } from '../cluster/edges.ts';
import {
  monitorsOf,
  podsMonitored,
  podsOfReader,
  portOn,
  readersOf,
  type ScrapedPort,
  type ScrapeMonitor,
  scrapedPort,
  servicesMonitored,
} from '../cluster/monitors.ts';
import { podsSelected } from '../cluster/pods.ts';
import {
  podMonitor,
  prometheus,
  prometheusPolicy,
  scrapedPolicy,
  scrapedService,
  serviceMonitor,
  withPrometheus,
} from '../example/prometheus.ts';
import { withField } from '../example/withField.ts';
import type { PodGroup } from '../kubernetes/podGroup.ts';
import { list } from '../kubernetes/reading.ts';
import { formatSelector } from '../kubernetes/selector.ts';
import type { PodService } from '../kubernetes/service.ts';

const among = withPrometheus;
const podsOfApi = withField(
  withField({ ...podMonitor, metadata: serviceMonitor.metadata }, 'spec.selector', {
    matchLabels: { 'app.kubernetes.io/name': 'api' },
  }),
  'spec.podMetricsEndpoints',
  [{ port: 'metrics' }],
);

const monitorsScrape = rule({
  code: 'monitors-scrape',
  severity: 'error',
  title: 'What a monitor selects is there, with the port that it names, and the Prometheus that takes it may read it.',
  why:
    'A monitor that meets nothing, or a port that no NetworkPolicy opens, is no error anywhere: the numbers are missing, ' +
    'alerts on them never fire, and scalers stand at their fallback. ' +
    'https://prometheus-operator.dev/docs/platform/troubleshooting/#troubleshooting-servicemonitor-changes',
  fix: 'Name a port that the Service or the container has, or open it on both sides. For pods of an operator a PodMonitor serves.',
  *check(view) {
    for (const monitor of monitorsOf(view)) {
      if (monitor.isElsewhere) continue;
      const readers = readersOf(view, monitor);
      if (readers.length === 0 && view.ofKind('Prometheus', 'monitoring.coreos.com').length > 0) {
        yield { object: monitor.built, field: 'metadata', message: 'No Prometheus takes it.' };
      }
      yield* monitor.kind === 'ServiceMonitor'
        ? judgeServices(view, monitor, readers)
        : judgePods(view, monitor, readers);
    }
  },
  passes: [
    { title: 'a Service and pods of an operator', among, objects: [] },
    {
      title: 'a port by the name of the container',
      among,
      objects: [withField(serviceMonitor, 'spec.endpoints[0]', { targetPort: 'metrics' })],
    },
    { title: 'pods by a port of their container', among, objects: [podsOfApi] },
    {
      title: 'a port of pods that nobody here says anything about',
      among,
      objects: [withField(podMonitor, 'spec.podMetricsEndpoints[0]', { port: 'metrics' })],
    },
    {
      title: 'what is in a namespace of somebody else',
      among,
      objects: [
        withField(
          withField(serviceMonitor, 'spec.selector.matchLabels', { app: 'cert-manager' }),
          'spec.namespaceSelector',
          { matchNames: ['cert-manager'] },
        ),
      ],
    },
    {
      title: 'a Prometheus of somebody else',
      among,
      objects: [],
      without: among.filter(
        ({ kind, metadata }) =>
          metadata.namespace === 'monitoring' || (kind === 'Namespace' && metadata.name === 'monitoring'),
      ),
    },
  ],
  fails: [
    {
      title: 'a port that the Service lacks',
      among,
      objects: [withField(serviceMonitor, 'spec.endpoints[0].port', 'web')],
    },
    {
      title: 'the number of a port that no container has',
      among,
      objects: [withField(serviceMonitor, 'spec.endpoints[0]', { targetPort: 9187 })],
    },
    {
      title: 'no Service',
      among,
      objects: [withField(serviceMonitor, 'spec.selector.matchLabels', { app: 'api' })],
    },
    {
      title: 'no pods',
      among,
      objects: [withField(podMonitor, 'spec.selector.matchLabels', { app: 'users' })],
    },
    {
      title: 'a port that no container has',
      among,
      objects: [withField(podsOfApi, 'spec.podMetricsEndpoints[0].port', 'web')],
    },
    {
      title: 'pods in another namespace than it looks into',
      among,
      objects: [withField(podMonitor, 'metadata.namespace', 'backend')],
      without: [podMonitor],
    },
    {
      title: 'a Prometheus that takes others',
      among,
      objects: [withField(prometheus, 'spec.serviceMonitorSelector', { matchLabels: { team: 'core' } })],
    },
    {
      title: 'a Prometheus that takes those of its own namespace',
      among,
      objects: [withField(prometheus, 'spec.podMonitorNamespaceSelector', undefined)],
    },
    {
      title: 'every port of a Service, of which one is open',
      among,
      objects: [withField(serviceMonitor, 'spec.endpoints[0]', { interval: '15s' })],
    },
    {
      title: 'a port that neither side opens',
      among,
      objects: [
        withField(scrapedPolicy, 'spec.ingress[1]', undefined),
        withField(prometheusPolicy, 'spec.egress[1]', undefined),
        scrapedService,
      ],
    },
  ],
});

function* judgeServices(view: ClusterView, monitor: ScrapeMonitor, readers: readonly Built[]): Iterable<Violation> {
  const services = servicesMonitored(view, monitor);
  if (services.length === 0) {
    const message = `It selects ${formatSelector(monitor.selector)}, and no Service with pods in ${monitor.namespaces.join(', ')} is that.`;
    yield { object: monitor.built, field: 'spec.selector', message };
    return;
  }
  for (const { field, endpoint } of monitor.endpoints) {
    const port = scrapedPort(endpoint, monitor.kind);
    const targets = services.flatMap((service) => targetsBehind(view, service, port));
    if (port && targets.length === 0) {
      const names = services.map(({ built }) => built.resource.metadata.name).join(', ');
      const message = `It names the port ${port.port}, which ${port.field === 'port' ? `the Service ${names} lacks` : `no container behind the Service ${names} has`}.`;
      yield { object: monitor.built, field: `${field}.${port.field}`, message };
    }
    yield* closed(view, monitor, field, readers, targets);
  }
}

function* judgePods(view: ClusterView, monitor: ScrapeMonitor, readers: readonly Built[]): Iterable<Violation> {
  const pods = podsMonitored(view, monitor);
  if (pods.length === 0) {
    const message = `It selects ${formatSelector(monitor.selector)}, and no pod in ${monitor.namespaces.join(', ')} is that.`;
    yield { object: monitor.built, field: 'spec.selector', message };
    return;
  }
  for (const { field, endpoint } of monitor.endpoints) {
    const port = scrapedPort(endpoint, monitor.kind);
    if (!port) continue;
    const targets = pods.flatMap((one) => targetOn(one, port.port));
    const isKnown = pods.every((one) => one.workload !== undefined || one.ports.length > 0);
    if (targets.length === 0 && isKnown) {
      const names = pods.map(({ name }) => name).join(', ');
      const message = `It names the port ${port.port}, which no container of ${names} declares.`;
      yield { object: monitor.built, field: `${field}.${port.field}`, message };
    }
    yield* closed(view, monitor, field, readers, targets);
  }
}

/** Pods that are read, and the port on which. */
interface Target {
  readonly pods: PodGroup;
  readonly number: number;
}

function targetOn(pods: PodGroup, port: string | number): readonly Target[] {
  const number = portOn(pods, port);
  return number === undefined ? [] : [{ pods, number }];
}

/** The targets behind a Service: on one of its ports, on a port of its pods, or on all of its ports. */
function targetsBehind(view: ClusterView, service: PodService, port: ScrapedPort | undefined): readonly Target[] {
  const pods = podsSelected(view, service.namespace, { matchLabels: service.selector });
  if (port?.field === 'targetPort') return pods.flatMap((one) => targetOn(one, port.port));
  return list(service.ports)
    .filter(({ name }) => port === undefined || name === port.port)
    .flatMap(({ port: own, targetPort = own }) => pods.flatMap((one) => targetOn(one, targetPort)));
}

/** Targets that no NetworkPolicy lets a Prometheus read, on one side or the other. */
function* closed(
  view: ClusterView,
  { built: object }: ScrapeMonitor,
  field: string,
  readers: readonly Built[],
  targets: readonly Target[],
): Iterable<Violation> {
  for (const from of readers.flatMap((reader) => podsOfReader(view, reader))) {
    for (const { pods, number } of targets) {
      const port = { protocol: 'TCP', number };
      const lacks = [
        ...(allowed(view, 'Ingress', from, pods, port) ? [] : [`${from.name} may not call there`]),
        ...(allowed(view, 'Egress', from, pods, port) ? [] : [`${pods.name} does not let it in`]),
      ];
      if (lacks.length === 0) continue;
      const message = `${from.name} is to read ${pods.namespace}/${pods.name} on port ${number}, but ${lacks.join(', and ')}.`;
      yield { object, field, message };
    }
  }
}

export default monitorsScrape;
