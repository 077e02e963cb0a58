import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { leftOut } from '../../../tests/checkers.ts';
import { run } from '../../programs/run.ts';

interface Case {
  readonly what: string;
  /** Text of `apps/index.ts`. */
  readonly apps: string;
  readonly status: number;
  /** The first line that is printed. */
  readonly says: RegExp;
}

const cases: readonly Case[] = [
  {
    what: 'a loop while apps are loaded',
    apps: 'const all: number[] = [];\nfor (let i = 0; i < 3; i--) all[0] = i;\n',
    status: 1,
    says: /^error {2}apps-endless {2}apps\/index\.ts:2:\d+\n.+\n.+\n$/,
  },
  {
    what: 'a loop in a function that an app declares',
    apps: 'export const env = () => {\n  for (;;);\n};\n',
    status: 1,
    says: /^error {2}apps-endless {2}apps\/index\.ts:2:\d+\n.+\n.+\n$/,
  },
  {
    what: 'a regular expression that takes years',
    apps: `export const env = () => /^(a+)+$/.test('${'a'.repeat(60)}b');\n`,
    status: 1,
    says: /^error {2}apps-endless {2}apps\/index\.ts:1:\d+\n/,
  },
  {
    what: 'an await for something that never comes',
    apps: 'const one = 1;\nawait new Promise(() => one);\n',
    status: 0,
    says: /^apps-endless apps\/index\.ts:2:1\n/,
  },
  {
    what: 'a promise that nobody awaits, and fails',
    apps: "import('./nowhere.ts');\nexport const env = () => 1;\n",
    status: 1,
    says: /Cannot find module .*apps\/nowhere\.ts/,
  },
  {
    what: 'several promises that nobody awaits, and fail',
    apps: "for (const to of ['a', 'b', 'c']) import({ to } as never);\nthrow new Error('and this');\n",
    status: 1,
    says: /Cannot find package|and this/,
  },
  {
    what: 'a promise of a function that nobody awaits, and fails',
    apps: "export const env = () => void Promise.reject(new Error('not so'));\n",
    status: 1,
    says: /Error: not so\n.*apps\/index\.ts:1:/,
  },
  { what: 'apps that take their time, step by step', apps: slow(1.6), status: 0, says: /^done\n/ },
];

/** An app whose function takes some CPU time in steps of a quarter of a second. */
function slow(seconds: number): string {
  return `export const env = (stepIsDone: () => void) => {
    const used = () => process.cpuUsage().user + process.cpuUsage().system;
    for (let step = 0; step < ${seconds} * 4; step++) {
      const end = used() + 250_000;
      while (used() < end);
      stepIsDone();
    }
  };\n`;
}

for (const { what, apps, status, says } of cases) {
  test(`${what}: ends, and says where`, { skip: leftOut('tsc') }, async (context) => {
    const root = mkdtempSync(join(tmpdir(), 'endless-'));
    context.after(() => rmSync(root, { recursive: true, force: true }));
    mkdirSync(join(root, 'apps'));
    writeFileSync(join(root, 'apps/index.ts'), apps);
    const program = `
      import { endsInTime, stepIsDone } from ${JSON.stringify(import.meta.resolve('./watch.ts'))};
      const work = async () => {
        const { env } = await import(${JSON.stringify(pathToFileURL(join(root, 'apps/index.ts')).href)});
        env(stepIsDone);
        return 'done';
      };
      const result = await endsInTime(${JSON.stringify(root)}, work, 1);
      console.log(result.code ? \`\${result.code} \${Object.values(result.at).join(':')}\` : result);`;
    const ran = await run(process.execPath, ['--input-type=module-typescript', '--eval', program], {
      env: { ...process.env, NO_COLOR: '1' },
    });
    assert.equal(ran.status, status, ran.stdout + ran.stderr);
    assert.match(ran.stdout + ran.stderr, says);
  });
}
