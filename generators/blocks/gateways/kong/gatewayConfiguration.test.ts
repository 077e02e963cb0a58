import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleClusters } from '../../../testing/clusters.ts';
import { dataPlane } from './dataPlane.ts';
import { gatewayClass } from './gatewayClass.ts';
import { gatewayConfiguration } from './gatewayConfiguration.ts';
import { kongShared } from './testing/plan.ts';

const shared = kongShared();
const pod = dataPlane(shared);
const [proxy] = pod.spec?.containers ?? [];
const env = Object.fromEntries((proxy?.env ?? []).map(({ name, value }) => [name, value]));
const options = (one = shared) => {
  const { spec } = gatewayConfiguration(one) as unknown as { readonly spec: Record<string, Record<string, unknown>> };
  return spec;
};

test('pods run the last open Kong, by tag and digest, in the container that the operator knows', () => {
  assert.equal(proxy?.name, 'proxy');
  assert.match(proxy?.image ?? '', /^docker\.io\/library\/kong:3\.9\.3@sha256:[0-9a-f]{64}$/);
});

test('headers and methods of routes count: the router takes expressions', () => {
  assert.equal(env.KONG_ROUTER_FLAVOR, 'expressions');
});

test('no client says who it is: headers with underscores are dropped, and no proxy is trusted', () => {
  assert.equal(env.KONG_NGINX_PROXY_UNDERSCORES_IN_HEADERS, 'off');
  assert.deepEqual(
    Object.keys(env).filter((name) => /TRUSTED_IPS|REAL_IP/.test(name)),
    [],
  );
  assert.partialDeepStrictEqual(options(), {
    dataPlaneOptions: { network: { services: { ingress: { type: 'LoadBalancer', externalTrafficPolicy: 'Local' } } } },
  });
});

test('the access log has neither tokens nor queries', () => {
  const format = env.KONG_NGINX_HTTP_LOG_FORMAT ?? '';
  assert.equal(env.KONG_PROXY_ACCESS_LOG, '/dev/stdout gateway');
  assert.match(format, /^gateway escape=json '\{.*\}'$/);
  assert.doesNotMatch(format, /authorization|cookie|\$request"|request_uri|args|referer/i);
});

test('a pod ends after it has finished, and that long after load balancers sent it the last request', () => {
  const command = proxy?.lifecycle?.preStop?.exec?.command ?? [];
  const seconds = (option: string) => Number(command.find((one) => one.startsWith(option))?.split('=')[1]);
  assert.deepEqual(command.slice(0, 2), ['kong', 'quit']);
  assert.ok(seconds('--wait') >= 30);
  assert.ok((pod.spec?.terminationGracePeriodSeconds ?? 0) > seconds('--wait') + seconds('--timeout'));
});

test('pods meet the restricted standard, write nowhere but into volumes and never exceed their memory', () => {
  assert.partialDeepStrictEqual(pod.spec?.securityContext, {
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  });
  assert.partialDeepStrictEqual(proxy?.securityContext, {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  });
  assert.deepEqual(
    proxy?.volumeMounts?.map(({ mountPath }) => mountPath),
    [env.KONG_PREFIX, '/tmp'],
  );
  assert.equal(proxy?.resources?.requests?.memory, proxy?.resources?.limits?.memory);
  assert.equal(pod.spec?.automountServiceAccountToken, false);
});

test('pods lie in different zones, a drain takes one at a time, and more of them run where there is more to do', () => {
  assert.equal(pod.metadata?.labels?.['app.kubernetes.io/name'], shared.labels['app.kubernetes.io/name']);
  assert.equal(pod.spec?.topologySpreadConstraints?.[0]?.topologyKey, 'topology.kubernetes.io/zone');
  assert.partialDeepStrictEqual(options(), {
    dataPlaneOptions: {
      deployment: { scaling: { horizontal: { minReplicas: 3, maxReplicas: 12 } } },
      resources: { podDisruptionBudget: { spec: { maxUnavailable: 1 } } },
    },
  });
  const local = { ...shared, inputs: { ...shared.inputs, cluster: exampleClusters.local } };
  const { deployment } = options(local).dataPlaneOptions as { deployment: Record<string, unknown> };
  assert.equal(deployment.replicas, 1);
  assert.equal(deployment.scaling, undefined, 'the CRD permits one of the two');
});

test('pods are restarted when they hang, and give way to nothing', () => {
  assert.deepEqual(proxy?.livenessProbe, {
    httpGet: { path: '/status', port: 8100, scheme: 'HTTP' },
    initialDelaySeconds: 5,
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 3,
  });
  assert.equal(pod.spec?.priorityClassName, 'shop-critical');
});

test('nothing is reported to others, and a request is sent again only where no connection was made', () => {
  assert.equal(env.KONG_ANONYMOUS_REPORTS, 'off');
  assert.equal(env.KONG_HEADERS, 'off');
  assert.equal(env.KONG_NGINX_PROXY_PROXY_NEXT_UPSTREAM, 'error');
  assert.equal(env.KONG_NGINX_PROXY_GRPC_NEXT_UPSTREAM, 'error');
});

test('the size of a request is bounded by its route alone', () => {
  assert.equal(env.KONG_NGINX_HTTP_CLIENT_MAX_BODY_SIZE, '0');
});

test('the load balancer is the cloud’s own, without addresses where none are reserved', () => {
  const { network } = options().dataPlaneOptions as { network: { services: { ingress: Record<string, unknown> } } };
  assert.deepEqual(network.services.ingress.annotations, { 'cloud.google.com/l4-rbs': 'enabled' });
  assert.equal(network.services.ingress.name, 'gateway');
});

test('the controller reads all namespaces, balances routes of one Service together, and lets pods drain', () => {
  assert.deepEqual(options().controlPlaneOptions, {
    ingressClass: 'kong',
    watchNamespaces: { type: 'all' },
    translation: { combinedServicesFromDifferentHTTPRoutes: 'enabled', drainSupport: 'enabled' },
  });
});

test('the class leads the operator to this configuration', () => {
  const { metadata } = gatewayConfiguration(shared);
  assert.deepEqual(gatewayClass('kong', shared).spec, {
    controllerName: 'konghq.com/gateway-operator',
    parametersRef: {
      group: 'gateway-operator.konghq.com',
      kind: 'GatewayConfiguration',
      name: metadata.name,
      namespace: metadata.namespace,
    },
  });
});
