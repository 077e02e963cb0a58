import type { Live } from './model.ts';

/** Annotation of a custom resource with the health that the simulator reports, whatever its pods do. */
export const healthAnnotation = 'lab.gitops.dev/health';

/** The health that an operator's status expresses. */
export type SimulatedHealth = 'healthy' | 'progressing' | 'degraded';

const known: readonly string[] = ['healthy', 'progressing', 'degraded'] satisfies SimulatedHealth[];

/** The health to report: that of the annotation, else healthy as soon as all pods are ready. */
export function healthOf({ metadata }: Live, isReady: boolean): SimulatedHealth {
  const demanded = metadata.annotations?.[healthAnnotation];
  if (demanded !== undefined && known.includes(demanded)) return demanded as SimulatedHealth;
  return isReady ? 'healthy' : 'progressing';
}

/** The reason in the status when the annotation demands another health. */
export const demandedTrouble = `the annotation ${healthAnnotation} demands it`;
