import type { ObjectChange } from '../objects/objectChanges.ts';

/** What a change may do that a reviewer must not miss, the worst first. */
export const dangers = {
  data: 'loses data',
  replaces: 'cannot be applied, or replaces an object',
  deletes: 'deletes',
  abandons: 'leaves it behind',
  breaks: 'breaks a rule',
  weakens: 'weakens a guard',
  opens: 'opens the network',
  widens: 'widens rights',
  publishes: 'publishes a route',
  attended: 'needs a person',
  stays: 'cannot be taken back',
  restarts: 'restarts pods',
  unseen: 'is not shown here',
} as const satisfies Readonly<Record<string, string>>;
export type Danger = keyof typeof dangers;

/** What follows from a change of an object, in words. */
export interface Consequence {
  readonly danger: Danger;
  readonly words: string;
  /** The field that it follows from; the whole object without it. */
  readonly field?: string;
}

/** What a change leaves of the folder that an object comes from: objects, none of them, or no folder at all. */
export type FolderState = 'kept' | 'emptied' | 'gone';

/** Reads what follows from a change of one object, whatever else changes. */
export type DangerReading = (change: ObjectChange, folder: FolderState) => readonly Consequence[];

const order = Object.keys(dangers);

/** The place of a danger in the order of the worst first; that of none is last. */
export function rankOf(danger: Danger | undefined): number {
  return danger === undefined ? order.length : order.indexOf(danger);
}
