import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { silent } from '../console/progress.ts';
import { openResults } from '../kept/results.ts';
import type { Resource } from '../model/resource.ts';
import { apiServerFindings, type ObjectPlace, openApiServer, type SaidByApiServer } from './apiServerFindings.ts';
import type { Invalid } from './overlays.ts';
import { manifest } from './testing/manifests.ts';

const service = (name: string): Resource => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'backend' },
  spec: { ports: [{ port: 80 }] },
});
const deployment = (path: string, value: unknown) => JSON.parse(manifest('Deployment', path, value)) as Resource;

function place(
  cluster: string,
  kubernetes: string,
  objects: Resource[],
  invalid: Omit<Invalid, 'object'>[] = [],
): ObjectPlace {
  const built = { path: cluster, objects, invalid: invalid.map((one) => ({ object: 0, ...one })), unchecked: [] };
  return { built, kubernetes, where: { in: { cluster } } };
}

/** `severity code cluster: message` of what is found, the message as far as the value. */
async function found(places: readonly ObjectPlace[], options = { build: true, ci: false }): Promise<string[]> {
  const versions = places.map(({ kubernetes }) => kubernetes);
  const server = await openApiServer(versions, options.build, silent, openResults(':memory:'));
  const asked: SaidByApiServer[] = [];
  await server?.ask([places], (one) => asked.push(one));
  const findings = apiServerFindings(server, asked, options.ci);
  return findings.map(
    ({ severity, code, message, in: where }) =>
      `${severity} ${code} ${where?.cluster}: ${message.replace(/(: Invalid value|, not judged).*/, '')}`,
  );
}

const twoMistakes = deployment('spec', {
  ...(deployment('x', 1).spec as object),
  replicas: -1,
  minReadySeconds: -1,
});
const cases: [string, ObjectPlace[], string[]][] = [
  [
    'an object that several clusters get is refused in each',
    [place('a', '1.35', [service('Extra')]), place('b', '1.36', [service('ok'), service('Extra')])],
    [
      'error refused-by-api-server a: The API server of Kubernetes 1.35 refuses Service/Extra: metadata.name',
      'error refused-by-api-server b: The API server of Kubernetes 1.36 refuses Service/Extra: metadata.name',
    ],
  ],
  [
    'what some versions refuse is refused there alone, and they are named',
    [place('a', '1.34', [service('0123')]), place('b', '1.36', [service('0123')])],
    ['error refused-by-api-server a: The API server of Kubernetes 1.34 refuses Service/0123: metadata.name'],
  ],
  [
    'what the schema says of a field is not said again, the rest is',
    [place('a', '1.35', [twoMistakes], [{ field: 'spec.replicas', message: 'minimum: got -1, want 0' }])],
    ['error refused-by-api-server a: The API server refuses Deployment/api: spec.minReadySeconds'],
  ],
  [
    'what cannot be decoded is not said again where the schema says anything',
    [place('a', '1.35', [deployment('spec.replicas', 'x')], [{ field: 'spec.replicas', message: 'got string' }])],
    [],
  ],
  [
    'a kind that nobody defines was held against its schema alone',
    [place('a', '1.35', [{ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } }])],
    [
      'warning not-judged-by-api-server undefined: 1 objects of kind Thing (example.com) were held against their schema alone',
    ],
  ],
  [
    'a version that is too new was not judged',
    [place('a', '1.99', [service('ok')])],
    ['warning not-judged-by-api-server undefined: Objects for Kubernetes 1.99 were held against its schemas alone'],
  ],
];
for (const [title, places, expected] of cases) {
  test(title, async () => {
    assert.deepEqual(await found(places), expected);
  });
}

test('where the program is not built and need not be, nothing was judged, which is said', async (context: TestContext) => {
  const { MOBILE_GITOPS_CACHE: before } = process.env;
  process.env.MOBILE_GITOPS_CACHE = mkdtempSync(join(tmpdir(), 'cache-'));
  context.after(() => {
    rmSync(process.env.MOBILE_GITOPS_CACHE ?? '', { recursive: true });
    if (before === undefined) delete process.env.MOBILE_GITOPS_CACHE;
    else process.env.MOBILE_GITOPS_CACHE = before;
  });
  assert.deepEqual(await found([place('a', '1.35', [service('Extra')])], { build: false, ci: false }), [
    "warning not-judged-by-api-server undefined: No object was judged by the API server's own code yet: it refuses more than the schemas do.",
  ]);
});

test('a load balancer that keeps the addresses of clients is accepted: the API server takes a port for its health', async () => {
  const spec = { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports: [{ port: 80 }] };
  const own = (more: object) => ({ ...service('rooms'), spec: { ...spec, ...more } });
  assert.deepEqual(await found([place('a', '1.36', [own({})])]), []);
  const [refused = ''] = await found([
    place('a', '1.36', [own({ externalTrafficPolicy: 'Cluster', healthCheckNodePort: 30000 })]),
  ]);
  assert.match(refused, /refuses Service\/rooms: spec.healthCheckNodePort/);
});
