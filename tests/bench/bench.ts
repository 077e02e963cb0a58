import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { copySettings, writeFleet } from '../fleets.ts';

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
  const measured = JSON.parse(
    execFileSync(process.execPath, [script, what, root], { encoding: 'utf8' }),
  ) as Measurement;
  if (measured.errors > 0) throw new Error(`${what} found ${measured.errors} errors: the figure would mean nothing`);
  return measured;
}

/** Runs `body` in a fresh folder, which is gone afterwards. */
function inFolder<T>(body: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return body(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const times = <T>(count: number, body: () => T): T[] => Array.from({ length: count }, body);

/** Every figure the README quotes, in the order it quotes them. */
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

/** Measures everything and prints a row as soon as it is known. */
export function bench(print: (line: string) => void): void {
  print(`Node ${process.version}, ${availableParallelism()} processors; median seconds (least to most), peak MiB`);
  let hundred: number | undefined;
  for (const row of rows()) {
    const seconds = row.runs.map((run) => run.seconds).sort((a, b) => a - b);
    const median = seconds[seconds.length >> 1] ?? Number.NaN;
    const peak = Math.max(...row.runs.map((run) => run.mebibytes));
    const range = `${seconds[0]?.toFixed(2)} to ${seconds.at(-1)?.toFixed(2)}`;
    print(`${row.what.padEnd(46)} ${median.toFixed(2).padStart(6)} s  (${range})  ${peak.toFixed(0).padStart(5)} MiB`);
    if (row.what.includes(' 100 ')) hundred = median;
    else if (hundred !== undefined)
      print(`${'growth, 100 to 1,000 clusters'.padEnd(46)} ${(median / hundred).toFixed(1).padStart(6)} ×`);
  }
}
