import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Resource } from '../../../generators/model/resource.ts';
import type { Live } from '../model.ts';
import { examples, live } from '../testing/examples.ts';
import { settle } from '../testing/settle.ts';

interface Condition {
  readonly type: string;
  readonly status: string;
}
type Conditions = { readonly conditions?: readonly Condition[] } | undefined;

const told = (status: Conditions) =>
  Object.fromEntries((status?.conditions ?? []).map((one) => [one.type, one.status]));

const object = (apiVersion: string, kind: string, name: string, spec: object): Live =>
  live({ apiVersion, kind, metadata: { name, namespace: 'gateways' }, spec } as Resource);

const certificate = (issuer: string, secretName: string) =>
  object('cert-manager.io/v1', 'Certificate', secretName, { secretName, issuerRef: { name: issuer } });
const selfSigned = object('cert-manager.io/v1', 'Issuer', 'self-signed', { selfSigned: {} });
const authority = object('cert-manager.io/v1', 'Issuer', 'public', { ca: { secretName: 'authority' } });

const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', 'gateway', {
  gatewayClassName: 'istio',
  listeners: [{ name: 'https', tls: { certificateRefs: [{ name: 'api' }] } }],
});
const route = object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'api', {
  parentRefs: [{ name: 'gateway', sectionName: 'https' }],
});
const serving = [selfSigned, authority, certificate('self-signed', 'authority'), certificate('public', 'api'), gateway];

function listenerOf(objects: readonly Live[]) {
  const status = settle(objects).find('Gateway', 'gateway')?.status as {
    readonly listeners: readonly (NonNullable<Conditions> & { readonly attachedRoutes: number })[];
  };
  return status.listeners[0];
}

test('a listener waits for the Secret with its certificate, and that for what signs it', () => {
  assert.deepEqual(told(listenerOf([gateway])), { Accepted: 'True', Programmed: 'False', ResolvedRefs: 'False' });
  const unsigned = serving.filter(({ metadata }) => metadata.name !== 'authority');
  assert.deepEqual(told(listenerOf(unsigned)), { Accepted: 'True', Programmed: 'False', ResolvedRefs: 'False' });
  assert.deepEqual(told(settle(unsigned).find('Certificate', 'api')?.status as Conditions), {
    Ready: 'False',
    Issuing: 'True',
  });
  assert.deepEqual(told(listenerOf(serving)), { Accepted: 'True', Programmed: 'True', ResolvedRefs: 'True' });
});

test('a route has a status once there is a Gateway for it, which counts it', () => {
  assert.equal(settle([route]).find('HTTPRoute', 'api')?.status, undefined);
  const settled = settle([...serving, route]).find('HTTPRoute', 'api')?.status as { parents: readonly Conditions[] };
  assert.deepEqual(settled.parents.map(told), [{ Accepted: 'True', ResolvedRefs: 'True' }]);
  assert.equal(listenerOf([...serving, route])?.attachedRoutes, 1);
});

test('a Gateway of a class that nobody serves has no pods and no status', () => {
  const other = { ...gateway, spec: { ...(gateway.spec as object), gatewayClassName: 'traefik' } } as Live;
  assert.equal(settle([other]).find('Gateway', 'gateway')?.status, undefined);
});

test('pods have the labels that policies of apps let in, and a budget', () => {
  const own = examples('Gateway').some(({ metadata }) => metadata.name === 'gateway');
  const settled = settle(examples('Gateway', 'GatewayClass', 'GatewayConfiguration', 'ConfigMap'));
  for (const name of own ? ['gateway', 'other'] : ['other']) {
    const pods = settled.objects.filter(
      ({ kind, metadata }) => kind === 'Pod' && metadata.labels?.['app.kubernetes.io/name'] === name,
    );
    assert.ok(pods.length > 1, name);
  }
  assert.deepEqual(
    settled.objects.filter(({ kind }) => kind === 'PodDisruptionBudget').map(({ metadata }) => metadata.name),
    own ? ['gateway-istio', 'dataplane-other'] : ['dataplane-other'],
  );
});
