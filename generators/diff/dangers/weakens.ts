import { exceptionsOf, reasonFor } from '../../judge/exceptions.ts';
import type { Resource } from '../../model/resource.ts';
import type { Consequence, DangerReading } from './consequence.ts';

/** Kinds that guard others: what they guard goes on without them. */
const guards: Readonly<Record<string, string>> = {
  PodDisruptionBudget: 'a drain may take all its pods at once',
  ResourceQuota: 'its namespace may take whatever the nodes have',
  LimitRange: 'pods may take whatever the nodes have',
  PrometheusRule: 'its alerts are gone',
  ScheduledBackup: 'nothing is backed up',
  ValidatingAdmissionPolicy: 'nothing is refused any more',
  ValidatingAdmissionPolicyBinding: 'nothing is refused any more',
  AuthorizationPolicy: 'requests are not asked for rights any more',
  RequestAuthentication: 'tokens are not looked at any more',
  PeerAuthentication: 'pods may call each other without TLS',
};

/**
 * A guard that is taken away, an exception from a rule that is new, and pods that may do more. Where a folder is gone,
 * the guard runs on like all that it had; where nothing is left of an app, there are no pods for a budget.
 */
export const weakens: DangerReading = ({ kind, before, after }, folder) => {
  if (kind === 'removed' && before) {
    const isMoot = folder === 'gone' || (folder === 'emptied' && before.kind === 'PodDisruptionBudget');
    const without = isMoot ? undefined : guards[before.kind];
    return without ? [{ danger: 'weakens', words: without }] : [];
  }
  return after ? [...exceptions(before, after), ...standards(before, after)] : [];
};

/** Exceptions are annotations of the object that breaks a rule, or of its pods: `model/exceptions.ts`. */
function exceptions(before: Resource | undefined, after: Resource): Consequence[] {
  const known = new Set(before ? exceptionsOf(before) : []);
  return exceptionsOf(after)
    .filter((code) => !known.has(code))
    .map((code) => ({
      danger: 'weakens',
      words: `need not keep the rule ${code} any more: ${reasonFor(after, code) ?? 'nobody says why'}`,
    }));
}

const levels = ['restricted', 'baseline', 'privileged'];
const enforce = 'pod-security.kubernetes.io/enforce';

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
function standards(before: Resource | undefined, after: Resource): Consequence[] {
  if (after.kind !== 'Namespace' || !before) return [];
  const [was = 'privileged', is = 'privileged'] = [before, after].map(({ metadata }) => metadata.labels?.[enforce]);
  if (levels.indexOf(is) <= levels.indexOf(was)) return [];
  return [{ danger: 'weakens', words: `its pods may be ${is}`, field: `metadata.labels["${enforce}"]` }];
}
