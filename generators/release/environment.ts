import type { Finding } from '../model/finding.ts';
import { gateApplications } from './gate.ts';
import type { History } from './history.ts';
import type { HubState } from './hub.ts';
import { ringsAt } from './tree.ts';

/** Whether an environment is well at a commit. */
export interface EnvironmentHealth {
  readonly findings: readonly Finding[];
  /** Number of Applications that were checked. */
  readonly applications: number;
}

/**
 * Checks that all Applications of an environment are Synced and Healthy at a commit, as a release checks those of a ring.
 * @param soak how long each must have been so, in milliseconds
 */
export async function gateEnvironment(
  environment: string,
  commit: string,
  evidence: { readonly history: History; readonly hub: HubState; readonly soak: number },
): Promise<EnvironmentHealth> {
  const rings = await ringsAt(evidence.history, commit);
  const expected = [...rings.values()]
    .flatMap(({ applications }) => applications)
    .filter((one) => one.environment === environment);
  if (expected.length === 0) return { findings: [nobody(environment, commit)], applications: 0 };
  const findings = await gateApplications(expected, undefined, commit, evidence);
  return { findings, applications: expected.length };
}

function nobody(environment: string, commit: string): Finding {
  return {
    code: 'environment-unsynced',
    severity: 'error',
    message: `At ${commit.slice(0, 7)} the hub syncs no Application of ${environment}, so nobody knows its health.`,
    fix: 'Promote from an environment that the hub syncs, or without --require-healthy.',
  };
}
