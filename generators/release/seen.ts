import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '../model/finding.ts';
import { formatDuration } from './duration.ts';
import type { HubApplication } from './hub.ts';
import type { Expected, Settings } from './ring.ts';

/** The commit at which an Application is checked, and the parameters of the check. */
export interface Sight {
  readonly commit: string;
  /** Whether two commits have the same files below an Application's paths. `unknown`: the clone lacks a commit. */
  same(revision: string, expected: Expected): 'same' | 'different' | 'unknown';
  /** Whether the release changes this Application: then it must have been Synced and Healthy for `soak`. */
  changes(expected: Expected): boolean;
  /** Milliseconds. */
  readonly soak: number;
  /** The hub's time. */
  readonly now: number;
}

/**
 * Maximum age of a comparison in milliseconds. A controller compares every few minutes, so an older state is not the
 * present one.
 */
export const mostAge = 30 * 60_000;

/**
 * The first reason why an Application is not Synced and Healthy at a commit, or none. Argo CD does not compare an
 * Application again when a push changes none of its `manifest-generate-paths` (`util/webhook/webhook.go`). So it is at
 * the commit when its own files are the same there as at the revision that it was compared with. Health is that of the
 * same comparison. It counts for the commit only if the comparison began after the end of the last sync; Argo CD
 * refreshes the Application then.
 */
export function gateApplication(
  expected: Expected,
  seen: HubApplication | undefined,
  sight: Sight,
): Finding | undefined {
  const because = (code: string, message: string, fix: string): Finding => {
    const { environment, cluster, app } = expected;
    return { code, severity: 'error', message, fix, in: { environment, cluster, ...(app && { app }) } };
  };
  const short = sight.commit.slice(0, 7);
  if (!seen) {
    const message = `The files at ${short} define this Application, and the hub lacks it or does not permit reading it.`;
    return because('application-missing', message, "Wait for its ApplicationSet, or see that one's conditions.");
  }
  if (seen.deleting) return because('application-deleting', 'It is being deleted.', 'Wait until it is created again.');
  const [error] = seen.errors;
  if (error) return because('application-in-error', `Argo CD reports ${error}`, 'Mend what it names.');
  if (seen.changedSince) {
    const message = 'It has changed since it was last compared.';
    return because('application-not-compared', message, 'Wait until Argo CD has compared it again.');
  }
  const behind = whereElse(expected, seen, sight);
  if (behind) return because('application-elsewhere', ...behind);
  if (seen.sync !== 'Synced') {
    const fix = 'Wait for the sync; where automated sync is off or its window is closed, sync by hand.';
    return because('application-not-synced', `It is ${seen.sync} at ${short}.`, fix);
  }
  const { operation } = seen;
  if (operation?.running) return because('application-syncing', 'A sync is running.', 'Wait for its end.');
  if (operation && !operation.succeeded && isAt(operation.revisions, expected, seen, sight)) {
    const message = `Its last sync, of the files at ${short}, failed: ${operation.message || 'no reason given'}`;
    return because('application-sync-failed', message, 'Correct the cause, and sync it again.');
  }
  return stale(seen, sight, because) ?? unwell(expected, seen, sight, because);
}

type Because = (code: string, message: string, fix: string) => Finding;

function stale({ reconciled = 0, operation }: HubApplication, { now }: Sight, because: Because): Finding | undefined {
  if (reconciled < (operation?.finished ?? 0)) {
    const message = 'It has not been compared since its last sync ended.';
    return because('application-not-compared', message, 'Wait until Argo CD has compared it again.');
  }
  if (now - reconciled <= mostAge) return undefined;
  const message = `It has not been compared for more than ${formatDuration(mostAge)}.`;
  return because('application-not-compared', message, "See whether the hub's application controller runs.");
}

function unwell(
  expected: Expected,
  { health, healthSince = 0, operation }: HubApplication,
  { now, soak, changes }: Sight,
  because: Because,
): Finding | undefined {
  if (health !== 'Healthy') {
    const fix =
      health === 'Progressing' ? 'Wait; where it stays so, see its resources.' : 'See its resources on the hub.';
    return because('application-not-healthy', `It is ${health}.`, fix);
  }
  const since = Math.max(healthSince, operation?.finished ?? 0);
  if (soak === 0 || now - since >= soak || !changes(expected)) return undefined;
  const message = `It changes, and has been Synced and Healthy for less than ${formatDuration(soak)}.`;
  return because('application-soaking', message, 'Wait, or choose another --soak.');
}

/** The reason why it is not at the commit: message and fix. */
function whereElse(expected: Expected, seen: HubApplication, sight: Sight): [message: string, fix: string] | undefined {
  const short = sight.commit.slice(0, 7);
  const wait = 'Wait for Argo CD to compare it with the newest commit.';
  if (seen.compared.length === 0) return ['It has never been compared.', wait];
  for (const { revision, pinned } of seen.compared) {
    if (pinned) continue;
    const at = revision.slice(0, 7) || 'nothing';
    const same = sight.same(revision, expected);
    if (same === 'different') return [`It was compared with ${at}; its files at ${short} differ.`, wait];
    if (same === 'unknown') {
      return [`It was compared with ${at}, which is no commit of this repository's branches.`, wait];
    }
  }
  const other = expected.settings && differsIn(expected.settings, seen.settings);
  if (!other) return undefined;
  return [`Its ${other} not yet that of ${short}.`, 'Wait for its ApplicationSet to update it.'];
}

/** The setting that differs. Empty ones are equal to missing ones, because Argo CD omits them. */
function differsIn(wanted: Settings, found: Settings): string | undefined {
  if (wanted.namespace !== found.namespace) return 'namespace is';
  if (!isDeepStrictEqual(wanted.pinned, found.pinned)) return 'pinned version is';
  const entries = (all: readonly unknown[]) => all.map((entry) => JSON.parse(JSON.stringify(entry, withoutEmpty)));
  return isDeepStrictEqual(entries(wanted.ignored), entries(found.ignored)) ? undefined : 'ignored differences are';
}

function withoutEmpty(_key: string, value: unknown): unknown {
  return value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;
}

/** Whether a sync was of the files of the commit. A sync that failed before its revision was known counts as such. */
function isAt(revisions: readonly string[], expected: Expected, { compared }: HubApplication, sight: Sight): boolean {
  return compared.every(({ pinned, revision }, index) => {
    const synced = revisions[index];
    if (synced === undefined) return true;
    return pinned ? synced === revision : sight.same(synced, expected) !== 'different';
  });
}
