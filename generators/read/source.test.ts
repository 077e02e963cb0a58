import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { told } from '../testing/readFiles.ts';
import { decode, mostBytes, readSource, type SourceResult } from './source.ts';

function outcome(result: SourceResult): string {
  if ('source' in result) return JSON.stringify(result.source.text);
  return 'finding' in result ? told(result.finding) : 'missing';
}

const utf16 = Buffer.from('\uFEFFa: 1', 'utf16le');
const inputs: readonly [string, string | Uint8Array, string][] = [
  ['plain text', 'a: 1\n', '"a: 1\\n"'],
  ['CRLF', 'a: 1\r\nb: 2\r\n', '"a: 1\\r\\nb: 2\\r\\n"'],
  ['a byte order mark', '\uFEFFa: 1', '"a: 1"'],
  ['letters of other scripts and emoji', 'a: é日🚀', '"a: é日🚀"'],
  ['a replacement character that the file itself spells', 'a: \uFFFD', '"a: \uFFFD"'],
  ['Latin-1', Buffer.from('a: 1\nb: caf\xE9\n', 'latin1'), 'f:2:7 not-utf-8 The byte 0xE9 is not UTF-8.'],
  [
    'Latin-1 after a spelt replacement character',
    Buffer.concat([Buffer.from('\uFFFD🚀'), Buffer.from([0xff])]),
    'f:1:4 not-utf-8 The byte 0xFF is not UTF-8.',
  ],
  [
    'an invalid byte after a byte order mark',
    Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0x80]),
    'f:1:2 not-utf-8 The byte 0x80 is not UTF-8.',
  ],
  ['a character cut off', Buffer.from('a: 日').subarray(0, 5), 'f:1:4 not-utf-8 The byte 0xE6 is not UTF-8.'],
  ['UTF-16', utf16, 'f:1:1 not-utf-8 The file is UTF-16, not UTF-8.'],
  [
    'a NUL',
    'a: \0',
    'f:1:4 control-character The character \\x00 is not allowed in YAML: some parsers reject it, others read it as a line break.',
  ],
  [
    'an escape sequence',
    'a: 1\nb: \x1B[31m',
    'f:2:4 control-character The character \\x1B is not allowed in YAML: some parsers reject it, others read it as a line break.',
  ],
  [
    'a lone carriage return',
    'a: 1\rb: 2',
    'f:1:5 control-character The character \\x0D is not allowed in YAML: some parsers reject it, others read it as a line break.',
  ],
  [
    'a line separator',
    'a: 1 \u2028b: 2',
    'f:1:6 control-character The character \\u2028 is not allowed in YAML: some parsers reject it, others read it as a line break.',
  ],
  [
    'too much',
    Buffer.alloc(mostBytes + 1, 'a'),
    'f:1:1 file-too-large The file has 4.0 MiB; settings have at most 4.0 MiB.',
  ],
];

for (const [title, bytes, expected] of inputs) {
  test(`bytes become text, or a finding where they are not text: ${title}`, () => {
    assert.equal(outcome(decode('f', Buffer.from(bytes))), expected);
  });
}

test('10 MB of text, or 10 GB, are refused without being read', () => {
  const root = mkdtempSync(join(tmpdir(), 'source-'));
  try {
    writeFileSync(join(root, 'f'), 'key: value\n'.repeat(1_000_000));
    const refused = (size: string) => `f:1:1 file-too-large The file has ${size}; settings have at most 4.0 MiB.`;
    assert.equal(outcome(readSource(root, 'f')), refused('10.5 MiB'));
    // More than Node.js can read into one string: reading it would be another error.
    truncateSync(join(root, 'f'), 10 * 1024 ** 3);
    assert.equal(outcome(readSource(root, 'f')), refused('10240.0 MiB'));
    assert.equal(outcome(readSource(root, 'g')), 'missing');
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('the first invalid byte is found behind any valid text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (valid) => {
      const text = valid.replaceAll(/[\uD800-\uDFFF]/gu, '').replace(/^\uFEFF/, '');
      const result = decode('f', Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0x61])]));
      const lines = text.split('\n');
      const at = { file: 'f', line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
      assert.deepEqual('finding' in result && result.finding.at, at);
    }),
  );
});
