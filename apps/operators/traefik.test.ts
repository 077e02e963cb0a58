import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { FleetSettings } from '../../generators/model/settings/index.ts';
import { exampleClusters } from '../../generators/testing/clusters.ts';
import { traefikOperator } from './traefik.ts';

const fleet = parse(readFileSync(new URL('../../overlays/fleet.yaml', import.meta.url), 'utf8')) as FleetSettings;
const cluster = { ...exampleClusters.azure, loadBalancer: { addresses: ['mobile-production'] } };
const values = traefikOperator.values?.({
  fleet,
  environment: { name: 'test', domain: 'example.com', secretPrefix: 'test' },
  cluster,
  version: '41.6.0',
  namespaces: ['gateways'],
}) as unknown as Values;

interface Values {
  readonly ports: Readonly<Record<'web' | 'websecure', EntryPoint>>;
  readonly deployment: { readonly terminationGracePeriodSeconds: number };
  readonly additionalArguments: readonly string[];
  readonly service: { readonly annotations: Record<string, string>; readonly spec: Record<string, unknown> };
  readonly accessLog: { readonly fields: Record<string, unknown> };
  readonly [key: string]: unknown;
}
interface EntryPoint {
  readonly port: number;
  readonly http: {
    readonly sanitizePath: boolean;
    readonly aliasHeadersStrategy: string;
    readonly encodedCharacters: Readonly<Record<string, boolean>>;
  };
  readonly forwardedHeaders: unknown;
  readonly transport: {
    readonly respondingTimeouts: unknown;
    readonly lifeCycle: { readonly requestAcceptGraceTimeout: string; readonly graceTimeOut: string };
  };
}

for (const name of ['web', 'websecure'] as const) {
  const { http, forwardedHeaders, transport } = values.ports[name];

  test(`${name}: paths are resolved before routes are asked, and characters that hide one are refused`, () => {
    assert.equal(http.sanitizePath, true);
    assert.deepEqual(Object.keys(http.encodedCharacters).sort(), [
      'allowEncodedBackSlash',
      'allowEncodedHash',
      'allowEncodedNullCharacter',
      'allowEncodedPercent',
      'allowEncodedQuestionMark',
      'allowEncodedSemicolon',
      'allowEncodedSlash',
    ]);
    assert.ok(Object.values(http.encodedCharacters).every((allowed) => !allowed));
  });

  test(`${name}: no spelling of a header and no X-Forwarded-For of a client counts`, () => {
    assert.equal(http.aliasHeadersStrategy, 'delete');
    assert.deepEqual(forwardedHeaders, { insecure: false, trustedIPs: [] });
  });

  test(`${name}: an upload has an hour, an answer any time, an idle connection three minutes`, () => {
    assert.deepEqual(transport.respondingTimeouts, { readTimeout: '3600s', writeTimeout: '0s', idleTimeout: '180s' });
  });

  test(`${name}: a pod drains before Kubernetes kills it, and answers its probe meanwhile`, () => {
    const { requestAcceptGraceTimeout: accepts, graceTimeOut: finishes } = transport.lifeCycle;
    const drains = Number.parseInt(accepts, 10) + Number.parseInt(finishes, 10);
    assert.ok(Number.parseInt(accepts, 10) >= 30, 'load balancers need half a minute to find out');
    assert.ok(values.deployment.terminationGracePeriodSeconds > drains);
    assert.ok(values.additionalArguments.includes('--ping.terminatingStatusCode=200'));
    const probed = `--entryPoints.traefik.transport.lifeCycle.requestAcceptGraceTimeout=${accepts}`;
    assert.ok(values.additionalArguments.includes(probed));
  });
}

test('its pods are those of the gateway for policies of apps', () => {
  assert.equal(values.nameOverride, 'gateway');
  assert.equal(traefikOperator.namespace, 'gateways');
});

test('the load balancer keeps the address of the client, at the address that is reserved', () => {
  assert.deepEqual(values.service.spec, { type: 'LoadBalancer', externalTrafficPolicy: 'Local' });
  assert.equal(values.service.annotations['service.beta.kubernetes.io/azure-pip-name'], 'mobile-production');
});

test('no log has a token: neither headers nor queries are written, but for three that hold none', () => {
  const { headers, queryParameters } = values.accessLog.fields;
  assert.deepEqual(headers, {
    defaultMode: 'drop',
    names: { Authorization: 'drop', 'User-Agent': 'keep', 'X-App-Version': 'keep', Traceparent: 'keep' },
  });
  assert.deepEqual(queryParameters, { defaultMode: 'drop' });
});

test('routes come from the Gateway API and its extensions alone, and names cannot collide', () => {
  assert.deepEqual(values.providers, {
    kubernetesGateway: { enabled: true, nativeLBByDefault: true },
    kubernetesCRD: {
      enabled: true,
      nativeLBByDefault: true,
      safeNaming: true,
      defaultTLSResourcesNamespace: 'gateways',
    },
    kubernetesIngress: { enabled: false },
  });
});

test('nothing is sent to the makers of Traefik, and it shows nobody its dashboard', () => {
  assert.deepEqual(values.global, { checkNewVersion: false, sendAnonymousUsage: false });
  assert.deepEqual(values.api, { dashboard: false });
});
