import { rule } from '../../generators/model/rule.ts';
import { imagesNamed } from '../cluster/facts.ts';
import { deployment } from '../example/api.ts';
import { database } from '../example/database.ts';
import { initContainer } from '../example/pod.ts';
import { withField } from '../example/withField.ts';

const image = 'spec.template.spec.containers[api].image';
const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

const imagePinned = rule({
  code: 'image-pinned',
  severity: 'error',
  title: 'Every image is named by a tag and the digest of its content.',
  why:
    'A tag can be moved: pods of one Deployment would run different code, a rollback would not roll back, and nobody ' +
    'reviewed what runs. The tag is for people, the digest for the node. ' +
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  fix: 'Write registry/name:tag@sha256:digest; `crane digest <image>` prints the digest.',
  *check(view) {
    for (const { built, field, image } of imagesNamed(view)) {
      const wrong = image === '' ? 'is not named' : fault(image);
      if (wrong) yield { object: built, field, message: `The image ${image} ${wrong}.`.replace('  ', ' ') };
    }
  },
  passes: [
    {
      title: 'a registry with a port',
      objects: [withField(deployment, image, `registry.example.com:5000/api:1.4.2@${digest}`)],
    },
  ],
  fails: [
    { title: 'a tag alone', objects: [withField(deployment, image, 'registry.example.com/api:1.4.2')] },
    { title: 'a digest alone', objects: [withField(deployment, image, `registry.example.com/api@${digest}`)] },
    { title: 'the tag latest', objects: [withField(deployment, image, `registry.example.com/api:latest@${digest}`)] },
    { title: 'neither', objects: [withField(deployment, image, 'registry.example.com:5000/api')] },
    { title: 'no image', objects: [withField(deployment, image, undefined)] },
    { title: 'a database without digest', objects: [withField(database, 'spec.imageName', 'example.com/postgres:18')] },
    {
      title: 'a pooler without digest',
      objects: [
        {
          apiVersion: 'postgresql.cnpg.io/v1',
          kind: 'Pooler',
          metadata: { name: 'users-pooler-rw', namespace: 'data' },
          spec: { cluster: { name: 'users' }, instances: 1, pgbouncer: { image: 'example.com/pgbouncer:1' } },
        },
      ],
    },
    {
      title: 'an init container',
      objects: [
        withField(deployment, 'spec.template.spec.initContainers', [
          { ...initContainer('migrate'), image: 'registry.example.com/api:1.4.2' },
        ]),
      ],
    },
  ],
});

function fault(image: string): string | undefined {
  const [name = '', pinned = ''] = image.split('@');
  const tag = /:([^/:]+)$/.exec(name)?.[1];
  if (tag === 'latest') return 'has the tag latest, which says nothing about what runs';
  if (tag === undefined) return 'has no tag';
  return /^sha256:[a-f0-9]{64}$/.test(pinned) ? undefined : 'has no digest';
}

export default imagePinned;
