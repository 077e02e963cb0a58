import type { Live } from './model.ts';

/** Annotation of a custom resource that makes the simulator report this, whatever its pods do. */
export const healthAnnotation = 'lab.gitops.dev/health';

/** What an operator's status comes down to. */
export type Health = 'healthy' | 'progressing' | 'degraded';

const known: readonly string[] = ['healthy', 'progressing', 'degraded'] satisfies Health[];

/** What to report: what the annotation demands, else healthy as soon as all is ready. */
export function healthOf({ metadata }: Live, isReady: boolean): Health {
  const demanded = metadata.annotations?.[healthAnnotation];
  if (demanded !== undefined && known.includes(demanded)) return demanded as Health;
  return isReady ? 'healthy' : 'progressing';
}

/** What the simulator gives as the reason of trouble that the annotation demands. */
export const demandedTrouble = `the annotation ${healthAnnotation} demands it`;
