// Slips in the text of apps: `SEED=1 MUTANTS=200 node tests/mistakes/fuzz.ts`. No slip is a defect of the tool, and
// every finding has a place inside a file. Apps are loaded as they are where TypeScript is not installed; only where
// that ends in a defect, TypeScript has to find the slip first.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTypes } from '../../generators/load/checkTypes.ts';
import { endsInTime } from '../../generators/load/endless/watch.ts';
import { loadMistake } from '../../generators/load/loadMistake.ts';
import type { Finding } from '../../generators/model/finding.ts';
import { formatPosition } from '../../generators/model/position.ts';
import { buildModel } from '../../generators/pipeline.ts';
import { repository } from '../../generators/repository.ts';
import { mutateText, randomOf } from './mutateText.ts';
import { smallRoot } from './smallRoot.ts';

Error.stackTraceLimit = 100;
const seed = Number(process.env.SEED ?? 1);
const count = Number(process.env.MUTANTS ?? 200);
const cleanups: (() => void)[] = [];
process.on('exit', () => {
  for (const cleanup of cleanups) cleanup();
});
const files = globSync('apps/**/*.ts', { cwd: repository, exclude: (name) => name.endsWith('.test.ts') }).sort();
const tally = { harmless: 0, found: 0, types: 0, defects: 0, unplaced: 0 };
const codes = new Map<string, number>();

for (let number = seed; number < seed + count; number++) {
  const random = randomOf(number);
  const file = files[random(files.length)] ?? '';
  const cleanup: (() => void)[] = [];
  const root = smallRoot({ after: (work) => cleanup.push(work as () => void) }, ['development']);
  cleanups.push(...cleanup);
  const path = join(root, file);
  writeFileSync(path, mutateText(readFileSync(path, 'utf8'), random));
  const findings = await findingsOf(root, `${number} ${file}`);
  if (findings.length === 0) tally.harmless++;
  else tally.found++;
  for (const finding of findings) {
    codes.set(finding.code, (codes.get(finding.code) ?? 0) + 1);
    if (isPlaced(root, finding)) continue;
    tally.unplaced++;
    process.stdout.write(`unplaced  ${number} ${file}  ${finding.message}\n`);
  }
  for (const work of cleanup) work();
}
process.stdout.write(`${JSON.stringify({ seed, count, ...tally, codes: Object.fromEntries(codes) })}\n`);
process.exitCode = tally.defects + tally.unplaced > 0 ? 1 : 0;

async function findingsOf(root: string, name: string): Promise<readonly Finding[]> {
  try {
    const built = await endsInTime(root, () => buildModel(root));
    const findings = 'findings' in built ? built.findings : [built];
    return findings.filter(({ severity }) => severity === 'error');
  } catch (error) {
    const mistake = loadMistake(error);
    if (mistake) return [mistake];
    const types = await checkTypes(root);
    if (types.length > 0) tally.types++;
    else {
      tally.defects++;
      process.stdout.write(`defect  ${name}  ${error instanceof Error ? error.stack : error}\n`);
    }
    return types;
  }
}

function isPlaced(root: string, { at }: Finding): boolean {
  if (!at) return false;
  try {
    const lines = readFileSync(join(root, at.file), 'utf8').split('\n');
    return at.line <= lines.length && at.column <= (lines[at.line - 1]?.length ?? 0) + 1;
  } catch {
    process.stdout.write(`no file  ${formatPosition(at)}\n`);
    return false;
  }
}
