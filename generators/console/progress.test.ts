import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createProgress } from './progress.ts';

/** A stream that records what is written to it. */
function stream(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  return { isTTY, columns, written, write: (text: string) => written.push(text) };
}

const clear = '\r\u001B[2K';

describe('progress', { concurrency: true }, () => {
  it('shows nothing where there is no terminal, however long it takes', async () => {
    const { written, ...pipe } = stream(false);
    const progress = createProgress(pipe);
    progress.update('reading');
    await setTimeout(1100);
    progress.update('writing');
    progress.end();
    assert.deepEqual(written, []);
  });

  it('shows nothing when the work ends within a second', async () => {
    const { written, ...terminal } = stream(true);
    const progress = createProgress(terminal);
    progress.update('reading');
    await setTimeout(100);
    progress.update('writing');
    progress.end();
    await setTimeout(1000);
    assert.deepEqual(written, []);
  });

  it('shows what is under way once a second has passed, and clears it at the end', async () => {
    const { written, ...terminal } = stream(true);
    const progress = createProgress(terminal);
    progress.update('reading');
    progress.update('waiting');
    await setTimeout(1100);
    assert.deepEqual(written, [`${clear}waiting`]);
    progress.end();
    progress.end();
    assert.deepEqual(written, [`${clear}waiting`, clear]);
  });

  it('redraws at most ten times a second, also while nothing else gets to run', async () => {
    const { written, ...terminal } = stream(true);
    const progress = createProgress(terminal);
    await setTimeout(1000);
    const start = performance.now();
    for (let step = 0; performance.now() - start < 350; step++) progress.update(`step ${step}`);
    assert.ok(written.length >= 3 && written.length <= 5, `${written.length} draws`);
    progress.end();
    assert.equal(written.at(-1), clear);
  });

  it('never wraps and never passes on control characters', async () => {
    const { written, ...terminal } = stream(true, 12);
    const progress = createProgress(terminal);
    await setTimeout(1000);
    progress.update('base/\u001B[31m\nlong-name');
    assert.deepEqual(written, [`${clear}base/ [31m…`]);
    progress.end();
  });
});
