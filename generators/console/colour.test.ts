import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStyle } from './colour.ts';

const terminal = { isTTY: true };
const file = {};

describe('colour', () => {
  for (const [stream, env, on] of [
    [terminal, {}, true],
    [terminal, { NO_COLOR: '' }, true],
    [terminal, { NO_COLOR: '1' }, false],
    [terminal, { TERM: 'dumb' }, false],
    [terminal, { FORCE_COLOR: '0' }, false],
    [terminal, { FORCE_COLOR: 'false' }, false],
    [file, {}, false],
    [file, { FORCE_COLOR: '' }, true],
    [file, { FORCE_COLOR: '1' }, true],
    [file, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ] as const) {
    const where = stream === terminal ? 'on a terminal' : 'in a file';
    it(`is ${on ? 'on' : 'off'} ${where} with ${JSON.stringify(env)}`, () => {
      const { red, bold } = createStyle(stream, env);
      assert.equal(red('x'), on ? '\u001B[31mx\u001B[39m' : 'x');
      assert.equal(bold('x'), on ? '\u001B[1mx\u001B[22m' : 'x');
    });
  }
});
