import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { outputOf, runSync } from './run.ts';
import { shellQuote } from './shellQuote.ts';

/** Shells that `sh` may be: those of Debian, Alpine, macOS and others. */
const shells = [['sh'], ['dash'], ['bash'], ['bash', '--posix'], ['busybox', 'sh'], ['zsh'], ['ksh']] as const;
const text = fc.string({ unit: fc.oneof(fc.constantFrom(...`'"\\$\`!*?~#&|;<>(){}[] \t\r\n`), fc.string()) });
const arguments_ = fc.array(
  text.map((one) => one.replaceAll('\0', '')),
  { minLength: 50, maxLength: 50 },
);
const tell = `${shellQuote(process.execPath)} --eval ${shellQuote('console.log(JSON.stringify(process.argv.slice(1)))')} --`;

for (const [shell, ...flags] of shells) {
  const missing = runSync(shell, [...flags, '-c', ':']).status !== 0;
  test(`${[shell, ...flags].join(' ')} reads every quoted argument back unchanged`, { skip: missing }, () => {
    fc.assert(
      fc.property(arguments_, (given) => {
        const command = `exec ${tell} ${given.map(shellQuote).join(' ')}`;
        assert.deepEqual(JSON.parse(outputOf(runSync(shell, [...flags, '-c', command]))), given);
      }),
      { numRuns: 5 },
    );
  });
}
