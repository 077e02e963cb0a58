import { type BenchResult, type Figure, nameOfFleet } from './figures.ts';
import { steps } from './steps.ts';

/** The result as text: a table for each fleet, how cost grows, a plot, and peers beside ours. */
export function formatBench({
  node,
  processors,
  load,
  runs,
  loading,
  npm,
  overlays,
  figures,
  watch,
  peers,
  ...rest
}: BenchResult): string {
  const [before, after] = load.map((one) => one.toFixed(1));
  const lines = [
    `Node ${node}, ${processors} processors, load ${before} to ${after}; ${runs} runs, median (least to most)`,
    `of each, ${loading.median.toFixed(2)} s (${loading.least.toFixed(2)} to ${loading.most.toFixed(2)}) are the start of Node.js and loading the code`,
    `\`npm run\` itself takes ${npm.median.toFixed(2)} s more (${npm.least.toFixed(2)} to ${npm.most.toFixed(2)}), which is in none of them`,
  ];
  for (const { fleet, overlays: count } of overlays) {
    lines.push(
      '',
      `${`${nameOfFleet(fleet)}, ${count} overlays`.padEnd(46)}   CPU s                    wall s             MiB`,
    );
    lines.push(...figures.filter((one) => one.fleet === fleet).map(rowOf));
    lines.push(...watch.filter((one) => one.fleet === fleet).map(({ wall }) => rowOf({ fleet, what: watched, wall })));
    const own = (step: string) => figures.find((one) => one.fleet === fleet && one.what === step);
    for (const peer of peers.filter((one) => one.fleet === fleet)) {
      lines.push(`${rowOf(peer)}${ratioOf(peer, own)}`);
    }
  }
  lines.push(
    ...growth(figures),
    '',
    `printing, by the yaml package to ours: ${rest.printingByLibrary.toFixed(1)} ×`,
    '',
  );
  return lines.join('\n');
}

const watched = 'watch, from a save until it is validated';

function rowOf({ what, cpu, wall, mebibytes }: Omit<Figure, 'cpu'> & Partial<Figure>): string {
  const shown = [cpu, wall].map((spread) => {
    if (!spread) return ''.padEnd(26);
    const { median, least, most } = spread;
    return `${median.toFixed(2).padStart(7)} ${`(${least.toFixed(2)} to ${most.toFixed(2)})`.padEnd(18)}`;
  });
  return `  ${what.padEnd(44)}${shown.join('')} ${mebibytes === undefined ? '' : mebibytes.toFixed(0).padStart(5)}`.trimEnd();
}

/** How many times the CPU time of ours a peer takes: of generating for those that generate, of validating for the others. */
function ratioOf({ what, cpu }: Figure, own: (step: string) => Figure | undefined): string {
  const compared = what.startsWith('kustomize')
    ? ['validate, nothing kept yet', 'validate, one value of one cluster changed']
    : ['generate, nothing there yet'];
  return compared
    .map((step) => `  ${(cpu.median / (own(step)?.cpu.median ?? Number.NaN)).toFixed(1)} × ${step}`)
    .join(',');
}

/** The exponent of each step between the two largest fleets, and a bar for each fleet on a scale of powers of ten. */
function growth(figures: readonly Figure[]): readonly string[] {
  const sizes = [...new Set(figures.map(({ fleet }) => fleet))]
    .filter((fleet) => fleet !== 'own')
    .sort((a, b) => a - b);
  const [small, large] = sizes.slice(-2);
  const lines: string[] = [];
  for (const step of steps) {
    const own = figures.filter(({ what }) => what === step);
    const at = (size: number | undefined) => own.find(({ fleet }) => fleet === size)?.cpu.median ?? Number.NaN;
    const isGrown = small !== undefined && large !== undefined && small !== large;
    const exponent = isGrown ? Math.log(at(large) / at(small)) / Math.log(large / small) : Number.NaN;
    lines.push(
      '',
      `${step}${isGrown ? `: grows with the number of clusters to the power of ${exponent.toFixed(2)}` : ''}`,
    );
    lines.push(
      ...own.map(
        ({ fleet, cpu }) => `  ${nameOfFleet(fleet).padEnd(16)} ${bar(cpu.median)} ${cpu.median.toFixed(2)} s`,
      ),
    );
  }
  return lines;
}

/** Twelve characters for a power of ten, from a tenth of a second. */
const bar = (seconds: number): string =>
  '█'.repeat(Math.max(1, Math.round(12 * Math.log10(Math.max(seconds, 0.1) / 0.1))));
