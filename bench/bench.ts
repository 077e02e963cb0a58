import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../generators/commands/command.ts';
import { outputOf, runSync } from '../generators/programs/run.ts';
import { copySettings, writeFleet } from './fleets.ts';

interface Measurement {
  readonly seconds: number;
  readonly mebibytes: number;
  readonly errors: number;
  readonly overlays: number;
}

interface Row {
  readonly what: string;
  readonly runs: readonly Measurement[];
}

const runs = 5;

function measure(what: 'generate' | 'validate', root: string): Measurement {
  const script = join(import.meta.dirname, 'measure.ts');
  const measured = JSON.parse(outputOf(runSync(process.execPath, [script, what, root]))) as Measurement;
  if (measured.errors > 0) throw new Error(`${what} found ${measured.errors} errors: the figure would mean nothing`);
  return measured;
}

/** The ratio of printing time, `yaml` package to ours: the median of pairs of runs. */
function printingByLibrary(): number {
  const script = join(import.meta.dirname, 'printing.ts');
  const seconds = (how: string) => Number(outputOf(runSync(process.execPath, [script, how])));
  const ratios = times(runs, () => seconds('library') / seconds('ours'));
  return ratios.sort((a, b) => a - b)[runs >> 1] ?? Number.NaN;
}

/** Runs `body` in a new folder, which is deleted afterwards. */
function inFolder<T>(body: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return body(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const times = <T>(count: number, body: () => T): T[] => Array.from({ length: count }, body);

/** The figures of the README, in its order. */
function* rows(): Generator<Row> {
  const cold = (prepare: (root: string) => void) => () =>
    inFolder((root) => {
      prepare(root);
      return measure('generate', root);
    });
  yield { what: 'generate, nothing there yet', runs: times(runs, cold(copySettings)) };
  yield* inFolder((root) => {
    copySettings(root);
    measure('generate', root);
    return [
      { what: 'generate, nothing changed', runs: times(runs, () => measure('generate', root)) },
      { what: 'validate', runs: times(runs, () => measure('validate', root)) },
    ];
  });
  for (const count of [100, 1000]) {
    const prepare = (root: string) => writeFleet(root, count);
    yield { what: `generate, ${count} clusters, nothing there yet`, runs: times(count > 100 ? 1 : 3, cold(prepare)) };
  }
}

/** One figure: seconds inside the process once its code is loaded, and its peak memory. */
interface Figure {
  readonly what: string;
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly mebibytes: number;
}

export interface BenchResult {
  readonly node: string;
  readonly processors: number;
  readonly figures: readonly Figure[];
  /** Times as long as ours. */
  readonly printingByLibrary: number;
}

function figureOf({ what, runs }: Row): Figure {
  const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b);
  return {
    what,
    median: seconds[seconds.length >> 1] ?? Number.NaN,
    least: seconds[0] ?? Number.NaN,
    most: seconds.at(-1) ?? Number.NaN,
    mebibytes: Math.max(...runs.map((run) => run.mebibytes)),
  };
}

export const bench: Command<BenchResult> = {
  name: 'bench',
  usage: {
    summary: 'Measures generate and validate on this repository, and generate on fleets of 100 and 1,000 clusters.',
    positionals: [],
    options: {},
    examples: [['bench', 'about a minute; the figures of the README']],
  },
  async run({ progress }) {
    const figures: Figure[] = [];
    progress.update('measuring');
    for (const row of rows()) {
      figures.push(figureOf(row));
      progress.update(`measured: ${row.what}`);
    }
    return {
      node: process.version,
      processors: availableParallelism(),
      figures,
      printingByLibrary: printingByLibrary(),
    };
  },
  text({ node, processors, figures, printingByLibrary: ratio }) {
    const lines = figures.map(({ what, median, least, most, mebibytes }) => {
      const range = `${least.toFixed(2)} to ${most.toFixed(2)}`;
      return `${what.padEnd(46)} ${median.toFixed(2).padStart(6)} s  (${range})  ${mebibytes.toFixed(0).padStart(5)} MiB`;
    });
    const [hundred, thousand] = figures.slice(-2).map(({ median }) => median);
    const growth = ((thousand ?? Number.NaN) / (hundred ?? Number.NaN)).toFixed(1);
    return [
      `Node ${node}, ${processors} processors; median seconds (least to most), peak MiB`,
      ...lines,
      `${'growth, 100 to 1,000 clusters'.padEnd(46)} ${growth.padStart(6)} ×`,
      `${'printing, by the yaml package to ours'.padEnd(46)} ${ratio.toFixed(1).padStart(6)} ×`,
      '',
    ].join('\n');
  },
  succeeded: () => true,
};
