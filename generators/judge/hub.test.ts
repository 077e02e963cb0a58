import assert from 'node:assert/strict';
import { test } from 'node:test';
import { silent } from '../console/progress.ts';
import { openResults } from '../kept/results.ts';
import type { Resource } from '../model/resource.ts';
import type { Rule } from '../model/rule.ts';
import type { FleetSettings } from '../model/settings/index.ts';
import { hubFolders, hubMember } from './hub.ts';
import { createBuilds } from './kept/builds.ts';
import { folderGroup } from './kept/checked.ts';
import { keptAnnouncements, type Member, watchFleet } from './kept/watchedFleet.ts';
import type { BuiltOverlay } from './overlays.ts';
import { applyRules } from './rules.ts';

const project: Resource = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  metadata: { name: 'production', namespace: 'argocd' },
  spec: { sourceRepos: [] },
};
const folder = 'argocd/hub';
const plan = { separate: [], owned: [], builds: [{ folder, objects: [project] }] };
const settings = { hub: { cluster: 'hub', kubernetes: '1.36' } } as FleetSettings;
const seen: Rule = {
  code: 'seen',
  file: 'policies/data/seen.ts',
  severity: 'error',
  title: 'Nothing is seen.',
  why: 'It is an example. https://example.com',
  fix: 'None.',
  *check(view) {
    for (const object of view.all) yield { object, message: `Seen in ${view.cluster.name}.` };
  },
  passes: [{ title: 'nothing', objects: [] }],
  fails: [{ title: 'anything', objects: [project] }],
};

const viewOfMember = (member: Member) =>
  watchFleet([member], keptAnnouncements(openResults(':memory:'), '', [])).viewOf(member, () => {});

/** `code file message` of what is found where a folder builds to this. */
function findingsOf(built: Partial<BuiltOverlay>, fleet = settings): string[] {
  const result = { path: folder, objects: [], invalid: [], unchecked: [], ...built };
  const results = openResults(':memory:');
  const builds = createBuilds(results, { identity: { program: '', schemas: '' }, build: async () => {} });
  const read = { ...builds, read: () => result, isKept: () => false };
  const checks = { results, builds: read, server: undefined, identity: '', progress: silent };
  const folders = fleet.hub ? hubFolders(plan, fleet.hub, () => '') : [];
  const { said } = folderGroup(folders, checks).check();
  const source = { identity: '', isBroken: false, objects: () => result.objects };
  const view = fleet.hub && viewOfMember(hubMember(fleet.hub, [source]));
  const ruled = view ? applyRules([seen], view, undefined) : [];
  const findings = [...said.findings, ...ruled];
  return findings.map(({ code, at, message }) => `${code} ${at?.file ?? ''} ${message}`);
}

const file = `${folder}/kustomization.yaml`;
const cases: [string, Partial<BuiltOverlay>, string[]][] = [
  ['what was planned', { objects: [project] }, ['seen  Seen in hub.']],
  ['less', {}, [`build-differs ${file} AppProject/production is rendered but not built.`]],
  [
    'something else',
    { objects: [{ ...project, spec: { sourceRepos: ['*'] } }] },
    [
      `build-differs ${file} AppProject/production spec.sourceRepos is built as ["*"] and rendered as [].`,
      'seen  Seen in hub.',
    ],
  ],
  [
    'what breaks its schema',
    { objects: [project], invalid: [{ object: 0, field: 'spec.sourceRepos', message: 'unknown field' }] },
    [`schema-invalid ${file} AppProject/production spec.sourceRepos: unknown field`, 'seen  Seen in hub.'],
  ],
];
for (const [title, built, expected] of cases) {
  test(`a folder of the hub that builds to ${title} is judged`, () => {
    assert.deepEqual(findingsOf(built), expected);
  });
}

test('without a hub there is nothing to judge', () => {
  assert.deepEqual(findingsOf({}, {} as FleetSettings), []);
});
