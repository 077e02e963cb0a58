import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expected } from './ring.ts';
import { deriveRings, type RingSettings } from './rings.ts';

const application = (environment: string, cluster: string): Expected => ({
  name: `${cluster}-api`,
  environment,
  cluster,
  app: 'api',
  paths: [],
});
const derive = (settings: readonly RingSettings[], members: readonly Expected[]) =>
  deriveRings(settings, members, (member) => member);
const staging: RingSettings = { environment: 'staging', rings: [], clusters: [{ name: 'stage' }] };
const production: RingSettings = {
  environment: 'production',
  rings: ['canary', 'primary'],
  clusters: [
    { name: 'azure', ring: 'canary' },
    { name: 'aws', ring: 'primary' },
    { name: 'google', ring: 'primary' },
  ],
};
const applications = [
  application('staging', 'stage'),
  application('production', 'azure'),
  application('production', 'aws'),
  application('production', 'google'),
];

test('environments without rings follow main; rings come after it, in the order of the settings', () => {
  const rings = [...derive([production, staging], applications).values()];
  assert.deepEqual(
    rings.map(({ name, branch, before, applications: members }) => [name, branch, before, members.map((m) => m.name)]),
    [
      ['main', 'main', [], ['stage-api']],
      ['canary', 'release/canary', ['main'], ['azure-api']],
      ['primary', 'release/primary', ['main', 'canary'], ['aws-api', 'google-api']],
    ],
  );
});

test('rings of two environments are independent, each after main', () => {
  const europe: RingSettings = { environment: 'europe', rings: ['eu'], clusters: [{ name: 'paris', ring: 'eu' }] };
  const rings = derive([production, staging, europe], [...applications, application('europe', 'paris')]);
  assert.deepEqual(rings.get('eu')?.before, ['main']);
});

test('a ring without a cluster exists and has no Applications', () => {
  const rings = derive([{ ...production, rings: ['canary', 'idle', 'primary'] }], applications.slice(1));
  assert.deepEqual(rings.get('idle')?.applications, []);
  assert.deepEqual(rings.get('primary')?.before, ['main', 'canary', 'idle']);
});

test('settings that contradict themselves are refused', () => {
  const cases: [RingSettings[], string][] = [
    [[{ ...production, clusters: [{ name: 'azure' }] }], 'the cluster azure is in no ring'],
    [[{ ...production, rings: ['primary'] }], 'the cluster azure is in the ring canary, which production lacks'],
    [[production, { ...staging, rings: ['canary'] }], 'the ring canary is there twice'],
    [[{ ...production, rings: ['main'], clusters: [{ name: 'azure', ring: 'main' }] }], 'the ring main is there twice'],
    [[], 'there is no environment production'],
  ];
  for (const [settings, message] of cases) {
    const members = [application('production', 'azure')];
    assert.throws(() => derive(settings, members), { message: `The settings contradict themselves: ${message}.` });
  }
});
