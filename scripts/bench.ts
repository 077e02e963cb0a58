import { bench } from '../tests/bench/bench.ts';

bench((line) => process.stdout.write(`${line}\n`));
