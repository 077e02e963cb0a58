import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import { parse } from 'yaml';
import type { Resource } from '../../model/resource.ts';
import { exampleClusters } from '../../testing/clusters.ts';
import { exampleCollectorApp as app } from './testing/collector.ts';
import { collectorInputs, exampleElasticsearch } from './testing/inputs.ts';

const rendered = (settings: Readonly<Record<string, unknown>> = {}): readonly Resource[] =>
  app.render(collectorInputs(exampleClusters.aws, settings));

const specOf = <T>(objects: readonly Resource[], kind: string, name = 'log-collector') =>
  objects.find((one) => one.kind === kind && one.metadata.name === name)?.spec as T;

function podOf(objects: readonly Resource[]) {
  const { template } = specOf<NonNullable<IDaemonSet['spec']>>(objects, 'DaemonSet');
  const pod = template.spec;
  const [container] = pod?.containers ?? [];
  assert.ok(pod && container);
  return { pod, container };
}

interface Config {
  readonly receivers: Readonly<Record<string, object>>;
  readonly exporters: Readonly<Record<string, object>>;
  readonly service: { readonly pipelines: Readonly<Record<string, object>> };
}

function configOf(objects: readonly Resource[]): Config {
  const { data } = objects.find(({ kind }) => kind === 'ConfigMap') as unknown as { data: Record<string, string> };
  return parse(data['config.yaml'] ?? '') as Config;
}

const traces = { traces: { url: 'https://traces.example.com:4443/otlp' } };

test('a pod runs on every node, whatever its taints, and comes back where the one before stopped', () => {
  const { pod } = podOf(rendered());
  assert.deepEqual(pod.tolerations, [{ operator: 'Exists' }]);
  assert.deepEqual(
    pod.volumes?.flatMap(({ hostPath }) => hostPath ?? []),
    [
      { path: '/var/log/pods', type: 'Directory' },
      { path: '/var/lib/shop-log-collector', type: 'DirectoryOrCreate' },
    ],
  );
});

test('it writes to its own folder of the node alone, and has no capability', () => {
  const { container } = podOf(rendered());
  assert.deepEqual(
    container.volumeMounts?.filter(({ readOnly }) => !readOnly).map(({ mountPath }) => mountPath),
    ['/var/lib/shop-log-collector'],
  );
  assert.deepEqual(container.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
});

test('a change of the configuration rolls the pods', () => {
  const checksum = (settings = {}) =>
    specOf<NonNullable<IDaemonSet['spec']>>(rendered(settings), 'DaemonSet').template.metadata?.annotations;
  assert.notDeepEqual(checksum(), checksum({ queue: '2Gi' }));
  assert.deepEqual(checksum(), checksum());
});

test('the account and the authority of Elasticsearch are fetched from its namespace', () => {
  const names = ['log-collector', 'log-collector-files'];
  const fetched = names.map((name) =>
    specOf<{ data: { remoteRef: { key: string; property: string }; sourceRef: object }[] }>(
      rendered(),
      'ExternalSecret',
      name,
    ).data.map(({ remoteRef: { key, property }, sourceRef }) => [key, property, sourceRef]),
  );
  const from = { storeRef: { kind: 'ClusterSecretStore', name: 'logging-secrets' } };
  assert.deepEqual(fetched, [
    [
      ['logs-writer', 'password', from],
      ['logs-writer', 'username', from],
    ],
    [['logs-es-http-certs-public', 'ca.crt', from]],
  ]);
  assert.deepEqual(
    app.declares?.(collectorInputs(exampleClusters.aws)).filter(({ fact }) => fact === 'fetched-account'),
    ['logs-writer', 'logs-es-http-certs-public'].map((key) => ({
      fact: 'fetched-account',
      value: { store: 'logging-secrets', key },
    })),
  );
});

test('an Elasticsearch with a public certificate needs no authority', () => {
  const { authority: _, ...publicly } = exampleElasticsearch;
  const external = {
    ...publicly,
    host: 'logs.example.com',
    credentials: { store: 'secrets', key: 'shop-logs' },
  } as const;
  const objects = app.render(collectorInputs(exampleClusters.aws, {}, external));
  const { endpoint, tls } = configOf(objects).exporters.elasticsearch as Record<string, unknown>;
  assert.deepEqual([endpoint, tls], ['https://logs.example.com:9200', undefined]);
  assert.equal(specOf(objects, 'ExternalSecret', 'log-collector-files'), undefined);
  assert.deepEqual(
    podOf(objects).pod.volumes?.map(({ name }) => name),
    ['logs', 'state', 'config'],
  );
});

test('its own log is not read', () => {
  assert.deepEqual((configOf(rendered()).receivers.filelog as { exclude: string[] }).exclude, [
    '/var/log/pods/node-agents_log-collector-*/*/*.log',
  ]);
});

test('traces are off: no port, no Service, no pipeline', () => {
  const objects = rendered();
  const { receivers, exporters, service } = configOf(objects);
  assert.deepEqual(Object.keys(receivers), ['filelog', 'otlp/queue']);
  assert.deepEqual(Object.keys(exporters), ['otlp_http/queue', 'elasticsearch']);
  assert.deepEqual(Object.keys(service.pipelines), ['logs/read', 'logs/write']);
  assert.equal(specOf(objects, 'Service'), undefined);
  assert.deepEqual(
    podOf(objects).container.ports?.map(({ name }) => name),
    ['health', 'metrics'],
  );
});

test('traces go to the backend of the settings, whose port is open, without tokens', () => {
  const objects = rendered(traces);
  const { exporters, service } = configOf(objects);
  assert.deepEqual(exporters['otlp_http/traces'], {
    endpoint: traces.traces.url,
    headers: { authorization: `\${env:TRACES_AUTHORIZATION}` },
  });
  const { data } = specOf<{ data: { remoteRef: { key: string; property: string } }[] }>(objects, 'ExternalSecret');
  assert.deepEqual(
    data.filter(({ remoteRef }) => remoteRef.property === 'authorization').map(({ remoteRef }) => remoteRef.key),
    ['reference-trace-store'],
  );
  assert.deepEqual(service.pipelines.traces, {
    receivers: ['otlp'],
    processors: ['memory_limiter', 'k8s_attributes', 'transform'],
    exporters: ['otlp_http/traces'],
  });
  assert.deepEqual(specOf<{ internalTrafficPolicy: string }>(objects, 'Service').internalTrafficPolicy, 'Local');
  const { egress } = specOf<{ egress: { ports: { port: number }[] }[] }>(objects, 'NetworkPolicy');
  assert.deepEqual(
    egress.flatMap(({ ports }) => ports.map(({ port }) => port)),
    [53, 53, 9200, 443, 4443],
  );
});

test('a backend of traces in networks of the company is reached there, and nowhere else', () => {
  const networks = ['10.90.1.0/24'];
  const { egress } = specOf<{ egress: { to: object[] }[] }>(
    rendered({ traces: { ...traces.traces, networks } }),
    'NetworkPolicy',
  );
  assert.deepEqual(egress.at(-1)?.to, [{ ipBlock: { cidr: '10.90.1.0/24' } }]);
});

test('it listens for traces only where they are on', () => {
  assert.deepEqual(app.ports({}, {}), { health: 13133, metrics: 8888 });
  assert.deepEqual(app.ports({}, traces), { health: 13133, metrics: 8888, otlp: 4318 });
});

test('apps that declare it send traces, and nobody else does', () => {
  const inputs = collectorInputs(exampleClusters.aws, traces);
  const usedBy = [{ app: 'api', tier: 'backend', port: 'otlp' }];
  const callers = (objects: readonly Resource[]) =>
    specOf<{ ingress: { ports: { port: number }[] }[] }>(objects, 'NetworkPolicy').ingress.map(({ ports }) =>
      ports.map(({ port }) => port),
    );
  assert.deepEqual(callers(app.render({ ...inputs, graph: { ...inputs.graph, usedBy } })), [[8888], [4318]]);
  assert.deepEqual(callers(app.render(inputs)), [[8888]]);
});
