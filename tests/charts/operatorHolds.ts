import assert from 'node:assert/strict';
import type { Operator } from '../../generators/model/operator.ts';
import type { Resource } from '../../generators/model/resource.ts';
import type { Cluster } from '../../generators/model/settings/index.ts';
import { viewOf } from '../../generators/model/view.ts';
import { restrictedBreaches } from '../../policies/kubernetes/podSecurity.ts';
import { matches } from '../../policies/kubernetes/selector.ts';
import { containersOf, type Workload, workloadsOf } from '../../policies/kubernetes/workload.ts';

/** What must hold of an operator's objects, whatever the chart and the cluster. */
export function assertOperator(operator: Operator, cluster: Cluster, objects: readonly Resource[]): void {
  const built = objects.map((resource) => ({ resource, app: operator.name }));
  const view = viewOf('test', cluster, built);
  const crds = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  const groups = new Set(crds.map(({ spec }) => (spec as { group: string }).group));
  // Some charts get their CRDs when they are released: their sources hold none.
  if (crds.length > 0 || operator.crds === 'none') {
    assert.deepEqual([...groups].sort(), [...operator.groups].sort(), 'it serves the groups of its CRDs');
    assert.equal(crds.every(isUnprunable), operator.crds !== 'unprunable', 'CRDs are annotated or not, as declared');
  }
  const workloads = workloadsOf(view);
  assert.deepEqual(
    workloads.map(({ name }) => name).sort(),
    Object.keys(operator.leaders).sort(),
    'it says of each Deployment how a leader is elected',
  );
  for (const workload of workloads) {
    assertLeader(operator, workload);
    for (const { labelSelector } of workload.pod.topologySpreadConstraints ?? []) {
      assert.ok(matches(labelSelector, workload.labels), `${workload.name} is spread by labels that it has`);
    }
    for (const { name, resources } of workload.pod.containers ?? []) {
      assert.ok(resources?.requests?.cpu && resources.limits?.memory, `${workload.name}/${name} has resources`);
    }
    if (operator.podSecurity === 'restricted') assert.deepEqual([...restrictedBreaches(workload)], []);
  }
  for (const { resource } of view.ofKind('PodDisruptionBudget')) {
    const { maxUnavailable, minAvailable } = resource.spec as { maxUnavailable?: unknown; minAvailable?: unknown };
    assert.deepEqual({ maxUnavailable, minAvailable }, { maxUnavailable: 1, minAvailable: undefined });
  }
}

/** Where two pods run, the chart passes the flag by which they elect a leader, or they do so without one. */
function assertLeader({ leaders }: Operator, workload: Workload): void {
  const { replicas = 1 } = workload.built.resource.spec as { replicas?: number };
  const leader = leaders[workload.name];
  if (leader?.elected === 'never') assert.equal(replicas, 1, `${workload.name} has one pod: nothing elects a leader`);
  if (replicas > 1 && leader?.elected === 'by flag') {
    const given = containersOf(workload).flatMap(({ container: { command = [], args = [] } }) => [...command, ...args]);
    assert.ok(given.includes(leader.flag), `${workload.name} with ${replicas} pods gets ${leader.flag}`);
  }
}

function isUnprunable({ metadata }: Resource): boolean {
  return metadata.annotations?.['argocd.argoproj.io/sync-options'] === 'Prune=false';
}
