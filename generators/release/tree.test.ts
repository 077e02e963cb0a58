import { test } from 'node:test';
import { allFiles } from '../plan/allFiles.ts';
import { change } from '../testing/change.ts';
import { planExample } from '../testing/plan.ts';
import { environmentYaml, validFiles } from '../testing/settings.ts';
import { assertRings } from './testing/rings.ts';

const inRings = [
  ['clusters:', 'rings: [canary, primary]\nclusters:'],
  ['cloud: google', 'cloud: google\n    ring: canary'],
  ['cloud: aws', 'cloud: aws\n    ring: primary'],
] as const;

for (const [title, production] of [
  ['that all follow main', environmentYaml],
  ['of which some are in rings', inRings.reduce((text, [from, to]) => change(text, from, to), environmentYaml)],
] as const) {
  test(`clusters ${title} have the Applications that their ApplicationSets make, and no other`, async () => {
    const settings = { ...validFiles, 'overlays/production/environment.yaml': production };
    const { fleet, plan } = planExample(settings);
    await assertRings(fleet, Object.fromEntries(allFiles(plan).map(({ path, content }) => [path, content])), settings);
  });
}
