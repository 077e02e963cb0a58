import type { Built, ClusterView, Violation } from '../../generators/model/rule.ts';
import type { Field } from '../kubernetes/fields.ts';
import { once } from '../kubernetes/once.ts';
import { text } from '../kubernetes/reading.ts';
import { type Reference, referencesAt } from '../kubernetes/reference.ts';
import { systems } from '../systems/index.ts';
import type { Backup, MemoryUse, Outside, Quorum, Server, System } from '../systems/system.ts';
import { podsIn } from './pods.ts';
import { said, saidOfAll } from './said.ts';

/*
 * What rules ask of a cluster or of one of its objects, of whatever kind: each is a loop over all systems by one of their
 * members. A test gives systems of its own.
 */

/** An image that an object names for the pods that are made of it; empty for what is no name. */
export interface NamedImage {
  readonly built: Built;
  readonly field: string;
  readonly image: string;
}

/** The images that a cluster's objects name. */
export function imagesNamed(view: ClusterView, of: readonly System[] = systems): readonly NamedImage[] {
  return saidOfAll(of, 'images', view).flatMap(({ built, say }) =>
    say(built)
      .filter(({ value }) => value !== undefined)
      .map(({ field, value }) => ({ built, field, image: text(value) })),
  );
}

/** Every reference by name of a cluster's objects, but for the targets of scalers, which have a rule of their own. */
export function referencesOf(view: ClusterView, of: readonly System[] = systems): readonly Reference[] {
  return references(of)(view);
}

const references = once((of: readonly System[]) =>
  once((view): readonly Reference[] =>
    view.all.flatMap((from) => [
      ...referencesAt(from, { 'metadata.namespace': 'Namespace' }),
      ...(said(of, 'references', from)?.(from) ?? []),
    ]),
  ),
);

/** The sizes of an object's volumes, where they stand. */
export function volumesOf(built: Built, of: readonly System[] = systems): readonly Field[] {
  return (said(of, 'volumes', built)?.(built) ?? []).filter(({ value }) => (value ?? undefined) !== undefined);
}

/** The fields of an object that nobody can change, with their values. */
export function immutableFields(built: Built, of: readonly System[] = systems): readonly Field[] {
  return said(of, 'immutable', built)?.(built) ?? [];
}

/** Whether data goes with an object when it goes. */
export function holdsData(built: Built, of: readonly System[] = systems): boolean {
  return said(of, 'data', built)?.(built) ?? false;
}

/** Every group of members of a cluster that needs a quorum. */
export function quorumsOf(view: ClusterView, of: readonly System[] = systems): readonly Quorum[] {
  return saidOfAll(of, 'quorum', view).flatMap(({ built, say }) => say(built, view, podsBeside(built, view, of)));
}

/** The databases of a cluster that bound their connections. */
export function serversOf(view: ClusterView, of: readonly System[] = systems): readonly Server[] {
  return saidOfAll(of, 'servers', view).map(({ built, say }) => say(built, view, podsBeside(built, view, of)));
}

function podsBeside({ resource }: Built, view: ClusterView, of: readonly System[]) {
  return podsIn(view, resource.metadata.namespace ?? '', of);
}

/** What programs are told to take of memory. Without a limit there is nothing to compare with. */
export function memoryUses(view: ClusterView, of: readonly System[] = systems): readonly MemoryUse[] {
  return saidOfAll(of, 'memory', view)
    .flatMap(({ built, say }) => say(built, view))
    .filter(({ takes, limit }) => takes > 0 && limit > 0);
}

/** The objects that hold data nobody can make anew, each with the schedules of its backups that are not switched off. */
export function backupsOf(view: ClusterView, of: readonly System[] = systems): readonly BackedUp[] {
  return saidOfAll(of, 'backups', view).map(({ built, say }) => ({ built, schedules: say(built, view) }));
}

/** An object, and what backs it up. */
export interface BackedUp {
  readonly built: Built;
  readonly schedules: readonly Backup[];
}

/** What is written to outside the cluster, each place with the object because of which it is. */
export function outsideOf(view: ClusterView, of: readonly System[] = systems): readonly WrittenPlace[] {
  return saidOfAll(of, 'outside', view).flatMap(({ built, say }) => say(built, view).map((one) => ({ built, ...one })));
}

/** A place outside a cluster, and the object because of which it is written to. */
export interface WrittenPlace extends Outside {
  readonly built: Built;
}

/** Declared users of databases and brokers that have no credential where nobody makes one for them. */
export function usersWithout(view: ClusterView, of: readonly System[] = systems): readonly Violation[] {
  return saidOfAll(of, 'users', view).flatMap(({ built, say }) => say(built, view));
}

/** What objects break of what `docs/data.md` promises. */
export function promisesBroken(view: ClusterView, of: readonly System[] = systems): readonly Violation[] {
  return saidOfAll(of, 'promises', view).flatMap(({ built, say }) => say(built, view));
}
