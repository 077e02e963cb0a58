import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { silent } from '../../console/progress.ts';
import { emit } from '../emit.ts';
import { withLock } from '../lock.ts';
import { planOf } from './scratch.ts';

/** A program that repeatedly reads a number, waits, and writes the next number and a plan made from it. */
const [root = '', times = '1', pause = '0'] = process.argv.slice(2);
for (let time = 0; time < Number(times); time++) {
  await withLock(root, silent, async () => {
    const number = Number(readFileSync(join(root, 'number'), 'utf8')) + 1;
    process.stdout.write('locked\n');
    await setTimeout(Number(pause));
    const files = Array.from({ length: 10 }, (_, index) => [`base/${number % 2}/${index}`, String(number)]);
    await emit(root, planOf(Object.fromEntries(files)));
    writeFileSync(join(root, 'number'), String(number));
  });
}
