import { createHash } from 'node:crypto';
import type { App } from '../../generators/model/app.ts';
import type { Contract } from '../../generators/model/edge.ts';

/** A real backend in the language of `apps/`, as a test puts it into a copy of this repository. */
export interface Sample {
  readonly apps: readonly App[];
  readonly contracts: readonly Contract[];
  /** What stands under `data` of an environment. */
  readonly settings: string;
  /** Its apps and jobs that act as an identity of the cloud. Absent: none. */
  readonly identities?: readonly string[];
}

/** An image by its tag, with a digest that nobody published: nothing pulls it. */
export function image(tag: string): string {
  return `${tag}@sha256:${createHash('sha256').update(tag).digest('hex')}`;
}
