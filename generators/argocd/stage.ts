import { type App, type Stage, stages } from '../model/app.ts';
import { gatewayNamespace } from '../upstream/gateways.ts';
import { monitoringNamespace } from '../upstream/prometheus.ts';

/** The stage of an app. */
export function stageOf(app: Pick<App, 'stage' | 'provides' | 'tier'>): Stage {
  if (app.stage) return app.stage;
  if (app.provides) return 'data';
  if (app.tier === gatewayNamespace) return 'gateways';
  if (app.tier === monitoringNamespace) return 'monitoring';
  return app.tier === undefined ? 'platform' : 'services';
}

/**
 * The sync wave of a stage: Argo CD starts a wave once the one before is healthy.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export function waveOf(stage: Stage): string {
  return String(stages.indexOf(stage));
}
