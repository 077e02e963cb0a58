import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printYaml } from '../../generators/files/yaml.ts';
import type { Say } from '../../generators/programs/toolchain.ts';
import { freePorts } from '../processes/ports.ts';
import type { Processes, RunningProgram } from '../processes/processes.ts';
import { labProgram } from '../programs.ts';

/** What a Collector of the lab has in place of its node and its cluster. */
export interface CollectorPlace {
  /** The generated configuration. */
  readonly config: string;
  /** Folder for its state, kept from one start to the next. */
  readonly folder: string;
  /** Files that it reads, in place of those of the node. */
  readonly include: string;
  /** URLs of the stand-ins. */
  readonly kubernetes: string;
  readonly elasticsearch: string;
  /** Path of the authority of Elasticsearch. */
  readonly authority: string;
  readonly account: { readonly username: string; readonly password: string };
  /** Where traces go, and the header with which. */
  readonly traces: { readonly url: string; readonly authorization: string };
  /** Name of its node. */
  readonly node: string;
  /** Changes of the configuration beyond those. */
  readonly changes?: object;
}

/** A running Collector, and where its metrics are and its apps send traces to. */
export interface RunningCollector extends RunningProgram {
  readonly metrics: string;
  readonly traces: string;
}

/**
 * Starts a Collector with the generated configuration. A second file changes what depends on the place: ports, folders,
 * addresses, and the account for the Kubernetes API. Maps of both are merged:
 * https://opentelemetry.io/docs/collector/configuration/#location
 */
export async function startCollector(place: CollectorPlace, processes: Processes, say: Say): Promise<RunningCollector> {
  const program = await labProgram('collector', say);
  const { folder } = place;
  mkdirSync(folder, { recursive: true });
  const [health = 0, metrics = 0, queue = 0, otlp = 0] = await freePorts(4);
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const kubeconfig = file(
    'kubeconfig.yaml',
    printYaml({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'lab',
      clusters: [{ name: 'lab', cluster: { server: place.kubernetes } }],
      contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
      users: [{ name: 'lab', user: {} }],
    }),
  );
  const here = {
    extensions: {
      health_check: { endpoint: `127.0.0.1:${health}` },
      'file_storage/offsets': { directory: join(folder, 'offsets') },
      'file_storage/queue': {
        directory: join(folder, 'queue'),
        compaction: { directory: join(folder, 'queue') },
      },
    },
    receivers: {
      filelog: { include: [place.include] },
      'otlp/queue': { protocols: { http: { endpoint: `127.0.0.1:${queue}` } } },
      otlp: { protocols: { http: { endpoint: `127.0.0.1:${otlp}` } } },
    },
    processors: { k8s_attributes: { auth_type: 'kubeConfig' } },
    exporters: {
      'otlp_http/queue': { endpoint: `http://127.0.0.1:${queue}` },
      elasticsearch: { endpoint: place.elasticsearch, tls: { ca_file: place.authority } },
      'otlp_http/traces': { endpoint: place.traces.url, encoding: 'json', compression: 'none' },
    },
    service: {
      telemetry: {
        metrics: { readers: [{ pull: { exporter: { prometheus: { host: '127.0.0.1', port: metrics } } } }] },
      },
    },
  };
  const configs = [
    file('config.yaml', place.config),
    file('here.yaml', printYaml(here)),
    file('changes.yaml', printYaml(place.changes ?? {})),
  ];
  const running = await processes.start({
    name: 'collector',
    program,
    args: [...configs.map((path) => `--config=${path}`), '--feature-gates=stanza.synchronousLogEmitter'],
    env: {
      KUBECONFIG: kubeconfig,
      K8S_NODE_NAME: place.node,
      ELASTICSEARCH_USERNAME: place.account.username,
      ELASTICSEARCH_PASSWORD: place.account.password,
      TRACES_AUTHORIZATION: place.traces.authorization,
    },
    ready: async () => (await fetch(`http://127.0.0.1:${health}/`)).ok,
  });
  const at = (port: number, path: string) => `http://127.0.0.1:${port}/${path}`;
  return { ...running, metrics: at(metrics, 'metrics'), traces: at(otlp, 'v1/traces') };
}
