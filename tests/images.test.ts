import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { locateFindings } from '../generators/explain/locate.ts';
import { renderedViews } from '../generators/judge/renderedViews.ts';
import { applyRules } from '../generators/judge/rules.ts';
import type { Finding } from '../generators/model/finding.ts';
import type { ClusterView } from '../generators/model/rule.ts';
import { buildModel } from '../generators/pipeline.ts';
import type { Model } from '../generators/plan/model.ts';
import { loadRules, repository } from '../generators/repository.ts';
import { smallRoot } from './mistakes/smallRoot.ts';
import { ofSample } from './ofSample.ts';

const file = 'overlays/staging/images.yaml';
const digest = `@sha256:${'0123456789abcdef'.repeat(4)}`;

/** A copy of staging alone. */
const root = smallRoot({ after: (work) => after(work as () => void) }, ['staging']);
/** Its model without images in its settings: with those that apps declare. */
let plain: Model | undefined;

/** A model of staging with these images in its settings: each on the line after its number, from 0. */
function modelWith(images: readonly (readonly [name: string, image: string])[]): Promise<Model> {
  const lines = images.map(([name, image]) => `  ${name}: ${image}\n`);
  writeFileSync(join(root, file), images.length > 0 ? `images:\n${lines.join('')}` : 'images: {}\n');
  return buildModel(root);
}

/** The clusters of a model as Kustomize builds them where the tree is as planned. */
function viewsIn({ linked, findings }: Model): ReadonlyMap<string, ClusterView> {
  assert.ok(linked, JSON.stringify(findings));
  return new Map([...renderedViews(linked.clusters)].map(([{ cluster }, view]) => [cluster.name, view]));
}

/** What all rules say of the clusters of a model, with the places that people see. */
async function judged(model: Model, earlier?: Model): Promise<readonly Finding[]> {
  const rules = await loadRules(repository);
  const were = earlier && viewsIn(earlier);
  const found = [...viewsIn(model)].flatMap(([cluster, view]) => applyRules(rules, view, were?.get(cluster)));
  return locateFindings(
    model,
    found.filter(({ severity }) => severity !== 'note'),
    new Map(),
  );
}

test('an image without a digest is found at its line of images.yaml, whatever object has it', {
  skip: ofSample,
}, async () => {
  plain ??= await modelWith([]);
  const { catalogue } = plain;
  const running = [...viewsIn(plain).values()].flatMap(({ apps }) => [...apps]);
  const declared = catalogue.apps.filter(({ name }) => running.includes(name)).map((app) => app.images);
  const names = [...new Map(declared.flatMap((images) => Object.entries(images)))];
  // Each from a registry of its own, so that a message says which one it is about.
  const images = names.map(([name, image]) => [name, `${name}.example.com/${image.replace(/@.*/, '')}`] as const);
  const found = (await judged(await modelWith(images))).filter(({ code }) => code === 'image-pinned');
  for (const { message, at, object, field } of found) {
    const [, name = ''] = /The image (\S+?)\.example\.com\//.exec(message) ?? [];
    const line = images.findIndex(([one]) => one === name) + 2;
    assert.deepEqual([at?.file, at?.line], [file, line], `${object} ${field}: ${message}`);
  }
  assert.ok(found.length > 30, `${found.length} images`);
});

/** Images from which, or to which, a program does not go by itself. */
const steps = [
  ['users-database', 'example.com/postgresql:18.1-standard-trixie'],
  ['feed-database', 'example.com/cassandra:7.0.1'],
  ['payments-server', 'example.com/mysql:9.7.1'],
  ['products-server', 'example.com/mongodb:10.0.1'],
  ['events-broker', 'example.com/rabbitmq:4.5.1'],
  ['valkey', 'example.com/valkey:8.1.1'],
  ['log-store', 'example.com/elasticsearch:11.0.1'],
  ['auth', 'example.com/keycloak:27.0.0'],
] as const;

test('a step of a data system is found at the line of its image', { skip: ofSample }, async () => {
  const images = steps.map(([name, image]) => [name, `${image}${digest}`] as const);
  plain ??= await modelWith([]);
  const model = await modelWith(images);
  const found = (await judged(model, plain)).filter(({ code }) => code.startsWith('step-'));
  const lines = new Set(
    found.map(({ at, code, object, message }) => {
      assert.equal(at?.file, file, `${code} ${object}: ${message}`);
      return at?.line;
    }),
  );
  assert.deepEqual(
    [...lines].sort((a, b) => Number(a) - Number(b)),
    images.map((_, index) => index + 2),
  );
});

test('a tag without the version that an operator has to be told is found at its line, once for each cluster', {
  skip: ofSample,
}, async () => {
  const images = ['feed-database', 'log-store', 'log-store-kibana'].map(
    (name) => [name, `x.example.com/a:latest${digest}`] as const,
  );
  const { findings } = await modelWith(images);
  const found = findings.filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    found.map(({ code, at }) => `${code} ${at?.file}:${at?.line}`),
    [2, 3, 4].map((line) => `image-without-version ${file}:${line}`),
  );
});
