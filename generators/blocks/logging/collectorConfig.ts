import { printYaml } from '../../files/yaml.ts';
import { collectorPorts, podLogs } from '../../upstream/openTelemetry.ts';
import { redactedKeys, redactions } from './redaction.ts';

/** What the configuration of a Collector is made from. */
export interface CollectorTarget {
  readonly environment: string;
  readonly cluster: string;
  /** URL of Elasticsearch. */
  readonly elasticsearch: string;
  /** File with the authority of its certificate. Absent: a public one. */
  readonly authority?: string | undefined;
  /** Folder on the node for the queue, and for how far each file is read. */
  readonly state: string;
  /** Most bytes in the queue. */
  readonly queueBytes: number;
  /** URL that takes traces by OTLP. Absent: traces are off. */
  readonly traces?: string | undefined;
  /** Files that are not read: the Collector's own log would feed itself. */
  readonly exclude: readonly string[];
}

/** Variables of the Collector's container. */
export const collectorVariables = {
  node: 'K8S_NODE_NAME',
  username: 'ELASTICSEARCH_USERNAME',
  password: 'ELASTICSEARCH_PASSWORD',
  traces: 'TRACES_AUTHORIZATION',
} as const;

/** Tried again without end, in growing intervals. */
const forever = { enabled: true, initial_interval: '1s', max_interval: '30s', max_elapsed_time: 0 } as const;

/**
 * Configuration of the Collector on a node. Logs go through two pipelines:
 *
 * files → memory limit → pod → redaction → queue on disk ─ OTLP, inside the pod ─▶ Elasticsearch
 *
 * The exporter to Elasticsearch has a queue of its own, but gives a batch up after three attempts, on disk or not
 * (https://github.com/open-telemetry/opentelemetry-collector-contrib/issues/45747). So the queue is that of the exporter
 * for OTLP, which tries without end and is told of each failure by the second pipeline. Where the queue is full, or
 * memory is short, files are not read on: they wait on the node until the kubelet deletes them.
 *
 * https://opentelemetry.io/docs/collector/configuration/
 */
export function collectorConfig(target: CollectorTarget): string {
  const { traces } = target;
  return printYaml({
    extensions: {
      health_check: { endpoint: `0.0.0.0:${collectorPorts.health}` },
      // Synced to disk: what left a file is in the queue, even if the node loses its power.
      'file_storage/offsets': { directory: `${target.state}/offsets`, create_directory: true, fsync: true },
      'file_storage/queue': {
        directory: `${target.state}/queue`,
        create_directory: true,
        fsync: true,
        compaction: { on_start: true, on_rebound: true, cleanup_on_start: true, directory: `${target.state}/queue` },
      },
    },
    receivers: {
      filelog: {
        include: [`${podLogs}/*/*/*.log`],
        exclude: [...target.exclude],
        start_at: 'beginning',
        include_file_path: true,
        include_file_name: false,
        storage: 'file_storage/offsets',
        retry_on_failure: forever,
        operators: [{ type: 'container' }],
      },
      'otlp/queue': { protocols: { http: { endpoint: `127.0.0.1:${collectorPorts.queue}` } } },
      ...(traces && { otlp: { protocols: { http: { endpoint: `0.0.0.0:${collectorPorts.otlp}` } } } }),
    },
    processors: {
      memory_limiter: { check_interval: '1s', limit_percentage: 75, spike_limit_percentage: 20 },
      k8s_attributes: {
        auth_type: 'serviceAccount',
        filter: { node_from_env_var: collectorVariables.node },
        wait_for_metadata: true,
        wait_for_metadata_timeout: '30s',
        extract: {
          metadata: ['k8s.namespace.name', 'k8s.pod.name', 'k8s.pod.uid', 'k8s.node.name'],
          labels: [{ from: 'pod', key: 'app.kubernetes.io/name', tag_name: 'service.name' }],
        },
        pod_association: [
          { sources: [{ from: 'resource_attribute', name: 'k8s.pod.uid' }] },
          { sources: [{ from: 'connection' }] },
        ],
      },
      transform: transform(target),
    },
    exporters: {
      'otlp_http/queue': {
        endpoint: `http://127.0.0.1:${collectorPorts.queue}`,
        compression: 'none',
        timeout: '120s',
        retry_on_failure: forever,
        sending_queue: {
          storage: 'file_storage/queue',
          sizer: 'bytes',
          queue_size: target.queueBytes,
          block_on_overflow: true,
          num_consumers: 2,
          batch: { sizer: 'bytes', flush_timeout: '1s', min_size: 1_000_000, max_size: 4_000_000 },
        },
      },
      elasticsearch: {
        endpoint: target.elasticsearch,
        ...(target.authority !== undefined && { tls: { ca_file: target.authority } }),
        user: `\${env:${collectorVariables.username}}`,
        password: `\${env:${collectorVariables.password}}`,
        timeout: '30s',
        mapping: { mode: 'otel' },
        sending_queue: { enabled: false },
      },
      ...(traces && {
        'otlp_http/traces': { endpoint: traces, headers: { authorization: `\${env:${collectorVariables.traces}}` } },
      }),
    },
    service: {
      extensions: ['health_check', 'file_storage/offsets', 'file_storage/queue'],
      telemetry: {
        logs: { encoding: 'json' },
        metrics: {
          readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: collectorPorts.metrics } } } }],
        },
      },
      pipelines: {
        'logs/read': {
          receivers: ['filelog'],
          processors: ['memory_limiter', 'k8s_attributes', 'transform'],
          exporters: ['otlp_http/queue'],
        },
        'logs/write': { receivers: ['otlp/queue'], exporters: ['elasticsearch'] },
        ...(traces && {
          traces: {
            receivers: ['otlp'],
            processors: ['memory_limiter', 'k8s_attributes', 'transform'],
            exporters: ['otlp_http/traces'],
          },
        }),
      },
    },
  });
}

/**
 * Where a record comes from, and what is removed from it. A statement that fails refuses its batch, which is then tried
 * again: nothing gets past it. The data stream is `logs-kubernetes.otel-default`: the exporter appends `.otel`.
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/transformprocessor
 */
function transform({ environment, cluster, traces }: CollectorTarget) {
  const origin = [set('deployment.environment.name', environment), set('k8s.cluster.name', cluster)];
  return {
    error_mode: 'propagate',
    log_statements: [
      ...origin,
      set('data_stream.dataset', 'kubernetes'),
      ...redactions.flatMap(({ pattern, to }) => [
        `replace_pattern(log.body, ${quoted(pattern)}, ${quoted(to)})`,
        `replace_all_patterns(log.attributes, "value", ${quoted(pattern)}, ${quoted(to)})`,
      ]),
    ],
    ...(traces && {
      trace_statements: [
        ...origin,
        ...['span.attributes', 'spanevent.attributes'].flatMap((attributes) => [
          `delete_matching_keys(${attributes}, ${quoted(redactedKeys)})`,
          ...redactions.map(
            ({ pattern, to }) => `replace_all_patterns(${attributes}, "value", ${quoted(pattern)}, ${quoted(to)})`,
          ),
        ]),
      ],
    }),
  };
}

function set(attribute: string, value: string): string {
  return `set(resource.attributes[${quoted(attribute)}], ${quoted(value)})`;
}

/** Text of OTTL. The Collector expands `$` before it reads statements, and `$$` stands for one. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('$', '$$$$');
}
