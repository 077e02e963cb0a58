import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cadvisor } from '../../../upstream/metrics/cadvisor.ts';
import { kubelet } from '../../../upstream/metrics/kubelet.ts';
import { kubeletScrapes, scrapeClasses } from './kubelets.ts';

const scrapes = kubeletScrapes({ owner: { name: 'prometheus', namespace: 'monitoring' }, labels: {} });
const spec = (name: string) =>
  scrapes.find(({ metadata }) => metadata.name === name)?.spec as unknown as {
    readonly scrapeClass: string;
    readonly metricRelabelings: readonly { readonly regex: string; readonly action: string }[];
  };

test('the token of Prometheus goes to kubelets alone whose certificate the cluster’s authority has signed', () => {
  for (const name of ['kubelet', 'cadvisor']) {
    assert.partialDeepStrictEqual(spec(name), { scheme: 'HTTPS', kubernetesSDConfigs: [{ role: 'Node' }] });
    const found = scrapeClasses?.find((one) => one.name === spec(name).scrapeClass);
    assert.equal(found?.tlsConfig?.caFile, '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt');
    assert.equal(found?.tlsConfig?.insecureSkipVerify, undefined);
    assert.equal(found?.authorization?.credentialsFile, '/var/run/secrets/kubernetes.io/serviceaccount/token');
  }
});

test('series are those of containers and volumes, by their own labels, with the zone of their node', () => {
  for (const name of ['kubelet', 'cadvisor']) {
    assert.partialDeepStrictEqual(spec(name), {
      honorLabels: true,
      relabelings: [{ targetLabel: 'node' }, { targetLabel: 'zone' }, {}],
    });
  }
});

test('of all that kubelets say, metrics in use are kept', () => {
  for (const [name, { metrics }] of [
    ['kubelet', kubelet],
    ['cadvisor', cadvisor],
  ] as const) {
    const [rule, ...others] = spec(name).metricRelabelings;
    assert.deepEqual(others, []);
    assert.equal(rule?.action, 'keep');
    const kept = new RegExp(`^(?:${rule?.regex})$`);
    for (const metric of Object.keys(metrics)) assert.match(metric, kept);
    assert.doesNotMatch('container_tasks_state', kept);
  }
});
