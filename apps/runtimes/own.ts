import { sdkTraces } from '../../generators/blocks/logging/traceTarget.ts';
import { type OwnImage, type Runtime, repositoryOf } from '../../generators/blocks/runtime.ts';
import { podinfo } from './podinfo.ts';

/** The runtime contract of the company's own images; `CONTRIBUTING.md` has all of it. */
const own: Runtime<'http'> = {
  image: '',
  user: 10001,
  group: 10001,
  ports: { http: 8080, management: 9090 },
  startup: { port: 'management', path: '/startupz' },
  readiness: { port: 'management', path: '/readyz' },
  liveness: { port: 'management', path: '/livez' },
  metrics: { port: 'management', path: '/metrics' },
  // OpenTelemetry's conventions, as its exporters for Prometheus name them, with the buckets that they advise:
  // https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration
  requests: {
    answered: { metric: 'http_server_request_duration_seconds_count' },
    failed: { metric: 'http_server_request_duration_seconds_count', where: 'http_response_status_code=~"5.."' },
    endpoint: 'http_route',
    duration: {
      metric: 'http_server_request_duration_seconds',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    },
  },
  memory: { idle: '64Mi', source: 'CONTRIBUTING.md, the company’s own images' },
  traces: sdkTraces,
  writable: { '/tmp': '64Mi' },
  drainSeconds: 30,
};

/** The company's own image, with podinfo in its place until `images.yaml` names one. */
export const ownImage: OwnImage<'http'> = { own, standIn: podinfo };

/** The same with a port for other apps alone: gateways never reach it, and podinfo does not listen there. */
export const ownImageCalledInside: OwnImage<'http' | 'internal'> = {
  own: { ...own, ports: { ...own.ports, internal: 8081 } },
  standIn: { ...podinfo, ports: { ...podinfo.ports, internal: 8081 } },
};

/** What the summary says of an app that podinfo stands in for: `lack` is what podinfo does not do, such as `which …`. */
export function standInNote(app: string, { image }: Runtime, lack: string): readonly string[] {
  if (repositoryOf(image) !== repositoryOf(podinfo.image)) return [];
  return [`${app} runs podinfo, ${lack}, until images.yaml names the company’s own image`];
}
