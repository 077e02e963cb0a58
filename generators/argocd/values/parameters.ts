import type { ArgoCdSize } from './size.ts';

/** `argocd-cmd-params-cm`: https://argo-cd.readthedocs.io/en/stable/operator-manual/argocd-cmd-params-cm-yaml/ */
export function parameters({ isHighlyAvailable, shards }: ArgoCdSize): Readonly<Record<string, string>> {
  return {
    // Forces `create-update` for every ApplicationSet: none deletes Applications.
    'applicationsetcontroller.policy': 'create-update',
    'applicationsetcontroller.enable.policy.override': 'false',
    // Without it an ApplicationSet updates the health of its Applications only every three minutes, and a wave waits
    // for that: `shouldRequeueForApplication` in applicationset/controllers. No ApplicationSet has a strategy of
    // progressive syncs.
    'applicationsetcontroller.enable.progressive.syncs': 'true',
    'applicationsetcontroller.enable.leader.election': String(isHighlyAvailable),
    'controller.diff.server.side': 'true',
    // For 1000 Applications.
    'controller.status.processors': '50',
    'controller.operation.processors': '25',
    // The default hash does not distribute clusters uniformly over shards.
    ...(shards > 1 && { 'controller.sharding.algorithm': 'consistent-hashing' }),
    // Timeout of a sync: when a stage never becomes healthy, the sync of the cluster fails and is retried.
    'controller.sync.timeout.seconds': '3600',
    'server.insecure': 'false',
  };
}
