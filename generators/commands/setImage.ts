import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { edited, textOf } from '../edit/edited.ts';
import { valueIn } from '../edit/setValue.ts';
import { withLock } from '../emit/lock.ts';
import { Failure, hasErrors } from '../model/finding.ts';
import { imagePattern } from '../model/settings/images.ts';
import { suggest } from '../read/suggest.ts';
import { loadCatalogue } from '../repository.ts';
import type { Command } from './command.ts';
import { type GenerateResult, generate, write } from './generate.ts';

export interface SetImageResult {
  readonly environment: string;
  readonly images: readonly { readonly name: string; readonly from: string | undefined; readonly to: string }[];
  readonly generated: GenerateResult;
}

export const setImage: Command<SetImageResult> = {
  name: 'set-image',
  usage: {
    summary:
      'Sets images of an environment in its images.yaml and generates: for pipelines and bots. Doing it again changes nothing.',
    positionals: ['environment', 'name=image...'],
    options: {},
    examples: [
      ['set-image -- staging api=ghcr.io/example/api:1.4.0@sha256:<digest>', 'after an image was built and signed'],
      ['set-image -- staging api=… auth=…', 'several of one release'],
    ],
  },
  async run({ root, positionals: [environment = '', ...wanted], progress, say }) {
    const { apps } = await loadCatalogue(root);
    const known = [...new Set(apps.flatMap((app) => Object.keys(app.images)))];
    const images = wanted.map((one) => parse(one, known));
    return withLock(root, progress, async () => {
      const file = `overlays/${environment}/images.yaml`;
      requireEnvironment(root, environment);
      const before = textOf(root, file);
      const after = images.reduce((text, { name, image }) => edited(file, text, ['images', name], image), before);
      if (after !== before) writeFileSync(join(root, file), after);
      const changed = images.map(({ name, image }) => {
        const from = valueIn(before, ['images', name]);
        return { name, from: typeof from === 'string' ? from : undefined, to: image };
      });
      return { environment, images: changed, generated: await write({ root, progress, say }) };
    });
  },
  async text({ environment, images, generated }, style) {
    const lines = images.map(({ name, from, to }) =>
      from === to
        ? `${environment}: ${name} runs ${to} already`
        : `${environment}: ${name}  ${from ?? 'not set'} → ${to}`,
    );
    return `${lines.join('\n')}\n${await generate.text(generated, style)}`;
  },
  succeeded: ({ generated }) => !hasErrors(generated.findings),
};

function requireEnvironment(root: string, environment: string): void {
  if (existsSync(join(root, `overlays/${environment}/environment.yaml`))) return;
  throw new Failure(
    `There is no environment ${environment}: no overlays/${environment}/environment.yaml.`,
    'Name one of the folders of overlays/.',
  );
}

function parse(text: string, known: readonly string[]): { name: string; image: string } {
  const [, name = '', image = ''] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  const form = 'Write name=registry/repository:tag@sha256:digest.';
  if (name === '' || image === '') throw new Failure(`"${text}" names no image.`, form);
  if (!known.includes(name)) {
    const meant = suggest(name, known);
    throw new Failure(
      `No app has an image called ${name}.`,
      meant ? `Did you mean ${meant}?` : `There are ${known.join(', ')}.`,
    );
  }
  if (!new RegExp(imagePattern, 'u').test(image))
    throw new Failure(`"${image}" is no image with its registry and a tag.`, form);
  return { name, image };
}
