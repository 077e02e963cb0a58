import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../generators/commands/command.ts';
import { Failure } from '../generators/model/finding.ts';
import { outputOf, runSync } from '../generators/programs/run.ts';
import { repository } from '../generators/repository.ts';
import { type BenchResult, type Figure, nameOfFleet } from './figures.ts';
import { openPeers, type PeerRun } from './peers/peers.ts';
import { type FleetSize, type Measurement, measureFleet, steps } from './steps.ts';
import { formatBench } from './table.ts';
import { spreadAmong, timed } from './timed.ts';

export const bench: Command<BenchResult> = {
  name: 'bench',
  usage: {
    summary:
      'Measures generate, validate and watch on this repository and on fleets of so many clusters: from nothing, with nothing changed, and after one edit; beside other generators where that is asked for.',
    positionals: ['[clusters...]'],
    options: {
      peers: {
        type: 'boolean',
        description:
          'Measure cdk8s, kosko, and kustomize with kubeconform on the same objects; installed outside of git.',
      },
      runs: { type: 'string', description: 'How often each is measured. Default: 3; of 1,000 clusters once.' },
    },
    examples: [
      ['bench', 'this repository, and fleets of 10 and 100 clusters; some minutes'],
      ['bench -- 10 100 1000 --peers', 'everything, on a machine that does nothing else'],
    ],
  },
  async run({ positionals, options, progress }) {
    const sizes: FleetSize[] = ['own', ...(positionals.length > 0 ? positionals.map(countOf) : [10, 100])];
    const runs = options.runs === undefined ? 3 : countOf(String(options.runs));
    const before = loadavg()[0] ?? 0;
    const say = (message: string) => progress.update(message);
    const peers = options.peers ? await openPeers(say) : undefined;
    const measured = new Map<FleetSize, Measurement[]>();
    const watched = new Map<FleetSize, number[]>();
    const beside = new Map<FleetSize, PeerRun[]>();
    for (const size of sizes) {
      const times = typeof size === 'number' && size >= 1000 ? 1 : runs;
      for (let run = 1; run <= times; run++) {
        const of = `${nameOfFleet(size)}, ${run} of ${times}`;
        const fleet = await measureFleet(size, (step) => say(`${of}: ${step}`));
        measured.set(size, [...(measured.get(size) ?? []), ...fleet.steps]);
        watched.set(size, [...(watched.get(size) ?? []), ...fleet.watch]);
        // In turn with ours, so that what else the machine does disturbs both.
        if (peers) beside.set(size, [...(beside.get(size) ?? []), ...(await peers.measure(size))]);
      }
    }
    const all = [...measured.values()].flat();
    return {
      node: process.version,
      processors: availableParallelism(),
      load: [before, loadavg()[0] ?? 0],
      runs,
      loading: spreadAmong(all.map(({ loading }) => loading)),
      npm: spreadAmong([1, 2, 3].map(secondsOfNpm)),
      overlays: [...measured].map(([fleet, [first]]) => ({ fleet, overlays: first?.overlays ?? 0 })),
      figures: [...measured].flatMap(([fleet, own]) =>
        steps.map((step) => {
          const ofStep = own.filter((one) => one.step === step);
          const mebibytes = Math.max(...ofStep.map((one) => one.mebibytes));
          return { ...figureOf(fleet, step, ofStep), mebibytes };
        }),
      ),
      watch: [...watched].map(([fleet, seconds]) => ({ fleet, wall: spreadAmong(seconds) })),
      peers: [...beside].flatMap(([fleet, own]) =>
        [...Map.groupBy(own, ({ peer }) => peer)].map(([peer, members]) => figureOf(fleet, peer, members)),
      ),
      printingByLibrary: printingByLibrary(),
    };
  },
  text: formatBench,
  succeeded: () => true,
};

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Failure(
    `npm run bench: ${text} is no number of clusters or of runs.`,
    'Name whole numbers, such as 10 100.',
  );
}

const figureOf = (fleet: FleetSize, what: string, runs: readonly { cpu: number; wall: number }[]): Figure => ({
  fleet,
  what,
  cpu: spreadAmong(runs.map(({ cpu }) => cpu)),
  wall: spreadAmong(runs.map(({ wall }) => wall)),
});

/** Seconds from start to end that `npm run` adds: the same command with it and without. */
function secondsOfNpm(): number {
  const help = (program: string, ...args: string[]) => timed(program, [...args, '--help']).cost.wall;
  const script = join(repository, 'scripts', 'generate.ts');
  return help('npm', '--prefix', repository, 'run', '--silent', 'generate', '--') - help(process.execPath, script);
}

/** The ratio of printing time, `yaml` package to ours: the median of pairs of runs. */
function printingByLibrary(): number {
  const script = join(import.meta.dirname, 'printing.ts');
  const seconds = (how: string) => Number(outputOf(runSync(process.execPath, [script, how])));
  return spreadAmong([1, 2, 3].map(() => seconds('library') / seconds('ours'))).median;
}
