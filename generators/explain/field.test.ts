import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concretePath, leafPaths, parseField, valueAt } from './field.ts';

const object = {
  metadata: { labels: { 'app.kubernetes.io/name': 'api' } },
  spec: {
    containers: [
      { name: 'log', image: 'log:1' },
      { name: 'api', image: 'api:1', ports: [{ containerPort: 8080 }], args: ['-a', '-b'] },
    ],
    empty: {},
  },
};

test('a field is named by keys, quoted keys, member names and numbers', () => {
  const cases: [string, unknown, (string | number)[]][] = [
    ['spec.containers[api].image', 'api:1', ['spec', 'containers', 1, 'image']],
    ['spec.containers[1].image', 'api:1', ['spec', 'containers', 1, 'image']],
    ['spec.containers[api].ports[8080].containerPort', 8080, ['spec', 'containers', 1, 'ports', 0, 'containerPort']],
    ['spec.containers[api].args[1]', '-b', ['spec', 'containers', 1, 'args', 1]],
    ['metadata.labels["app.kubernetes.io/name"]', 'api', ['metadata', 'labels', 'app.kubernetes.io/name']],
    ['spec.empty', {}, ['spec', 'empty']],
    ['spec.containers[web].image', undefined, ['spec', 'containers', -1, 'image']],
    ['spec.nothing.here', undefined, ['spec', 'nothing', 'here']],
  ];
  for (const [path, value, steps] of cases) {
    const segments = parseField(path);
    assert.ok(segments, path);
    assert.deepEqual(valueAt(object, segments), value, path);
    assert.deepEqual(concretePath(object, segments), steps, path);
  }
});

test('what is no path is refused', () => {
  for (const path of ['', 'spec[', 'spec.containers[]', '["a']) assert.equal(parseField(path), undefined, path);
});

test('every leaf path leads back to its value', () => {
  const paths = leafPaths(object);
  assert.deepEqual(paths, [
    'metadata.labels["app.kubernetes.io/name"]',
    'spec.containers[log].name',
    'spec.containers[log].image',
    'spec.containers[api].name',
    'spec.containers[api].image',
    'spec.containers[api].ports[0].containerPort',
    'spec.containers[api].args[0]',
    'spec.containers[api].args[1]',
    'spec.empty',
  ]);
  for (const path of paths) assert.notEqual(valueAt(object, parseField(path) ?? []), undefined, path);
});
