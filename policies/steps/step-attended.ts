import { rule } from '../../generators/model/rule.ts';
import { stepsOf } from '../cluster/steps.ts';
import { database } from '../example/database.ts';
import { statefulSet } from '../example/files.ts';
import { mongodb, rabbitmq } from '../example/systems.ts';
import { withField } from '../example/withField.ts';

const digest = 'sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0';
const size = 'spec.volumeClaimTemplates[data].spec.resources.requests.storage';
const broker = (tag: string) => withField(rabbitmq, 'spec.image', `registry.example.com/rabbitmq:${tag}@${digest}`);
const documents = (tag: string) => withField(mongodb, 'spec.image', `registry.example.com/mongodb:${tag}@${digest}`);

const secret = { name: 'users-app' };
const role = { name: 'users-reports', ensure: 'present', login: true, inRoles: ['pg_monitor'], passwordSecret: secret };
const user = { name: 'products', db: '$external', roles: [{ name: 'read', db: 'products' }] };

const stepAttended = rule({
  code: 'step-attended',
  severity: 'warning',
  title: 'A change that needs a person on the way says what happens and what they do.',
  why:
    'Git has the new state and the sync is green, and yet a volume has its old size, or a version that nobody can go ' +
    'back from has no backup of before. https://kubernetes.io/docs/tasks/run-application/delete-stateful-set/',
  fix: 'Do what the message says, before the merge and after it; there is nothing to change in git.',
  compares: true,
  *check(view, before) {
    if (!before) return;
    for (const { needs, ...violation } of stepsOf(view, before)) if (needs === 'a person') yield violation;
  },
  passes: [
    {
      title: 'a larger volume that its operator makes',
      before: [rabbitmq],
      objects: [withField(rabbitmq, 'spec.persistence.storage', '20Gi')],
    },
    {
      title: 'one account more, and other rights of one',
      before: [withField(database, 'spec.managed', { roles: [role] })],
      objects: [
        withField(database, 'spec.managed', {
          roles: [
            { ...role, inRoles: [] },
            { ...role, name: 'users-audit' },
          ],
        }),
      ],
    },
    { title: 'a patch release', before: [broker('4.3.5')], objects: [broker('4.3.6')] },
  ],
  fails: [
    {
      title: 'larger volumes of a StatefulSet',
      before: [statefulSet],
      objects: [withField(statefulSet, size, '40Gi')],
    },
    {
      title: 'an account of PostgreSQL that is no longer declared',
      before: [
        withField(database, 'spec.managed', { roles: [role, { ...role, name: 'users-gone', ensure: 'absent' }] }),
      ],
      objects: [database],
    },
    {
      title: 'an account of MongoDB that is no longer declared',
      before: [withField(mongodb, 'spec.users', [user, { ...user, name: 'products-search' }])],
      objects: [withField(mongodb, 'spec.users', [user])],
    },
    { title: 'the next minor version of RabbitMQ', before: [broker('4.2.1')], objects: [broker('4.3.6')] },
    { title: 'the next major version of MongoDB', before: [documents('7.0.26-14')], objects: [documents('8.0.19-7')] },
  ],
});

export default stepAttended;
