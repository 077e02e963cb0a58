import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { nameOf, type Resource } from '../../generators/model/resource.ts';
import { type Built, type ClusterView, rule, type Violation } from '../../generators/model/rule.ts';
import { budget } from '../example/api.ts';
import { filesBudget, statefulSet } from '../example/files.ts';
import { withField } from '../example/withField.ts';
import { scaledObject, workerBudget } from '../example/worker.ts';
import { once } from '../kubernetes/once.ts';
import { matches } from '../kubernetes/selector.ts';
import { share } from '../kubernetes/share.ts';
import { longRunning, type Workload } from '../kubernetes/workload.ts';
import { replicasOf } from '../systems/builtIn/replicas.ts';

const budgetLetsDrain = rule({
  code: 'budget-lets-drain',
  severity: 'error',
  title:
    'Exactly one PodDisruptionBudget covers each workload, and it allows an eviction even at the minimum of replicas.',
  why:
    'Without a budget a drain takes all pods at once; with two, or with one that wants every pod to stay, the drain ' +
    'of a node never ends and an upgrade of the cluster stands still. ' +
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  fix: 'Keep one budget with maxUnavailable: 1, and for Deployments unhealthyPodEvictionPolicy: AlwaysAllow.',
  *check(view) {
    for (const workload of longRunning(view)) {
      if (workload.kind === 'Pod') continue;
      const [budget, ...others] = budgetsOf(view, workload);
      const name = nameOf(workload.built.resource);
      for (const object of others) {
        const message = `${nameOf(object.resource)} is one budget too many for the pods of ${name}: no pod can be evicted.`;
        yield { object, field: 'spec.selector', message };
      }
      if (budget) yield* faults(budget, workload, replicasOf(view, workload).min);
      else if (workload.kind !== 'DaemonSet')
        yield { object: workload.built, message: `No PodDisruptionBudget covers ${name}.` };
    }
  },
  passes: [
    {
      title: 'a share that leaves one to go',
      objects: [keeping(budget, '50%')],
    },
    {
      title: 'a StatefulSet decides itself about pods that are not ready',
      objects: [withField(filesBudget, 'spec.unhealthyPodEvictionPolicy', undefined)],
    },
  ],
  fails: [
    { title: 'no budget', without: [budget], objects: [] },
    { title: 'two budgets', objects: [budget, withField(budget, 'metadata.name', 'api-zone')] },
    {
      title: 'a budget of all replicas there are at the minimum',
      objects: [keeping(budget, 3)],
    },
    { title: 'none may go', objects: [withField(budget, 'spec.maxUnavailable', '0%')] },
    {
      title: 'a single pod that must stay',
      objects: [withField(statefulSet, 'spec.replicas', 1), keeping(filesBudget, '90%')],
    },
    {
      title: 'one pod that must stay of a workload that scales from none',
      objects: [withField(scaledObject, 'spec.minReplicaCount', 0), keeping(workerBudget, 1)],
    },
    {
      title: 'broken pods that hold a node',
      objects: [withField(budget, 'spec.unhealthyPodEvictionPolicy', undefined)],
    },
  ],
});

type Spec = Partial<NonNullable<IPodDisruptionBudget['spec']>>;

function specOf({ resource }: Built): Spec {
  return (resource.spec ?? {}) as Spec;
}

function keeping(object: Resource, minAvailable: number | string): Resource {
  return withField(withField(object, 'spec.maxUnavailable', undefined), 'spec.minAvailable', minAvailable);
}

function* faults(budget: Built, workload: Workload, min: number): Iterable<Violation> {
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy } = specOf(budget);
  const least = Math.max(1, min);
  // Both round up: https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages
  const allowed =
    maxUnavailable === undefined ? least - share(minAvailable, 1, least) : share(maxUnavailable, 0, least);
  if (allowed < 1) {
    const field = maxUnavailable === undefined ? 'spec.minAvailable' : 'spec.maxUnavailable';
    const given = maxUnavailable === undefined ? minAvailable : maxUnavailable;
    const message = `${field} is ${given} and ${nameOf(workload.built.resource)} may run with ${least === 1 ? 'one replica' : `${least} replicas`}: no pod can be evicted then.`;
    yield { object: budget, field, message };
  }
  if (workload.kind === 'Deployment' && unhealthyPodEvictionPolicy !== 'AlwaysAllow') {
    const message = 'Pods that never become ready hold their node: unhealthyPodEvictionPolicy is not AlwaysAllow.';
    yield { object: budget, field: 'spec.unhealthyPodEvictionPolicy', message };
  }
}

const byNamespace = once((view) =>
  Map.groupBy(view.ofKind('PodDisruptionBudget', 'policy'), ({ resource }) => resource.metadata.namespace ?? ''),
);

function budgetsOf(view: ClusterView, { namespace, labels }: Workload): readonly Built[] {
  return (byNamespace(view).get(namespace) ?? []).filter((budget) => matches(specOf(budget).selector, labels));
}

export default budgetLetsDrain;
