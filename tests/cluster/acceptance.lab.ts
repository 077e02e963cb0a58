import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Resource } from '../../generators/model/resource.ts';
import { repository } from '../../generators/repository.ts';
import { applyAll } from '../../lab/apply.ts';
import { definitions, install } from '../../lab/definitions.ts';
import { builtClusters } from '../../lab/fleet.ts';
import { openLab } from '../../lab/lab.ts';
import { say } from './say.ts';

// Acceptance by a real API server: it has the CRDs with their CEL rules, the defaults, and the admission plugins, Pod
// Security among them.

const clusters = await builtClusters(repository);
const lab = await openLab({ progress: say });
after(() => lab.stop());
const start = Date.now();
const { api } = await lab.cluster('acceptance');
say(`the control plane was ready after ${((Date.now() - start) / 1000).toFixed(1)} s`);
await install(api, await definitions(say));
say('the API server has all kinds');

for (const { name, objects: apps } of clusters) {
  test(`every object of ${name} is accepted, without a warning`, { timeout: 120_000 }, async () => {
    const objects = [...apps.values()].flat();
    // Namespaces are created, each with its Pod Security level; all other objects are only dry runs.
    const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
    assert.deepEqual(await applyAll(api, namespaces, { force: true }), []);
    assert.deepEqual(await applyAll(api, objects, { dryRun: true }), []);
    say(`${name}: ${objects.length} objects are accepted`);
  });
}

/** Changes to an accepted Deployment, and the API server's error for each. */
const mistakes: [what: string, change: (spec: Deployment) => void, expected: RegExp][] = [
  [
    'a value that is out of range',
    (spec) => Object.assign(spec, { replicas: -1 }),
    /must be greater than or equal to 0/,
  ],
  ['a field that there is not', (spec) => Object.assign(spec, { replica: 1 }), /field not declared in schema/],
  [
    'a pod that its namespace does not admit',
    ({ template }) => Object.assign(template.spec, { hostNetwork: true }),
    /warning: would violate PodSecurity "restricted:v1\.\d\d": host namespaces/,
  ],
];

test('an invalid object is rejected, so that acceptance proves something', { timeout: 120_000 }, async () => {
  const [first] = clusters;
  const deployment = [...(first?.objects.values() ?? [])].flat().find(({ kind }) => kind === 'Deployment');
  assert.ok(deployment);
  for (const [what, change, expected] of mistakes) {
    const changed = structuredClone(deployment) as Resource & { spec: Deployment };
    change(changed.spec);
    const messages = (await applyAll(api, [changed], { dryRun: true })).map(({ message }) => message);
    assert.match(messages.join('\n'), expected, what);
  }
  const cluster = [...(first?.objects.values() ?? [])].flat().find(({ apiVersion }) => /^postgresql/.test(apiVersion));
  assert.ok(cluster);
  const wrong = { ...cluster, spec: { ...(cluster as unknown as { spec: object }).spec, instances: 'many' } };
  assert.match((await applyAll(api, [wrong], { dryRun: true }))[0]?.message ?? '', /instances/);
});

interface Deployment {
  replicas?: number;
  template: { spec: object };
}
