import assert from 'node:assert/strict';
import { test } from 'node:test';
import { golden, ofKind, shown } from '../../testing/golden.ts';
import { app } from '../../testing/names.ts';
import { rendered } from '../../testing/rendered.ts';
import { exampleSpec } from '../../testing/spec.ts';
import { job } from '../jobs/job.ts';
import { imageRegistry, random } from '../names.ts';
import { ownSecret } from '../secrets/ownSecrets.ts';
import { service } from '../service.ts';
import { initContainer, sidecar } from './companion.ts';

const shop = app('shop', 'backend', ['http'], { token: random() });
const image = 'registry.example.com/proxy:1@sha256:0000';

const proxy = sidecar({
  name: 'proxy',
  image,
  registry: imageRegistry('ghcr', 'ghcr.io'),
  user: 65532,
  ports: { health: 9801 },
  startup: { port: 'health', path: '/startup' },
  readiness: { none: 'It is ready when it has started.' },
  liveness: { tcp: 'health' },
  args: ({ cluster }) => [`--region=${cluster.region}`],
  env: (inputs) => ({ MODE: 'private', TOKEN: ownSecret(shop, 'token', inputs) }),
  resources: { cpu: '50m', memory: '64Mi' },
  writable: { '/run/proxy': '8Mi' },
});
const copy = initContainer({
  name: 'copy',
  image,
  command: ['cp', '/plugins/a', '/tmp'],
  resources: { cpu: '10m', memory: '32Mi' },
  shares: ['/tmp', '/etc/shop'],
});
const own = service(shop, {
  ...exampleSpec,
  uses: {},
  beside: [copy, proxy],
  files: () => ({ '/etc/shop': { 'shop.ini': 'a = 1' } }),
});
const of = (one = own, images = {}) => rendered('shop', { apps: [one], contracts: [] }, { images });

test('companions run before the app, a sidecar as long as it; each has variables, secrets and folders of its own', () => {
  assert.partialDeepStrictEqual(
    shown(ofKind(of(), 'Deployment', 'ConfigMap', 'ExternalSecret')),
    golden(`
apiVersion: v1
kind: ConfigMap
metadata: { name: shop-documents }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: shop-from-ghcr }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: shop-proxy }
data: { MODE: private }
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: shop-proxy }
spec: { target: { template: { data: { TOKEN: "{{ .shop_token }}" } } } }
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  annotations:
    secret.reloader.stakater.com/auto: "true"
    exception.gitops.dev/probes-set: It is ready when it has started.
spec:
  template:
    spec:
      imagePullSecrets: [{ name: shop-from-ghcr }]
      initContainers:
        - name: copy
          image: ${image}
          command: [cp, /plugins/a, /tmp]
          resources: { requests: { cpu: 10m, memory: 32Mi }, limits: { cpu: 40m, memory: 32Mi } }
          securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
          volumeMounts:
            - { name: tmp, mountPath: /tmp }
            - { name: etc-shop, mountPath: /etc/shop, readOnly: true }
        - name: proxy
          restartPolicy: Always
          args: [--region=us-east-1]
          envFrom: [{ configMapRef: { name: shop-proxy } }, { secretRef: { name: shop-proxy } }]
          ports: [{ name: health, containerPort: 9801, protocol: TCP }]
          startupProbe: { httpGet: { path: /startup, port: health } }
          livenessProbe: { tcpSocket: { port: health } }
          securityContext: { runAsUser: 65532, allowPrivilegeEscalation: false }
          volumeMounts: [{ name: proxy-run-proxy, mountPath: /run/proxy }]
      volumes: [{ name: tmp }, { name: etc-shop }, { name: proxy-run-proxy, emptyDir: { sizeLimit: 8Mi } }]
`),
  );
});

test('the image of a companion is in images.yaml by the name of its app and its own', () => {
  assert.deepEqual(own.images['shop-proxy'], image);
  const [deployment] = ofKind(of(own, { 'shop-proxy': 'registry.example.com/proxy:2' }), 'Deployment');
  assert.match(JSON.stringify(deployment), /"image":"registry.example.com\/proxy:2"/);
});

test('a job has companions, too', () => {
  const setup = job(shop, {
    name: 'shop-setup',
    when: 'after',
    runtime: () => ({ image, user: 1000, group: 1000, ports: {} }),
    images: {},
    uses: {},
    resources: { cpu: '10m', memory: '32Mi' },
    minutes: 1,
    retries: 0,
    beside: [proxy],
  });
  const with_ = service(shop, { ...exampleSpec, uses: {}, parts: [setup] });
  assert.equal(with_.images['shop-setup-proxy'], image);
  const [made] = ofKind(of(with_), 'Job');
  const { spec } = (made?.spec as { template: { spec: { initContainers: { name: string }[] } } }).template;
  assert.deepEqual(
    spec.initContainers.map(({ name }) => name),
    ['proxy'],
  );
});

test('a path that the app does not have cannot be shared', () => {
  const wrong = service(shop, { ...exampleSpec, uses: {}, beside: [{ ...copy, shares: ['/srv'] }] });
  assert.throws(() => of(wrong), { message: 'copy shares /srv of shop, which has no folder or file there' });
});

test('the room for folders of companions is asked for once, by the app', () => {
  const large = service(shop, { ...exampleSpec, uses: {}, beside: [{ ...proxy, writable: { '/cache': '2Gi' } }] });
  const [deployment] = ofKind(of(large), 'Deployment');
  const { spec } = (deployment?.spec as { template: { spec: { initContainers: object[]; containers: object[] } } })
    .template;
  assert.doesNotMatch(JSON.stringify(spec.initContainers), /ephemeral-storage/);
  assert.match(JSON.stringify(spec.containers), /"ephemeral-storage":"2112Mi"/);
});
