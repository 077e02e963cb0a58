// OpenTelemetry Collector: https://github.com/open-telemetry/opentelemetry-collector-contrib

/** Version of which the rest of this file is true. */
export const collectorVersion = '0.148.0';

/** The namespace of pods that read files of their nodes. No other pods run in it. */
export const nodeAgentsNamespace = 'node-agents';

/** The name of the Collector on each node. */
export const collectorName = 'log-collector';

/**
 * Ports of a Collector: `health` and `metrics` are those of its documentation, `otlp` is OTLP over HTTP:
 * `extension/healthcheckextension/README.md`, https://opentelemetry.io/docs/collector/internal-telemetry/,
 * https://opentelemetry.io/docs/specs/otlp/#otlphttp-default-port. `queue` is ours, and open on the pod's own loopback
 * address alone.
 */
export const collectorPorts = { health: 13133, metrics: 8888, otlp: 4318, queue: 4319 } as const;

/** Folder of a node with the logs of its pods: `podLogsDirectory` of the kubelet's configuration. */
export const podLogs = '/var/log/pods';
