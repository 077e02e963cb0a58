import type { FleetSize } from './steps.ts';
import type { Spread } from './timed.ts';

/** One line of the table. */
export interface Figure {
  readonly fleet: FleetSize;
  readonly what: string;
  /** Seconds of CPU, of the process and of all that it ran. */
  readonly cpu: Spread;
  /** Seconds from start to end. */
  readonly wall: Spread;
  /** Peak memory of Node.js; absent of peers. */
  readonly mebibytes?: number;
}

/** Everything that was measured in one run. */
export interface BenchResult {
  readonly node: string;
  readonly processors: number;
  /** Processes that wanted a processor, on average, when it began and when it ended. */
  readonly load: readonly [number, number];
  readonly runs: number;
  /** Seconds until the code of a command is loaded: they are part of every figure. */
  readonly loading: Spread;
  /** Seconds that `npm run` takes beside what it runs: no part of any figure. */
  readonly npm: Spread;
  readonly overlays: readonly { readonly fleet: FleetSize; readonly overlays: number }[];
  readonly figures: readonly Figure[];
  /** Seconds from a save until it is generated and validated, in a `watch` that has run some rounds. */
  readonly watch: readonly { readonly fleet: FleetSize; readonly wall: Spread }[];
  readonly peers: readonly Figure[];
  /** CPU time of printing, by the `yaml` package to ours. */
  readonly printingByLibrary: number;
}

/** What a fleet is called. */
export const nameOfFleet = (size: FleetSize): string => (size === 'own' ? 'this repository' : `${size} clusters`);
