import type { Budget, Keeper, Node, Pod, State } from './state.ts';
import { zoneLabel } from './state.ts';

const base = { uid: '', creationTimestamp: '' };

/** A ready node of a zone, named `<zone>-0`. */
export function node(zone: string, change: Partial<Node> = {}): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { ...base, name: `${zone}-0`, labels: { [zoneLabel]: zone } },
    status: { conditions: [{ type: 'Ready', status: 'True' }] },
    ...change,
  };
}

/** A ready pod of a Deployment, on the node of a zone. */
export function pod(name: string, owner: string, zone: string | undefined, metadata: object = {}): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...base,
      name,
      namespace: 'backend',
      labels: { app: owner, 'pod-template-hash': '5d4f' },
      ownerReferences: [{ kind: 'ReplicaSet', name: `${owner}-5d4f` }],
      ...metadata,
    },
    spec: zone === undefined ? {} : { nodeName: `${zone}-0` },
    status:
      zone === undefined ? { phase: 'Pending' } : { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

/** A budget for the pods of a Deployment. */
export function budget(owner: string, desiredHealthy: number, labels: Readonly<Record<string, string>> = {}): Budget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { ...base, name: owner, namespace: 'backend' },
    spec: { selector: { matchLabels: { app: owner, ...labels } } },
    status: { desiredHealthy },
  };
}

/** A Deployment whose pods are all ready. */
export function deployment(name: string, replicas: number): Keeper {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { ...base, name, namespace: 'backend', generation: 1 },
    spec: { replicas },
    status: { observedGeneration: 1, replicas, updatedReplicas: replicas, readyReplicas: replicas },
  };
}

/** Three zones with a node each, and an app with a pod in each. */
export const calm: State = {
  nodes: ['a', 'b', 'c'].map((zone) => node(zone)),
  pods: ['a', 'b', 'c'].map((zone) => pod(`api-${zone}`, 'api', zone)),
  keepers: [deployment('api', 3)],
  budgets: [budget('api', 2)],
  scalers: [],
};
