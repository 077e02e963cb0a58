import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { until } from '../../../../lab/until.ts';
import { say } from '../../say.ts';
import { describe } from '../applications.ts';
import { environment, members } from '../stage.ts';
import { minutes, type Story } from '../story.ts';

const name = `${members.canary}-push`;

interface Refusal {
  readonly what: string;
  /** A change by hand that bypasses generator and checks. */
  happen(tree: Story['tree']): void;
  /** The text of the notification. */
  readonly message: string;
}

const refusals: readonly Refusal[] = [
  {
    what: 'a new object, after four tries',
    happen(tree) {
      const folder = `overlays/${environment}/clusters/${members.canary}/push`;
      const metadata = { name: 'wrong', namespace: 'messaging' };
      const wrong = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'no/such key': '' } };
      writeFileSync(join(tree.root, folder, 'wrong.yaml'), stringify(wrong));
      tree.edit(`${folder}/kustomization.yaml`, (file) => file.addIn(['resources'], 'wrong.yaml'));
    },
    message: `${name} could not be synced: `,
  },
  {
    what: 'a change of an existing object',
    happen: (tree) =>
      tree.edit('base/push/deployment-push.yaml', (file) =>
        file.setIn(['spec', 'template', 'spec', 'terminationGracePeriodSeconds'], -1),
      ),
    message: `${name} cannot be synced: `,
  },
];

/** Commits with objects that an API server rejects. */
export function refused({ tree, application, told, toCanary, untilIsWellAt }: Story): void {
  for (const { what, happen, message } of refusals) {
    test(`people are notified, once, when the API server rejects ${what}`, minutes(15), async () => {
      const good = tree.git('rev-parse', 'HEAD');
      happen(tree);
      await toCanary(`Refused: ${what}`);
      const seconds = await until('people are told', 400, async () => {
        if (told(message).length === 1) return true;
        const one = await application(name);
        return one ? describe(one) : 'it is not there';
      });
      say(`people were told after ${seconds.toFixed(0)} s`);
      tree.restore(good);
      const mended = await toCanary('As it was');
      await untilIsWellAt(mended, name, 400);
      assert.equal(told(message).length, 1);
    });
  }
}
