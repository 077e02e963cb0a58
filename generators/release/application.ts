import { isDeepStrictEqual } from 'node:util';
import { type ApplicationSource, isPinned, pinnedIn } from './applicationSource.ts';
import type { ComparedSource, HubApplication, SyncOperation } from './hub.ts';
import type { Settings } from './ring.ts';

/** The fields of the custom resource that are read here: `argoproj.io/v1alpha1`, Kind=Application. */
export interface ApplicationObject {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly spec: Spec;
  /** A requested operation. The controller removes the field when the operation has ended. */
  readonly operation?: unknown;
  readonly status?: {
    readonly sync?: {
      readonly status?: string;
      readonly revision?: string;
      readonly revisions?: readonly string[];
      readonly comparedTo?: Spec;
    };
    readonly health?: { readonly status?: string; readonly lastTransitionTime?: string };
    readonly reconciledAt?: string;
    readonly conditions?: readonly { readonly type: string; readonly message?: string }[];
    readonly operationState?: {
      readonly phase: string;
      readonly message?: string;
      readonly finishedAt?: string;
      readonly syncResult?: { readonly revision?: string; readonly revisions?: readonly string[] };
    };
  };
}

/** The part of `spec` that Argo CD keeps in `status.sync.comparedTo` when it compares. */
interface Spec {
  readonly source?: ApplicationSource;
  readonly sources?: readonly ApplicationSource[];
  readonly destination?: { readonly namespace?: string };
  readonly ignoreDifferences?: readonly unknown[];
}

/**
 * Reads the fields of an Application that a release needs. Source: `pkg/apis/application/v1alpha1/types.go` of Argo CD
 * 3.5.
 */
export function readApplication({ metadata, spec, operation, status = {} }: ApplicationObject): HubApplication {
  const { sync = {}, health = {}, operationState, conditions = [] } = status;
  const compared = sourcesOf(sync.comparedTo ?? {});
  const revisions = revisionsOf(sync);
  return {
    name: metadata.name,
    deleting: metadata.deletionTimestamp !== undefined,
    compared: compared.map(
      (source, index): ComparedSource => ({ revision: revisions[index] ?? '', pinned: isPinned(source) }),
    ),
    settings: settingsOf(sync.comparedTo ?? {}),
    changedSince: !isDeepStrictEqual(identity(sync.comparedTo ?? {}), identity(spec)),
    sync: sync.status ?? 'Unknown',
    health: health.status ?? 'Unknown',
    healthSince: timeOf(health.lastTransitionTime),
    reconciled: timeOf(status.reconciledAt),
    operation: operationOf(operationState, operation !== undefined),
    errors: conditions
      .filter(({ type }) => type.endsWith('Error'))
      .map(({ type, message }) => (message ? `${type}: ${message}` : type)),
  };
}

function operationOf(
  state: NonNullable<ApplicationObject['status']>['operationState'],
  asked: boolean,
): SyncOperation | undefined {
  if (!state && !asked) return undefined;
  const phase = state?.phase ?? 'Running';
  return {
    running: asked || phase === 'Running' || phase === 'Terminating',
    succeeded: phase === 'Succeeded',
    revisions: revisionsOf(state?.syncResult ?? {}),
    finished: timeOf(state?.finishedAt),
    message: state?.message ?? '',
  };
}

/** As in Argo CD: `sources`, if not empty, take precedence over `source`. */
function sourcesOf({ source, sources = [] }: Spec): readonly ApplicationSource[] {
  if (sources.length > 0) return sources;
  return source ? [source] : [];
}

function revisionsOf({ revision, revisions = [] }: { revision?: string; revisions?: readonly string[] }) {
  if (revisions.length > 0) return revisions;
  return revision ? [revision] : [];
}

function settingsOf(spec: Spec): Settings {
  return {
    namespace: spec.destination?.namespace ?? '',
    pinned: pinnedIn(sourcesOf(spec)),
    ignored: spec.ignoreDifferences ?? [],
  };
}

function identity(spec: Spec): unknown {
  const sources = sourcesOf(spec);
  const named = sources.map(({ repoURL = '', path = '', targetRevision = '' }) => [repoURL, path, targetRevision]);
  return [named, settingsOf(spec)];
}

function timeOf(text: string | undefined): number | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
