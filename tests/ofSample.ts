import { isSampleFleet } from '../generators/read/sampleFleet.ts';
import { repository } from '../generators/repository.ts';

/**
 * The reason why a test about the sample company does not run, or `false` while this repository has it: the value of a
 * test's option `skip`. Such a test names apps and settings of the sample, or follows what the guides say of it; all
 * others hold for any fleet.
 */
export const ofSample: string | false = isSampleFleet(repository)
  ? false
  : 'about the sample company, which this repository has no more';
