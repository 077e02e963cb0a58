import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, parseDuration } from './duration.ts';

test('a duration is hours, minutes and seconds, and is shown in its two largest units', () => {
  const cases: [string, number, string][] = [
    ['0s', 0, '0s'],
    ['90s', 90_000, '1m 30s'],
    ['10m', 600_000, '10m'],
    ['1h30m', 5_400_000, '1h 30m'],
    ['1h0m5s', 3_605_000, '1h 5s'],
    ['2h5m7s', 7_507_000, '2h 5m'],
  ];
  for (const [text, milliseconds, said] of cases) {
    assert.equal(parseDuration('--wait', text), milliseconds);
    assert.equal(formatDuration(milliseconds), said);
  }
});

test('anything else is refused, by the name of the option', () => {
  for (const text of ['', '10', 'm', '-5m', '1d', '5 m', '1.5h', 'soon']) {
    assert.throws(() => parseDuration('--wait', text), { message: `--wait is a duration, not "${text}".` });
  }
});
