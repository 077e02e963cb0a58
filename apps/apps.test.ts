import assert from 'node:assert/strict';
import { test } from 'node:test';
import { link } from '../generators/link/link.ts';
import { exceptionAnnotation } from '../generators/model/exceptions.ts';
import type { Environment } from '../generators/model/fleet.ts';
import { keyOf, type Resource } from '../generators/model/resource.ts';
import { type Cloud, type Cluster, clouds, type EnvironmentSettings } from '../generators/model/settings/index.ts';
import { exampleClusters } from '../generators/testing/clusters.ts';
import { catalogue } from './index.ts';

type Apps = NonNullable<EnvironmentSettings['apps']>;

const external = { provider: 'external', networks: ['10.0.0.0/16'] };
const server = (name: string) => ({ ...external, host: `${name}.example.com`, database: name, secret: name });
const servers = Object.fromEntries(catalogue.contracts.map(({ name }) => [name, server(name)]));
const buckets: Readonly<Record<Cloud, Record<string, unknown>>> = {
  aws: { provider: 'external', api: 's3', bucket: 'photos' },
  google: { provider: 'external', api: 'gcs', bucket: 'photos' },
  azure: { provider: 'external', api: 'azure', bucket: 'photos', account: 'example' },
  local: { ...external, api: 's3', bucket: 'photos', endpoint: 'http://s3.example.com:8333', secret: 'photos' },
};

/** All apps as they are rendered in a cloud, by name, with settings and images that differ from the defaults. */
function renderAll(cloud: Cloud, apps: Apps = {}, images: Environment['images'] = {}) {
  const cluster = exampleClusters[cloud] as Cluster;
  const environment: Environment = {
    name: 'test',
    file: 'overlays/test/environment.yaml',
    settings: {
      domain: 'example.com',
      secretPrefix: 'test',
      data: { ...servers, uploads: buckets[cloud], tokens: { provider: 'keycloak' } },
      apps,
      clusters: [cluster],
    },
    imagesFile: 'overlays/test/images.yaml',
    images,
  };
  const fleet = {
    name: 'example',
    repository: 'https://git.example.com/fleet.git',
    charts: {},
  };
  const graph = link(catalogue, { settings: fleet }, { layer: 'cluster', environment, cluster });
  return new Map([...graph].map(([name, { app, inputs }]) => [name, app.render(inputs)]));
}

const find = (objects: readonly Resource[] | undefined, kind: string, name: string) =>
  objects?.find((object) => object.kind === kind && object.metadata.name === name);

/** The pods of an app, as its Deployment or StatefulSet describes them. */
function podOf(rendered: ReturnType<typeof renderAll>, app: string): Pod {
  const objects = rendered.get(app);
  const workload = find(objects, 'Deployment', app) ?? find(objects, 'StatefulSet', app);
  assert.ok(workload, app);
  return (workload.spec as { template: { spec: Pod } }).template.spec;
}
interface Pod {
  readonly initContainers?: readonly Container[];
  readonly containers: readonly [Container];
}
interface Container {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

const fixedNumbers: Apps = Object.fromEntries(
  ['api', 'worker', 'auth', 'push', 'inapp', 'thumbnails'].map((name) => [name, { scale: { min: 2, max: 2 } }]),
);

test('every app renders objects of distinct identities, without holes, in every cloud', () => {
  for (const cloud of clouds) {
    const all = [...renderAll(cloud).values()].flat();
    assert.equal(new Set(all.map(keyOf)).size, all.length, cloud);
    assert.deepEqual(JSON.parse(JSON.stringify(all)), all, cloud);
  }
});

test('the names of an app’s objects depend on neither cloud nor settings', () => {
  /** Whether these exist may depend on settings: nothing to scale, nothing to fetch. */
  const optional = ['HorizontalPodAutoscaler', 'ScaledObject', 'TriggerAuthentication', 'ExternalSecret', 'Password'];
  const named = (objects: readonly Resource[], isOptional: boolean) =>
    objects.filter(({ kind }) => optional.includes(kind) === isOptional).map(keyOf);
  // A local cluster has all there is: its bucket needs keys. It alone has its own secret manager among the stores.
  const { stores: _, ...reference } = Object.fromEntries(renderAll('local'));
  const others: Apps = { ...fixedNumbers, push: { ios: { enabled: false }, android: { enabled: false } } };
  for (const cloud of clouds) {
    for (const apps of [{}, others]) {
      const rendered = renderAll(cloud, apps);
      for (const [name, objects] of Object.entries(reference)) {
        const here = rendered.get(name) ?? [];
        assert.deepEqual(named(here, false), named(objects, false), `${name} in ${cloud}`);
        const known = new Set(named(objects, true));
        assert.deepEqual(
          named(here, true).filter((key) => !known.has(key)),
          [],
          `${name} in ${cloud}`,
        );
      }
    }
  }
});

test('every image is pinned by tag and digest, or its workload declares an exception', () => {
  const pinned = /^[a-z0-9.-]+(\/[a-z0-9._-]+)+:[\w.-]+@sha256:[a-f0-9]{64}$/;
  const without = catalogue.apps.filter(({ images }) => !Object.values(images).every((image) => pinned.test(image)));
  assert.deepEqual(
    without.map(({ name }) => name),
    ['feed-database', 'log-store', 'push'].filter((name) => catalogue.apps.some((app) => app.name === name)),
  );
  const reasonIn = (images: Environment['images']) =>
    find(renderAll('aws', {}, images).get('push'), 'Deployment', 'push')?.metadata.annotations?.[
      exceptionAnnotation('image-pinned')
    ];
  assert.match(reasonIn({}) ?? '', /digest/);
  assert.equal(reasonIn({ push: `docker.io/appleboy/gorush:1.22.0@sha256:${'0'.repeat(64)}` }), undefined);
});

test('uploads and thumbnails find the bucket of their cloud, with keys only where there is no identity', () => {
  const found = clouds.map((cloud) => {
    const rendered = renderAll(cloud);
    const args = podOf(rendered, 'files').containers[0].args ?? [];
    const { data } = find(rendered.get('thumbnails'), 'ConfigMap', 'thumbnails') as unknown as Record<'data', object>;
    return {
      cloud,
      files: args.filter((arg) => /bucket|endpoint|azure/.test(arg)),
      thumbnails: Object.entries(data).flatMap(([key, value]) => (/_USE_|SOURCES$/.test(key) ? value : [])),
      keys: find(rendered.get('files'), 'ExternalSecret', 'files') !== undefined,
    };
  });
  assert.deepEqual(found, [
    { cloud: 'aws', files: ['-s3-bucket=photos'], thumbnails: ['s3://photos/', 'true'], keys: false },
    { cloud: 'google', files: ['-gcs-bucket=photos'], thumbnails: ['gs://photos/', 'true'], keys: false },
    { cloud: 'azure', files: ['-azure-storage=photos'], thumbnails: ['abs://photos/', 'true'], keys: false },
    {
      cloud: 'local',
      files: ['-s3-bucket=photos', '-s3-endpoint=http://s3.example.com:8333'],
      thumbnails: ['s3://photos/', 'true'],
      keys: true,
    },
  ]);
});

test('each pod that takes uploads has an address and a path of its own', () => {
  const rendered = renderAll('aws');
  const services = (rendered.get('files') ?? []).filter(({ kind }) => kind === 'Service');
  assert.deepEqual(
    Object.fromEntries(services.map(({ metadata, spec }) => [metadata.name, (spec as { selector: object }).selector])),
    Object.fromEntries([
      ['files-0', { 'app.kubernetes.io/name': 'files', 'apps.kubernetes.io/pod-index': '0' }],
      ['files-1', { 'app.kubernetes.io/name': 'files', 'apps.kubernetes.io/pod-index': '1' }],
      ['files-2', { 'app.kubernetes.io/name': 'files', 'apps.kubernetes.io/pod-index': '2' }],
      ['files', { 'app.kubernetes.io/name': 'files' }],
    ]),
  );
  assert.ok(podOf(rendered, 'files').containers[0].args?.includes('-base-path=/files/$(POD_INDEX)/'));
});

test('Keycloak may rebuild itself in a volume that begins with what its image holds there', () => {
  const { initContainers = [], containers } = podOf(renderAll('aws'), 'auth');
  const folder = '/opt/keycloak/lib/quarkus';
  const volume = containers[0].volumeMounts?.find(({ mountPath }) => mountPath === folder)?.name;
  assert.deepEqual(
    initContainers.map(({ command, volumeMounts }) => ({ command, volumeMounts })),
    [{ command: ['cp', '-R', `${folder}/.`, '/seed'], volumeMounts: [{ name: volume, mountPath: '/seed' }] }],
  );
});
