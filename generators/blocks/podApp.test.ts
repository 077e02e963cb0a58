import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Type } from 'typebox';
import Value from 'typebox/value';
import { golden, ofKind, shown } from '../testing/golden.ts';
import { app, users } from '../testing/names.ts';
import { rendered } from '../testing/rendered.ts';
import { exampleRuntime } from '../testing/runtime.ts';
import { exampleSpec } from '../testing/spec.ts';
import { given, imageRegistry, random } from './names.ts';
import type { Part } from './part.ts';
import { secretText, secretUrl } from './secrets/value.ts';
import { service } from './service.ts';

const shop = app('shop', 'backend', ['http'], { token: random('hex'), key: given('a file') });
const own = service(shop, {
  ...exampleSpec,
  uses: {},
  options: { log: Type.String({ default: 'json', description: 'Log format.' }) },
  env: ({ settings, inputs, own, runtime }) => ({
    LOG: settings.log,
    REGION: inputs.cluster.region,
    IMAGE: runtime.image,
    TOKEN: own('token'),
  }),
  files: ({ own }) => ({ '/etc/shop': { key: own('key') } }),
  podFields: { NODE: 'spec.nodeName' },
  args: ({ settings }) => [`--log=${settings.log}`],
  notes: ({ settings }) => (settings.log === 'text' ? ['It logs text.'] : []),
});
const local = { cloud: 'local', cluster: { apps: { shop: { log: 'text' } } } } as const;

test('settings, images and secrets reach variables, arguments, files and facts of the pod', () => {
  const image = 'registry.example.com/shop:2';
  const objects = rendered('shop', { apps: [own], contracts: [] }, { ...local, images: { shop: image } });
  assert.partialDeepStrictEqual(
    shown(ofKind(objects, 'ConfigMap', 'Deployment')),
    golden(`
apiVersion: v1
kind: ConfigMap
metadata: { name: shop }
data: { LOG: text, REGION: local, IMAGE: "${image}" }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      containers:
        - image: ${image}
          args: [--log=text]
          envFrom: [{ configMapRef: { name: shop } }, { secretRef: { name: shop } }]
          env: [{ name: NODE, valueFrom: { fieldRef: { fieldPath: spec.nodeName } } }]
          volumeMounts: [{ name: tmp }, { name: etc-shop, mountPath: /etc/shop, readOnly: true }]
`),
  );
  const names = ofKind(objects, 'ExternalSecret', 'Password').map(
    ({ kind, metadata }) => `${kind}/${metadata.namespace}/${metadata.name}`,
  );
  assert.deepEqual(names, [
    'ExternalSecret/backend/shop',
    'ExternalSecret/backend/shop-files',
    'Password/development-secrets/shop-hex',
    'ExternalSecret/development-secrets/shop',
  ]);
});

test('an app with secrets or configuration alone reads one source, and one with neither reads none', () => {
  const sources = (env: object) => {
    const one = service(shop, { ...exampleSpec, uses: {}, env: () => ({ ...env }) });
    const [deployment] = ofKind(rendered('shop', { apps: [one], contracts: [] }), 'Deployment');
    const { template } = deployment?.spec as {
      template: { spec: { containers: { env?: object; envFrom?: object }[] } };
    };
    const [container] = template.spec.containers;
    assert.equal(container?.env, undefined);
    return container?.envFrom;
  };
  const secret = { template: '{{ .a }}', from: { a: { store: 'secrets', key: 'a', property: 'a' } } };
  assert.deepEqual(sources({ A: 'a' }), [{ configMapRef: { name: 'shop' } }]);
  assert.deepEqual(sources({ A: secret }), [{ secretRef: { name: 'shop' } }]);
  assert.equal(sources({}), undefined);
});

test('an app has a setting for whether it runs, for its scale, its resources and each option, all with defaults', () => {
  assert.deepEqual(Value.Create(own.settings), {
    enabled: true,
    scale: { min: 2, max: 6 },
    resources: { cpu: '250m', memory: '128Mi' },
    log: 'json',
  });
  assert.ok(Value.Check(own.settings, { ...(Value.Create(own.settings) as object), scale: { min: 1, max: 1000 } }));
  const { description, properties } = own.settings as unknown as { description: string; properties: object };
  assert.equal(description, `Settings of ${exampleSpec.source}.`);
  for (const [key, schema] of Object.entries(properties)) assert.ok(schema.description, key);
  for (const wrong of [{ scale: { min: 0, max: 6 } }, { scale: { min: 2, max: 1001 } }, { other: 1 }]) {
    assert.ok(
      !Value.Check(own.settings, { ...(Value.Create(own.settings) as object), ...wrong }),
      JSON.stringify(wrong),
    );
  }
});

test('an app says its tier, file, ports and notes', () => {
  const { images } = own;
  assert.deepEqual([own.name, own.tier, own.source], ['shop', 'backend', exampleSpec.source]);
  assert.deepEqual([images, own.ports(images, {})], [{ shop: exampleRuntime.image }, { http: 8080, metrics: 9090 }]);
  const inputs = { settings: { log: 'text' }, images, graph: { uses: {}, usedBy: [] } };
  assert.deepEqual(own.notes(inputs as unknown as Parameters<typeof own.notes>[0]), ['It logs text.']);
});

for (const [what, part] of [
  ['edge primary', () => ({ uses: { primary: users.readOnly } })],
  ['image shop', () => ({ images: { shop: 'registry.example.com/other:1' } })],
  ['setting resources', () => ({ settings: { resources: Type.String() } })],
] as const satisfies readonly (readonly [string, Part])[]) {
  test(`a part that adds the ${what}, which is there, is refused`, () => {
    assert.throws(() => service(shop, { ...exampleSpec, uses: { primary: users.readWrite }, parts: [part] }), {
      name: 'Failure',
      message: new RegExp(`^Two parts of .* have the ${what}$`),
      fix: 'Give one of the two another name.',
    });
  });
}

test('probes that follow from settings, a command, and the login of a registry reach the pods', () => {
  const registry = imageRegistry('ghcr', 'ghcr.io');
  const asked = service(shop, {
    ...exampleSpec,
    runtime: { ...exampleRuntime, registry },
    uses: {},
    probes: ({ inputs }) => ({
      liveness: { port: 'http', path: '/live', headers: { Host: inputs.environment.domain } },
    }),
    command: () => ['/bin/shop'],
  });
  const objects = rendered('shop', { apps: [asked], contracts: [] }, {});
  assert.partialDeepStrictEqual(
    shown(ofKind(objects, 'Deployment', 'ExternalSecret')),
    golden(`
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: shop-from-ghcr }
spec:
  target:
    template:
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: '{"auths":{"ghcr.io":{"username":{{ .ghcr_username | toJson }},"password":{{ .ghcr_password | toJson }}}}}'
  data: [{ remoteRef: { key: test-ghcr, property: password } }, { remoteRef: { key: test-ghcr, property: username } }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: shop }
spec:
  template:
    spec:
      imagePullSecrets: [{ name: shop-from-ghcr }]
      containers:
        - command: [/bin/shop]
          livenessProbe: { httpGet: { path: /live, httpHeaders: [{ name: Host, value: example.com }] } }
          readinessProbe: { httpGet: { path: /ready } }
`),
  );
});

test('files and variables that fetch nothing are in ConfigMaps, and no ExternalSecret is left without data', () => {
  const plain = service(app('shop', 'backend', ['http']), {
    ...exampleSpec,
    uses: {},
    env: () => ({ ADDRESS: secretUrl`https://${'example.com'}` }),
    files: () => ({ '/etc/shop/shop.ini': secretText`port = ${8080}` }),
  });
  const objects = rendered('shop', { apps: [plain], contracts: [] }, {});
  assert.deepEqual(ofKind(objects, 'ExternalSecret'), []);
  assert.deepEqual(
    ofKind(objects, 'ConfigMap').map(({ data }) => data),
    [{ ADDRESS: 'https://example.com' }, { 'shop.ini': 'port = 8080' }],
  );
});

test('a template that fetches nothing is refused where it stands', () => {
  const wrong = service(shop, {
    ...exampleSpec,
    uses: {},
    files: () => ({ '/etc/shop': { now: { template: '{{ now }}', from: {} } } }),
  });
  assert.throws(() => rendered('shop', { apps: [wrong], contracts: [] }, {}), {
    name: 'Misdeclared',
    message: 'files./etc/shop.now is a template that fetches nothing',
  });
});

test('a file at no absolute path is refused where it stands', () => {
  const wrong = service(shop, { ...exampleSpec, uses: {}, files: () => ({ 'etc/shop.ini': 'a = 1' }) });
  assert.throws(() => rendered('shop', { apps: [wrong], contracts: [] }, {}), {
    name: 'Misdeclared',
    message: 'files.etc/shop.ini is no absolute path',
  });
});

test('a device is requested as it is limited, by the app alone', () => {
  const seeing = service(shop, {
    ...exampleSpec,
    runtime: { ...exampleRuntime, seeded: { '/models': '64Mi' } },
    uses: {},
    devices: { 'nvidia.com/gpu': 1 },
  });
  const [deployment] = ofKind(rendered('shop', { apps: [seeing], contracts: [] }, {}), 'Deployment');
  const { containers, initContainers } = (
    deployment?.spec as { template: { spec: Record<'containers' | 'initContainers', { resources: object }[]> } }
  ).template.spec;
  assert.partialDeepStrictEqual(containers[0]?.resources, {
    requests: { 'nvidia.com/gpu': '1' },
    limits: { 'nvidia.com/gpu': '1' },
  });
  assert.doesNotMatch(JSON.stringify(initContainers), /gpu/);
});
