import type { Catalogue } from '../model/fleet.ts';
import type { Answers } from './answers.ts';

/** The identity of each app of a cluster, by the cluster's name. */
export type Identities = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** What the settings of a new fleet depend on. */
export interface NewFleet {
  readonly answers: Answers;
  /** The sample's apps without those that go. */
  readonly catalogue: Catalogue;
  /** Operators that go, by their key in `charts`. */
  readonly without: readonly string[];
  readonly identities: Identities;
  /** The environment begins with another one of the company: what watches, and who is told, stays as it is there. */
  readonly isLike?: true;
}
