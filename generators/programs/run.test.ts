import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { outputOf, run, runSync } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A program of a few lines of JavaScript. */
const script = (text: string, ...args: string[]) => ['--eval', text, ...args] as const;
const node = process.execPath;
const awkward = [
  '',
  ' ',
  'a b',
  "it's",
  '"',
  '$(id)',
  '`id`',
  '$HOME',
  '\\',
  '\\n',
  '\n',
  'a\n',
  '*',
  '~',
  'ä€😀',
  '#',
  '-n',
];

test('arguments and input reach a program as they are', async () => {
  const tell = script('console.log(JSON.stringify(process.argv.slice(1)));', '--', ...awkward);
  assert.deepEqual(JSON.parse(outputOf(await run(node, tell))), awkward);
  assert.deepEqual(JSON.parse(outputOf(runSync(node, tell))), awkward);
  const input = awkward.join('|');
  assert.equal(outputOf(await run('cat', [], { input })), input);
  assert.equal(outputOf(runSync('cat', [], { input: Buffer.from(input) })), input);
});

test('a program without input reads end of file at once', async () => {
  assert.equal(outputOf(await run('cat', [])), '');
  assert.equal(outputOf(runSync('cat', [])), '');
});

test('a program may end before it has read everything', async () => {
  const input = 'x'.repeat(2 ** 22);
  assert.equal((await run('true', [], { input })).status, 0);
  assert.equal(runSync('true', [], { input }).status, 0);
});

test('output of megabytes arrives complete, with every character intact', async () => {
  // Characters of two bytes after one of one byte: every chunk ends within a character.
  const text = `a${'é'.repeat(2 ** 21)}`;
  const print = script(`process.stdout.write('a' + 'é'.repeat(2 ** 21))`);
  assert.ok(outputOf(await run(node, print)) === text);
  assert.ok(outputOf(runSync(node, print)) === text);
  const lines: string[] = [];
  const { stdout } = await run(node, print, { onStdout: (line) => lines.push(line) });
  assert.equal(stdout, '');
  assert.ok(lines.length === 1 && lines[0] === text);
});

test('lines arrive while the program runs, also empty ones and a last one without a line feed', async () => {
  const seen = join(folder, 'seen');
  const said: string[] = [];
  const talk = `console.log('one\\n'); console.error('two');
    const { existsSync } = require('node:fs');
    const wait = () => (existsSync(process.argv[1]) ? process.stdout.write('three') : setTimeout(wait, 10));
    wait();`;
  const { stdout, stderr } = await run(node, script(talk, seen), {
    timeout: 60_000,
    onStdout(line) {
      said.push(line);
      if (line === 'one') writeFileSync(seen, '');
    },
    onStderr: (line) => said.push(line),
  });
  assert.deepEqual([said.toSorted(), stdout, stderr], [['', 'one', 'three', 'two'], '', '']);
});

test('an error in a callback kills the program, and is rethrown', async () => {
  const refuse = () => {
    throw new Error('enough');
  };
  const endless = script('setInterval(() => console.log("more"), 1)');
  await assert.rejects(run(node, endless, { onStdout: refuse }), { message: 'enough' });
  await assert.rejects(run(node, script('console.error("last words")'), { onStderr: refuse }), { message: 'enough' });
});

writeFileSync(join(folder, 'not-to-be-run'), '#!/bin/sh\n');
writeFileSync(join(folder, 'runs'), '#!/bin/sh\nexit 127\n');
chmodSync(join(folder, 'runs'), 0o755);
for (const [title, program, args, options, status, reason] of [
  ['fails', node, script('console.error("first\\nno luck"); process.exit(3)'), {}, 3, 'first\nno luck'],
  ['fails in silence', 'false', [], {}, 1, 'status 1'],
  ['is not there', 'no-such-program', ['a'], {}, 127, 'there is no program `no-such-program`'],
  ['is not in its folder', './gone', [], { cwd: folder }, 127, 'there is no program `./gone`'],
  ['exists in its folder and exits with 127', './runs', [], { cwd: folder }, 127, 'status 127'],
  ['is not on the PATH that it is given', 'git', [], { env: { PATH: folder } }, 127, 'there is no program `git`'],
  ['may not be run', './not-to-be-run', [], { cwd: folder }, 126, /[Pp]ermission denied/],
  ['is a builtin alone', 'export', [], {}, 127, 'there is no program `export`'],
  ['would run in a folder that does not exist', 'ls', [], { cwd: '/no/such' }, 126, 'there is no folder /no/such'],
  ['is given longer arguments than the system accepts', 'ls', ['x'.repeat(2 ** 22)], {}, 126, /E2BIG/],
  ['is killed by a signal', node, script('process.kill(process.pid, "SIGKILL")'), {}, 137, 'it was killed by SIGKILL'],
] as const) {
  test(`a program that ${title} gives a status and a reason`, async () => {
    for (const result of [await run(program, args, options), runSync(program, args, options)]) {
      assert.equal(result.status, status);
      if (typeof reason === 'string') assert.equal(result.reason, reason);
      else assert.match(result.reason, reason);
      assert.throws(() => outputOf(result), { name: 'Failure', message: `${result.command} failed: ${result.reason}` });
    }
  });
}

test('a program that exceeds its timeout is killed, also one that would then exit with 0', async () => {
  for (const [program, args] of [
    ['sleep', ['60']],
    [node, script('process.on("SIGTERM", () => process.exit(0)); setInterval(() => {}, 1e6)')],
  ] as const) {
    const { status, reason } = await run(program, args, { timeout: 300 });
    assert.deepEqual([status, reason], [124, 'it took longer than 0.3 s']);
  }
});

test('a program that prints nothing for too long is killed, however long it printed before', async () => {
  const talk = script('let n = 0; setInterval(() => n++ < 4 && console.log(n), 300)');
  const lines: string[] = [];
  const { status, reason } = await run(node, talk, { silence: 900, onStdout: (line) => lines.push(line) });
  assert.deepEqual([status, reason, lines], [124, 'it printed nothing for 0.9 s', ['1', '2', '3', '4']]);
});

test('zx is loaded with the first program, not before', async () => {
  const count = `import { createRequire } from 'node:module';
    import { runSync } from ${JSON.stringify(import.meta.resolve('./run.ts'))};
    const { cache } = createRequire(import.meta.url);
    const loaded = () => Object.keys(cache).some((path) => path.includes('/zx/'));
    console.log(loaded(), runSync('true', []).status, loaded());`;
  const args = ['--input-type=module', '--eval', count];
  assert.equal(outputOf(await run(node, args, { cwd: import.meta.dirname })), 'false 0 true\n');
});

test('a program gets the environment variables that it is given, and no others', async () => {
  const variables = outputOf(await run('env', [], { env: { PATH: process.env.PATH, ONE: '1', NONE: undefined } }));
  const names = variables
    .trim()
    .split('\n')
    .map((line) => line.split('=')[0]);
  // Variables that some shells add themselves.
  assert.deepEqual(names.filter((name) => !/^(PWD|OLDPWD|SHLVL|_)$/.test(name ?? '')).sort(), ['ONE', 'PATH']);
});
