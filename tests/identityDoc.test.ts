import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { catalogue } from '../apps/index.ts';
import { withoutColour } from '../generators/console/colour.ts';
import { formatFindings } from '../generators/console/findings.ts';
import { linkFleet } from '../generators/link/clusters.ts';
import { checkClusters } from '../generators/link/keptChecks.ts';
import { run } from '../generators/programs/run.ts';
import { readFleet } from '../generators/read/read.ts';
import { repository } from '../generators/repository.ts';
import { edited, stepsOf } from './drills/steps.ts';
import { smallRoot } from './mistakes/smallRoot.ts';
import { ofSample } from './ofSample.ts';
import { outsidePipeline } from './outsidePipeline.ts';

const guide = readFileSync(join(repository, 'docs/identity.md'), 'utf8');
const [step] = stepsOf(guide).get('Outside') ?? [];
const file = 'overlays/staging/environment.yaml';

/** Changes staging as the guide does, with one more change. */
function follow(root: string, change: (text: string) => string = (text) => text): void {
  assert.equal(step?.file, file);
  writeFileSync(join(root, file), change(edited(readFileSync(join(repository, file), 'utf8'), step.diff)));
}

describe('docs/identity.md', { skip: ofSample }, () => {
  test('staging goes over as it says: without Keycloak and its database, with what the provider says', async (context) => {
    const root = smallRoot(context, ['staging']);
    follow(root);
    for (const command of ['generate', 'validate']) {
      const script = join(repository, `scripts/${command}.ts`);
      const { status, stdout } = await run(process.execPath, [script, '--root', root], { env: outsidePipeline() });
      assert.equal(status, 0, stdout);
    }
    const cluster = join(root, 'overlays/staging/clusters/staging-eu-west-1');
    const apps = readdirSync(cluster);
    assert.deepEqual(
      ['auth', 'identities-database', 'edge', 'users-database'].map((name) => apps.includes(name)),
      [false, false, true, true],
    );
    const patch = parse(readFileSync(join(root, 'overlays/staging/apps/api/config-map-api.patch.yaml'), 'utf8'));
    assert.partialDeepStrictEqual(patch.data, {
      OIDC_ISSUER: 'https://acme.eu.auth0.com/',
      OIDC_AUDIENCE: 'https://api.acme.dev',
      OIDC_JWKS_URL: 'https://acme.eu.auth0.com/.well-known/jwks.json',
    });
    const page = readFileSync(join(root, 'docs/prerequisites/staging.md'), 'utf8');
    assert.match(page, /^## Tokens of users$/m);
    assert.match(page, /^\| `acme\.eu\.auth0\.com` \| [^|]*\| activity, /m);
    assert.doesNotMatch(page, /`api\.acme\.dev`|mobile-staging-auth/);
  });

  for (const [title, changes, findings] of [
    [
      'an issuer and keys without TLS, and an audience that would be two',
      { 'issuer: https:': 'issuer: http:', 'keys: https:': 'keys: http:', '[https://api.acme.dev]': '["a,b"]' },
      ['12:13  data.tokens.issuer', '13:11  data.tokens.keys', '14:17  data.tokens.audiences[0]'].map(
        (place) => `error  malformed-value  ${file}:${place}`,
      ),
    ],
    [
      'no audience',
      { '    audiences: [https://api.acme.dev]\n': '' },
      ['lacks audiences: neither the environment nor the cluster sets it.'],
    ],
    [
      'keys of somebody else',
      { 'https://acme.eu.auth0.com/\n': 'https://securetoken.google.com/acme\n' },
      [`warning  keys-elsewhere  ${file}:13:5`],
    ],
  ] as const) {
    test(`${title}: found at the line`, (context) => {
      const root = smallRoot(context, ['staging']);
      follow(root, (text) =>
        Object.entries(changes).reduce((changed, [from, to]) => {
          assert.ok(changed.includes(from), from);
          return changed.replace(from, to);
        }, text),
      );
      const { fleet, findings: read } = readFleet(root, catalogue);
      const links = fleet ? checkClusters(catalogue, fleet, linkFleet(catalogue, fleet)) : [];
      const said = formatFindings([...read, ...links], withoutColour);
      for (const finding of findings) assert.ok(said.includes(finding), `${finding}\n${said}`);
    });
  }
});
