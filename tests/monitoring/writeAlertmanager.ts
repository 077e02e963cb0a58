import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Resource } from '../../generators/model/resource.ts';
import type { Configure } from './alertmanagerConfiguration.ts';

/**
 * Writes what the operator makes of the objects of an Alertmanager, with its templates beside it, and returns the path.
 * @param receiver address of the stand-in, which all secrets name
 */
export async function writeAlertmanager(
  folder: string,
  name: string,
  configure: Configure,
  objects: readonly Resource[],
  receiver: string,
): Promise<string> {
  const made = await configure(objects, {
    'on-call': 'key-of-on-call',
    alerts: `${receiver}/slack/alerts`,
    'data-alerts': `${receiver}/slack/data`,
    'dead-mans-switch': `${receiver}/heartbeat`,
  });
  const messages = objects.find(({ kind }) => kind === 'ConfigMap') as unknown as { data: Record<string, string> };
  // Where the operator mounts them, and the file that is there.
  assert.deepEqual(made.templates, ['/etc/alertmanager/templates/messages.tmpl']);
  const templates = join(folder, `${name}.tmpl`);
  writeFileSync(templates, messages.data['messages.tmpl'] ?? '');
  const file = join(folder, `${name}.yaml`);
  const global = { ...made.global, pagerduty_url: `${receiver}/pagerduty` };
  writeFileSync(file, stringify({ ...made, global, templates: [templates] }));
  return file;
}
