import type { Size } from './size.ts';

/** `argocd-cmd-params-cm`: https://argo-cd.readthedocs.io/en/stable/operator-manual/argocd-cmd-params-cm-yaml/ */
export function parameters({ isHighlyAvailable, shards }: Size): Readonly<Record<string, string>> {
  return {
    // Forces `create-update` for every ApplicationSet: none deletes Applications.
    'applicationsetcontroller.policy': 'create-update',
    'applicationsetcontroller.enable.policy.override': 'false',
    // Without it an ApplicationSet learns of the health of its Applications every three minutes, and a wave waits for
    // that: `shouldRequeueForApplication` in applicationset/controllers. No set has a strategy of progressive syncs.
    'applicationsetcontroller.enable.progressive.syncs': 'true',
    'applicationsetcontroller.enable.leader.election': String(isHighlyAvailable),
    'controller.diff.server.side': 'true',
    // For 1000 Applications.
    'controller.status.processors': '50',
    'controller.operation.processors': '25',
    // The hash by which clusters are spread by default is not uniform.
    ...(shards > 1 && { 'controller.sharding.algorithm': 'consistent-hashing' }),
    // A stage that never gets healthy does not hold a cluster's sync for ever: it fails and is tried again.
    'controller.sync.timeout.seconds': '3600',
    'server.insecure': 'false',
  };
}
