import { nameOf } from '../../generators/model/resource.ts';
import { type ClusterView, rule } from '../../generators/model/rule.ts';
import { loadBalancerIdle } from '../../generators/upstream/loadBalancerIdle.ts';
import { podsSelected } from '../cluster/pods.ts';
import { configMap, service } from '../example/api.ts';
import { gateway, route, withIstio } from '../example/gateways.ts';
import { kongRoute, withKong } from '../example/kong.ts';
import { within, withTraefik } from '../example/traefik.ts';
import { withField } from '../example/withField.ts';
import { at, textAt } from '../kubernetes/reading.ts';
import { podServices } from '../kubernetes/service.ts';
import { textsOf } from '../kubernetes/texts.ts';
import { variablesOf } from '../systems/builtIn/environment.ts';
import { durationSeconds } from '../systems/gateways/duration.ts';
import { gatewaysOfRule } from '../systems/gateways/extensions.ts';
import { kindOfGateway } from '../systems/gateways/kindOfGateway.ts';
import { type RouteRule, routeRulesOf } from '../systems/gateways/routeRule.ts';

const timeout = 'spec.rules[0].timeouts.request';
const data = {
  FILES_URL: 'http://files.media.svc.cluster.local:8080',
  OIDC_ISSUER: 'https://auth.example.com/realms/shop',
  OIDC_AUDIENCE: 'shop',
  OIDC_JWKS_URL: 'https://auth.example.com/certs',
};

const timeoutsWithinIdle = rule({
  code: 'timeouts-within-idle',
  severity: 'error',
  title: "No answer takes longer, and no ping comes later, than the cloud's load balancer keeps a silent connection.",
  why:
    'A load balancer forgets a connection on which nothing was sent for its idle time, and tells neither side: the answer ' +
    'never arrives, and the caller waits. https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html',
  fix: 'Answer sooner, ping more often, or lengthen the idle time by an annotation of the Service of the gateway.',
  *check(view) {
    const idle = idleSeconds(view);
    if (idle === undefined) return;
    for (const rule of routeRulesOf(view)) {
      for (const { field, seconds, what } of waits(view, rule)) {
        if (seconds < idle) continue;
        const message = `${what} ${seconds} s, and the load balancer of ${view.cluster.cloud} forgets a connection that is silent for ${idle} s.`;
        yield { object: rule.route, field, message };
      }
    }
  },
  passes: [
    { title: 'an answer after a minute', among: withIstio, objects: [withField(route, timeout, '1m')] },
    { title: 'an exchange without an end', among: withIstio, objects: [withField(route, timeout, '0s')] },
    {
      title: 'a load balancer that waits longer',
      among: withIstio,
      objects: [
        withField(route, timeout, '10m'),
        withField(gateway, 'spec.infrastructure.annotations', {
          'service.beta.kubernetes.io/aws-load-balancer-listener-attributes.TCP-443': 'tcp.idle_timeout.seconds=900',
        }),
      ],
    },
    {
      title: 'four hours between two reads of a stream, by Kong',
      among: withKong,
      objects: [
        withField(service, 'metadata.annotations', { 'konghq.com/read-timeout': '14400000' }),
        withField(kongRoute, 'metadata.annotations[konghq.com/response-buffering]', 'false'),
      ],
    },
    {
      title: 'pings every half a minute',
      among: withIstio,
      objects: [withField(configMap, 'data', { ...data, CLIENT_PING_INTERVAL: '25s' })],
    },
  ],
  fails: [
    { title: 'an answer after ten minutes', among: withIstio, objects: [withField(route, timeout, '10m')] },
    {
      title: 'an annotation of the Service by which Kong waits',
      among: withKong,
      objects: [withField(service, 'metadata.annotations', { 'konghq.com/read-timeout': '600000' })],
    },
    {
      title: 'a transport of Traefik that waits ten minutes',
      among: withTraefik,
      objects: within('10m'),
    },
    {
      title: 'pings every ten minutes',
      among: withIstio,
      objects: [withField(configMap, 'data', { ...data, CLIENT_PING_INTERVAL: '10m' })],
    },
  ],
});

interface Wait {
  readonly field: string;
  readonly seconds: number;
  readonly what: string;
}

/** How long a connection may be silent, as far as objects tell. */
function waits(view: ClusterView, rule: RouteRule): readonly Wait[] {
  const request = durationSeconds(textAt(rule.value, ['timeouts', 'request'])) ?? 0;
  // An answer that goes on is not held back, and has no end: pings keep its connection.
  const isStream = rule.route.resource.metadata.annotations?.['konghq.com/response-buffering'] === 'false';
  const isKong = !isStream && gatewaysOfRule(rule).some((gateway) => kindOfGateway(view, gateway) === 'kong');
  return [
    { field: `${rule.field}.timeouts.request`, seconds: request, what: 'An answer may take' },
    ...rule.backends.flatMap(({ field, namespace, name, transport }): Wait[] => {
      const found = view.find('Service', namespace, name);
      const read = Number(found?.resource.metadata.annotations?.['konghq.com/read-timeout'] ?? 0) / 1000;
      return [
        ...(found && isKong ? [{ field, seconds: read, what: `${nameOf(found.resource)} lets an answer take` }] : []),
        ...headersOf(view, namespace, transport).map((seconds) => ({
          field,
          seconds,
          what: `ServersTransport/${transport} lets an answer take`,
        })),
        ...pings(view, namespace, name).map(({ variable, seconds }) => ({
          field,
          seconds,
          what: `By ${variable}, ${name} pings every`,
        })),
      ];
    }),
  ];
}

/** How long Traefik waits for the headers of an answer. */
function headersOf(view: ClusterView, namespace: string, transport: string): readonly number[] {
  const found = view.find('ServersTransport', namespace, transport);
  const text = textAt(found?.resource.spec, ['forwardingTimeouts', 'responseHeaderTimeout']);
  return [durationSeconds(text) ?? 0];
}

/** Variables of the pods of a Service that say how often they ping, such as `CENTRIFUGO_CLIENT_PING_INTERVAL`. */
function pings(view: ClusterView, namespace: string, name: string) {
  const service = podServices(view).find(
    ({ built }) => built.resource.metadata.name === name && built.resource.metadata.namespace === namespace,
  );
  if (!service) return [];
  return podsSelected(view, namespace, { matchLabels: service.selector }).flatMap(({ workload }) =>
    [...(workload ? variablesOf(view, workload) : [])].flatMap(([variable, value]) => {
      const seconds = durationSeconds(value);
      return /(^|_)(PING|HEARTBEAT|KEEPALIVE)_INTERVAL$/.test(variable) && seconds !== undefined
        ? [{ variable, seconds }]
        : [];
    }),
  );
}

/** The idle time of the cloud's load balancer, or what an annotation says that some gateway hands on to its Service. */
function idleSeconds({ all, cluster }: ClusterView): number | undefined {
  const idle = loadBalancerIdle[cluster.cloud];
  const said = all
    .filter(({ resource: { kind } }) => kind === 'Gateway' || kind === 'GatewayConfiguration' || kind === 'Service')
    .flatMap(({ resource }) => [...textsOf(resource.spec), ...textsOf(at(resource.metadata, ['annotations']))])
    .filter(({ key }) => key === idle?.annotation?.name)
    .map(({ value }) => idle?.annotation?.seconds(value) ?? Number.NaN);
  return said.find((seconds) => seconds > 0) ?? idle?.seconds;
}

export default timeoutsWithinIdle;
