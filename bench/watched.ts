import { join } from 'node:path';
import { Failure } from '../generators/model/finding.ts';
import { repository } from '../generators/repository.ts';
import { startRounds } from '../generators/watch/rounds.ts';
import { editOneCluster } from './fleets.ts';

/** Rounds before the first that is measured: the process of `watch` compiles the code in them. */
const warming = 3;

/**
 * Seconds from a save of one value of one cluster until it is generated and validated, in the process that `npm run watch`
 * keeps for its rounds.
 * @param root a fleet as it was generated
 */
export async function measureWatch(root: string, env: NodeJS.ProcessEnv, times: number): Promise<readonly number[]> {
  const program = join(repository, 'generators/commands/watchRounds.ts');
  const rounds = startRounds(program, { root, colour: false, onProgress: () => {}, env });
  const seconds: number[] = [];
  try {
    for (let round = 0; round < warming + times; round++) {
      editOneCluster(root, 38 - round);
      const start = performance.now();
      const ends: number[] = [];
      await rounds.run(new AbortController().signal, ({ text, isFine }) => {
        ends.push((performance.now() - start) / 1000);
        if (!isFine && ends.length <= 2) throw new Failure(`watch found errors: ${text}`, 'See what it says.');
      });
      const [, validated = Number.NaN] = ends;
      if (round >= warming) seconds.push(validated);
    }
  } finally {
    rounds.end();
  }
  return seconds;
}
