import { createHash } from 'node:crypto';
import { counted } from '../console/counted.ts';
import type { Danger } from '../diff/dangers/consequence.ts';
import { dangers } from '../diff/dangers/consequence.ts';
import type { Diff, Explained } from '../diff/diff.ts';

/** Deleted objects without data that need no acknowledgement: an app has about so many. */
const deletions = 10;

/** Dangers that always need one. */
const always: readonly Danger[] = ['data', 'replaces', 'weakens'];

/** Files that guard all others: rules, the comparison and its gate, pipelines, and who must review. */
const guards =
  /^(policies\/(?!.*\.golden\.)|generators\/(diff|gate|judge)\/|\.ci\/|\.github\/|\.gitlab-ci\.yml$|\.circleci\/|Jenkinsfile$|.*CODEOWNERS$)/;

/** One reason why a change needs an acknowledgement. */
export interface Gated {
  readonly what: string;
  /** All that the reason is about, in a form that does not depend on the order of files. */
  readonly exactly: readonly string[];
}

/** What a file holds now, in a form that another content never has: its digest. */
export type ContentOf = (file: string) => string;

/** What of a change needs an acknowledgement. Empty: the gate is open. */
export function gatedIn(diff: Diff, contentOf: ContentOf): readonly Gated[] {
  const dangerous = always.flatMap((danger): Gated[] => {
    const those = diff.changes.filter(({ consequences }) => consequences.some((one) => one.danger === danger));
    return reason(`${dangers[danger]}: ${counted(those.length, 'object')}`, those.map(exactly));
  });
  const deleted = diff.changes.filter(({ kind }) => kind === 'removed');
  const shrinking = [...diff.applications.removed].sort();
  const guarding = diff.files.filter((file) => guards.test(file) && !file.endsWith('.test.ts'));
  return [
    ...dangerous,
    ...(deleted.length > deletions
      ? reason(`deletes ${deleted.length} objects, more than ${deletions}`, deleted.map(exactly))
      : []),
    ...reason(`shrinks the fleet by ${counted(shrinking.length, 'Application')}`, shrinking),
    ...reason(
      `edits ${counted(guarding.length, 'file')} that ${guarding.length === 1 ? 'guards' : 'guard'} all others`,
      guarding.map((file) => `${file} ${contentOf(file)}`),
    ),
  ];
}

function reason(what: string, exactly: readonly string[]): Gated[] {
  return exactly.length === 0 ? [] : [{ what, exactly: [...exactly].sort() }];
}

/** A change as text: where, what, each field with both values, and what follows. Its causes are not part of it. */
function exactly({ in: where, kind, object, namespace, fields, consequences }: Explained): string {
  return JSON.stringify([where, kind, object, namespace, fields, consequences]);
}

/** The digest of exactly this set of dangerous changes: another one has another digest. */
export function digestOf(gated: readonly Gated[]): string {
  return createHash('sha256').update(JSON.stringify(gated)).digest('hex').slice(0, 16);
}
