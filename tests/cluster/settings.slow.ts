import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parse, stringify } from 'yaml';
import { repository } from '../../generators/repository.ts';
import { argocdAdmin } from '../../lab/argocd/admin.ts';
import { configuration, type HubValues } from '../../lab/argocd/configuration.ts';

// The hub's generated settings, evaluated by the real Argo CD: access rights and notifications.

const scratch = mkdtempSync(join(tmpdir(), 'settings-'));
after(() => rmSync(scratch, { recursive: true, force: true }));
const admin = await argocdAdmin(scratch);

/** Writes an object to a file. */
function file(name: string, object: object): string {
  const path = join(scratch, `${name}.yaml`);
  writeFileSync(path, stringify(object));
  return path;
}

const values = parse(readFileSync(join(repository, 'argocd/charts/argo-cd/hub.yaml'), 'utf8')) as HubValues;
const objects = configuration(values);
const [settings, secret, rights, notifications, tokens] = [
  file('argocd-cm', objects.settings),
  file('argocd-secret', { ...objects.secret, data: { 'server.secretkey': 'eA==' } }),
  file('argocd-rbac-cm', objects.rights),
  file('argocd-notifications-cm', objects.notifications),
  file('argocd-notifications-secret', objects.tokens),
];

describe('Argo CD', { concurrency: 2 * availableParallelism() }, () => {
  const validate = async (path: string) => {
    const command = ['settings', 'validate', '--argocd-cm-path', path, '--argocd-secret-path', secret];
    return (await admin(...command)).stdout.split('\n').filter((line) => line.startsWith('❌'));
  };

  test('understands its settings', async () => {
    assert.deepEqual(await validate(settings), []);
    const cm = { ...values.configs.cm, 'resource.customizations.ignoreDifferences.argoproj.io_Application': '{' };
    const wrong = configuration({ ...values, configs: { ...values.configs, cm } });
    assert.notDeepEqual(await validate(file('wrong', wrong.settings)), [], 'and says when it does not');
  });

  const may: [string, string, string, string, boolean][] = [
    ['platform', 'delete', 'applications', 'production/aws-us-east-1-api', true],
    ['platform', 'update', 'clusters', 'https://example.com', true],
    ['break-glass', 'override', 'applications', 'hub/root', true],
    ['engineering', 'get', 'applications', 'production/aws-us-east-1-api', true],
    ['engineering', 'sync', 'applications', 'staging/staging-eu-west-1-api', true],
    ['engineering', 'sync', 'applications', 'production/aws-us-east-1-api', false],
    ['on-call', 'sync', 'applications', 'production/aws-us-east-1-api', true],
    ['on-call', 'update', 'applications', 'production/aws-us-east-1-api', true],
    ['on-call', 'get', 'logs', 'production/aws-us-east-1-api', true],
    ['on-call', 'sync', 'applications', 'production-operators/aws-us-east-1-keda', true],
    ['on-call', 'delete', 'applications', 'production/aws-us-east-1-api', false],
    ['on-call', 'create', 'exec', 'production/aws-us-east-1-api', false],
    ['on-call', 'sync', 'applications', 'staging/staging-eu-west-1-api', false],
    ['on-call', 'sync', 'applications', 'hub/root', false],
    ['release', 'get', 'applications', 'production/aws-us-east-1-api', true],
    ['release', 'sync', 'applications', 'production/aws-us-east-1-api', false],
    ['release', 'get', 'clusters', 'https://example.com', false],
    ['somebody', 'get', 'applications', 'production/aws-us-east-1-api', false],
  ];
  for (const [who, action, resource, object, expected] of may) {
    test(`${expected ? 'lets' : 'does not let'} ${who} ${action} ${resource} ${object}`, async () => {
      const { status, stdout, stderr } = await admin(
        ...['settings', 'rbac', 'can', who, action, resource, object, '--policy-file', rights],
      );
      assert.deepEqual([stdout.trim(), status], expected ? ['Yes', 0] : ['No', 1], stderr);
    });
  }

  const operation = (phase: string, more: object = {}) => ({
    operationState: { phase, message: 'no such thing', ...more },
  });
  const done = { ...operation('Succeeded', { syncResult: { revision: 'abc' } }), sync: { revision: 'def' } };
  const conditions = (message: string) => ({ conditions: [{ type: 'ComparisonError', message }] });
  const refused = 'Failed to compare desired state to live state: Service "api" is invalid';
  const told: [string, string, object, string | undefined][] = [
    ['a sync fails', 'sync-failed', operation('Failed'), 'api could not be synced: no such thing'],
    ['a sync cannot begin', 'sync-failed', operation('Error'), 'api could not be synced: no such thing'],
    [
      'a sync was tried four times',
      'sync-failed',
      operation('Running', { retryCount: 4 }),
      'api could not be synced: no such thing',
    ],
    ['a sync was tried three times', 'sync-failed', operation('Running', { retryCount: 3 }), undefined],
    ['a sync runs', 'sync-failed', operation('Running'), undefined],
    ['a sync has succeeded in the end', 'sync-failed', operation('Succeeded', { retryCount: 7 }), undefined],
    ['the API server refuses a change', 'comparison-failed', conditions(refused), `api cannot be synced: ${refused}`],
    ['git cannot be reached', 'comparison-failed', conditions('Failed to load target state: no route'), undefined],
    ['nothing is wrong', 'comparison-failed', {}, undefined],
    ['it is degraded', 'health-degraded', { health: { status: 'Degraded' } }, 'api is degraded.'],
    ['it is on its way', 'health-degraded', { health: { status: 'Progressing' } }, undefined],
    ['it is synced and healthy', 'deployed', { ...done, health: { status: 'Healthy' } }, 'api runs abc.'],
    ['it is synced and not yet healthy', 'deployed', { ...done, health: { status: 'Progressing' } }, undefined],
    ['it is new', 'deployed', {}, undefined],
  ];
  for (const [index, [when, event, status, message]] of told.entries()) {
    test(`tells ${message ? `"${message}"` : `nothing (${event})`} when ${when}`, async () => {
      const metadata = { name: 'api', namespace: 'argocd' };
      const application = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata, spec: {}, status };
      const path = file(`application-${index}`, application);
      const from = ['--config-map', notifications, '--secret', tokens];
      const { stdout, stderr } = await admin('notifications', 'trigger', 'run', `on-${event}`, path, ...from);
      assert.match(stdout, message === undefined ? /\bfalse\s*$/ : /\btrue\s*$/, stderr);
      if (message === undefined) return;
      const sent = await admin('notifications', 'template', 'notify', event, path, ...from);
      assert.equal(
        (parse(sent.stdout) as { message: string }).message.replace(/ \n/, '\n'),
        `${message}\nhttps://argocd.example.com/applications/api\n`,
        sent.stderr,
      );
    });
  }
});
