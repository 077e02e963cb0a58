import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse as parseYaml, stringify } from 'yaml';
import type { Finding } from '../model/finding.ts';
import { catalogue } from '../testing/catalogue.ts';
import { readFiles } from '../testing/readFiles.ts';
import { runs } from '../testing/runs.ts';
import { validFiles } from '../testing/settings.ts';
import { parse } from './parse.ts';
import { type SettingsKind, schemaOf } from './schemas.ts';
import { decode } from './source.ts';
import { mutations } from './testing/mutate.ts';
import { validator } from './validator.ts';
import { plainData } from './written.ts';

const file = fc.constantFrom(...Object.keys(validFiles));

/** Parts of texts that get further in a YAML parser than random bytes: its own marks, and words of the settings. */
const marks = [
  '\n',
  '\n  ',
  '  ',
  '- ',
  ': ',
  ':',
  '? ',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ', ',
  '# ',
  '&a ',
  '*a',
  '!t ',
  '|\n',
  '>-\n',
];
const words = [
  'clusters',
  'apps',
  'api',
  'scale',
  'cloud',
  'aws',
  'no',
  '~',
  '1e3',
  '<<',
  '---\n',
  '%YAML 1.1\n',
  '\t',
  '\r\n',
  '\uFEFF',
  'é',
  '\u0000',
  '__proto__',
  'constructor',
];
const text = fc
  .array(fc.constantFrom(...marks, ...words), { maxLength: 40 })
  .map((parts) => Buffer.from(parts.join('')));
const bytes = fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 200 }), text);

test('for any bytes of a file, the findings have positions inside it and a fix', () => {
  fc.assert(
    fc.property(file, bytes, (path, content) => {
      const { fleet, findings } = readFiles({ ...validFiles, [path]: content });
      assert.equal(fleet === undefined, findings.length > 0);
      for (const finding of findings) {
        assert.ok(finding.message.length > 0 && finding.fix.length > 0, JSON.stringify(finding));
        assertInside(finding, { ...validFiles, [path]: new TextDecoder().decode(content) });
      }
    }),
    { numRuns: runs(200) },
  );
});

test('what is accepted means the same to a parser of YAML 1.1 and to one of YAML 1.2', () => {
  fc.assert(
    fc.property(text, (content) => {
      const result = decode('f', content);
      const { root, findings } = 'source' in result ? parse(result.source) : { findings: [] };
      if (!('source' in result) || !root || findings.length > 0) return;
      for (const version of ['1.1', '1.2'] as const) {
        assert.deepEqual(plainData(root), parseYaml(result.source.text, { version, uniqueKeys: false }));
      }
    }),
    { numRuns: 3000 },
  );
});

function assertInside({ at, code }: Finding, files: Readonly<Record<string, string>>): void {
  assert.ok(at);
  const line = files[at.file]?.split('\n')[at.line - 1];
  assert.ok(line !== undefined && at.column >= 1 && at.column <= line.length + 1, `${code} ${JSON.stringify(at)}`);
}

test('settings with any single change are either read or have findings', () => {
  const changed = file.chain((path) => mutations(parseYaml(validFiles[path] ?? '')).map((data) => ({ path, data })));
  fc.assert(
    fc.property(changed, ({ path, data }) => {
      const { fleet, findings } = readFiles({ ...validFiles, [path]: stringify(data, { version: '1.1' }) });
      assert.equal(fleet === undefined, findings.length > 0);
      for (const { fix, at } of findings) assert.ok(fix.length > 0 && at);
      if (fleet) assert.ok(validator(schemaOf(path.split('/').at(-1)?.slice(0, -5) as SettingsKind, catalogue))(data));
    }),
    { numRuns: runs(200) },
  );
});

/** A text with lines left out, doubled, moved, indented, or cut in the middle. */
function disturbed(original: string, how: string, at: number, to: number): string {
  const lines = original.split('\n');
  const [from, place] = [at % lines.length, to % lines.length];
  if (how === 'cut')
    return original.slice(0, at % original.length) + original.slice((at % original.length) + (to % 20));
  if (how === 'indent') lines[from] = `${' '.repeat(to % 6)}${lines[from]}`;
  else lines.splice(how === 'remove' ? lines.length : place, 0, ...lines.splice(from, 1 + (to % 3)));
  if (how === 'double') lines.splice(from, 0, lines[place] ?? '');
  return lines.slice(0, how === 'remove' ? -1 : undefined).join('\n');
}

test('settings with disturbed lines have findings with positions inside the file, or are read', () => {
  const how = fc.constantFrom('remove', 'double', 'move', 'indent', 'cut');
  fc.assert(
    fc.property(file, how, fc.nat(), fc.nat(), (path, kind, at, to) => {
      const changed = { ...validFiles, [path]: disturbed(validFiles[path] ?? '', kind, at, to) };
      const { fleet, findings } = readFiles(changed);
      assert.equal(fleet === undefined, findings.length > 0);
      for (const finding of findings) assertInside(finding, changed);
    }),
    { numRuns: runs(100) },
  );
});
