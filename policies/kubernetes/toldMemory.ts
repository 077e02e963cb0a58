import type { Built } from '../../generators/model/rule.ts';

/** Memory that a program is told to take, of what its container may take. */
export interface Told {
  readonly built: Built;
  readonly field: string;
  /** For people: `shared_buffers`. */
  readonly what: string;
  /** Bytes. */
  readonly takes: number;
  /** Bytes, of which the program should leave something. */
  readonly limit: number;
  /** The greatest part of the limit that its documentation recommends. */
  readonly part: number;
}
