import { grafanaApi, synchronizedConditions } from '../../../generators/upstream/grafanaOperator.ts';
import { timedConditions, type UntimedCondition } from '../conditions.ts';
import { demandedTrouble, healthOf } from '../health.ts';
import type { LabelMap, Live, Simulated, World } from '../model.ts';

type Content = Live<{ readonly instanceSelector?: { readonly matchLabels?: LabelMap } }>;

/**
 * grafana-operator for what is brought into a Grafana by its API: nothing is made of it, and a condition says whether it
 * is there. `buildSynchronizedCondition` and `setNoMatchingInstancesCondition` in `controllers/controller_shared.go`
 */
export const simulatedContents: readonly Simulated<Content>[] = Object.entries(synchronizedConditions).map(
  ([kind, condition]) => ({
    apiVersion: grafanaApi,
    kind,
    manager: 'grafana-operator',
    reports: (object, world) => ({
      conditions: timedConditions(object.status, world.now, [said(object, condition, world)]).map((one) => ({
        ...one,
        observedGeneration: object.metadata.generation,
      })),
    }),
  }),
);

function said(object: Content, type: string, world: World): UntimedCondition {
  const health = healthOf(object, isMatched(object, world));
  if (health === 'degraded') return { type, status: 'False', reason: 'ApplyFailed', message: demandedTrouble };
  if (health === 'progressing') {
    const message = 'None of the available Grafana instances matched the selector, skipping reconciliation';
    return { type: 'NoMatchingInstance', status: 'True', reason: 'EmptyAPIReply', message };
  }
  return { type, status: 'True', reason: 'ApplySuccessful', message: 'It was successfully applied to 1 instances' };
}

/** Whether a Grafana of its namespace with these labels is complete. */
function isMatched({ metadata, spec }: Content, world: World): boolean {
  const wanted = Object.entries(spec?.instanceSelector?.matchLabels ?? {});
  return world.all('Grafana').some((one) => {
    const { stage, stageStatus } = (one.status ?? {}) as { readonly stage?: string; readonly stageStatus?: string };
    return (
      one.metadata.namespace === metadata.namespace &&
      wanted.every(([key, value]) => one.metadata.labels?.[key] === value) &&
      stage === 'complete' &&
      stageStatus === 'success'
    );
  });
}
