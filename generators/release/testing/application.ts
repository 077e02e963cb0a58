import type { ApplicationObject } from '../application.ts';
import { namespace } from './fleet.ts';

/** What a test may vary of an Application that is Synced and Healthy. Times are seconds before {@link now}. */
export interface State {
  readonly sync?: string;
  readonly health?: string;
  readonly healthFor?: number;
  readonly reconciled?: number;
  readonly phase?: string;
  readonly finished?: number;
  /** The revision of the last sync. Default: that of the comparison. */
  readonly synced?: string;
  readonly asked?: boolean;
  readonly deleting?: boolean;
  readonly conditions?: readonly { readonly type: string; readonly message?: string }[];
}

/** The hub's time in tests. */
export const now = Date.parse('2026-01-01T12:00:00Z');

const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString().replace('.000Z', 'Z');

/** An Application as the hub's API shows it, compared with one revision. */
export function applicationAt(name: string, revision: string, state: State = {}): ApplicationObject {
  const source = { repoURL: 'https://git.example.com/fleet.git', path: `overlays/${name}`, targetRevision: 'main' };
  const spec = { source, destination: { namespace } };
  const { finished = 7200, reconciled = 60, healthFor = 3600, phase = 'Succeeded', synced = revision } = state;
  return {
    metadata: { name, ...(state.deleting && { deletionTimestamp: ago(10) }) },
    spec,
    ...(state.asked && { operation: { sync: {} } }),
    status: {
      sync: { status: state.sync ?? 'Synced', revision, comparedTo: spec },
      health: { status: state.health ?? 'Healthy', lastTransitionTime: ago(healthFor) },
      reconciledAt: ago(reconciled),
      conditions: state.conditions ?? [],
      operationState: { phase, finishedAt: ago(finished), message: 'as it went', syncResult: { revision: synced } },
    },
  };
}
