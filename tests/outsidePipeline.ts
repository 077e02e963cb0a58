import { ciVariables } from '../generators/judge/revision/ciSays.ts';

/**
 * The environment of a command that runs on a repository that a test made. What a CI system says of the change that the
 * tests are run for is no word about that repository. Without colours.
 */
export const outsidePipeline = (): NodeJS.ProcessEnv => ({
  ...process.env,
  ...Object.fromEntries(ciVariables.map((name) => [name, ''])),
  NO_COLOR: '1',
});
