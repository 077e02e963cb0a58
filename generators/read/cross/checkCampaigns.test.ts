import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change } from '../../testing/change.ts';
import { readFiles } from '../../testing/readFiles.ts';
import { environmentYaml, validFiles } from '../../testing/settings.ts';

/** `code message → fix` where the environment has these campaigns. */
function found(...campaigns: readonly string[]): string[] {
  const list = `secretPrefix: production\ncampaigns:\n${campaigns.map((one) => `  - ${one}\n`).join('')}`;
  const text = change(environmentYaml, 'secretPrefix: production\n', list);
  const { findings } = readFiles({ ...validFiles, 'overlays/production/environment.yaml': text });
  return findings.map(({ code, message, fix }) => `${code} ${message} → ${fix}`);
}

const campaign = (changes: Readonly<Record<string, string>> = {}) => {
  const all = {
    name: 'sale',
    from: '"2026-03-20T18:00"',
    until: '"2026-03-20T21:00"',
    timeZone: 'Europe/Berlin',
    apps: '{ api: 40 }',
    ...changes,
  };
  return `{ ${Object.entries(all)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ')} }`;
};

for (const [what, campaigns, expected] of [
  ['is right', [campaign()], []],
  ['is the second of its name', [campaign(), campaign()], [/^campaign-twice/]],
  [
    'ends before it begins',
    [campaign({ until: '"2026-03-20T17:00"' })],
    [/^campaign-length .*ends at 2026-03-20T17:00/],
  ],
  ['lasts a season', [campaign({ until: '"2026-06-20T17:00"' })], [/^campaign-length .*It lasts 92 days/]],
  ['names an app wrongly', [campaign({ apps: '{ apii: 4 }' })], [/^campaign-of-nobody .*Did you mean api\?/]],
  ['names a database', [campaign({ apps: '{ users-database: 4 }' })], [/^campaign-of-nobody .*no app that scales/]],
  [
    'wants more pods than there may be',
    [campaign({ apps: '{ api: 61 }' })],
    [/^campaign-above-max .*its maximum is 60\./],
  ],
  ['is in no time zone', [campaign({ timeZone: 'Europe/Berlni' })], [/^unknown-time-zone/]],
] as const) {
  test(`a campaign that ${what}: ${expected.length} findings`, () => {
    const all = found(...campaigns);
    assert.equal(all.length, expected.length, all.join('\n'));
    for (const [index, pattern] of expected.entries()) assert.match(all[index] ?? '', pattern);
  });
}

test('where the maximum is misspelt, that is the only mistake', () => {
  const text = change(
    change(environmentYaml, 'max: 60', 'mx: 60'),
    'secretPrefix: production\n',
    `secretPrefix: production\ncampaigns: [${campaign({ apps: '{ api: 61 }' })}]\n`,
  );
  const { findings } = readFiles({ ...validFiles, 'overlays/production/environment.yaml': text });
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['unknown-key'],
  );
});
