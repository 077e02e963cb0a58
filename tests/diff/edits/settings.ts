import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScalar, parseDocument, visit } from 'yaml';
import { repository } from '../../../generators/repository.ts';

/** Settings files, by path from the root of the repository. */
export type Settings = Readonly<Record<string, string>>;

/** One value of a settings file that somebody sets to another one. */
export interface Edit {
  readonly file: string;
  /** Where the value stands, by offset. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly to: string;
}

/** This repository's own settings of some environments, with images as a pipeline writes them. */
export function ownSettings(environments: readonly string[]): Settings {
  const files = ['fleet', ...environments.map((name) => `${name}/environment`)].map((name) => `overlays/${name}.yaml`);
  const image = (name: string) => `  ${name}: ghcr.io/example/${name}:1.4.0@sha256:${'a'.repeat(64)}\n`;
  const images = `# by a pipeline\nimages:\n${['api', 'worker', 'push'].map(image).join('')}`;
  return Object.fromEntries([
    ...files.map((file) => [file, readFileSync(join(repository, file), 'utf8')]),
    ...environments.map((name) => [`overlays/${name}/images.yaml`, images]),
  ]);
}

/** Another value for a scalar of YAML, by its form. Not for a name of a cluster: that is another cluster. */
const forms: readonly (readonly [RegExp, (text: string, more: number) => string])[] = [
  [/^\d+$/, (text, more) => String(Number(text) + more)],
  [/^\d+(m|Mi|Gi|Ti|d)$/, (text, more) => text.replace(/^\d+/, (number) => String(Number(number) * (more + 1)))],
  [/^"\d+"$/, (text, more) => `"${Number(text.slice(1, -1)) + more}"`],
  [/^(v?\d+\.\d+\.)(\d+)$/, (text, more) => text.replace(/\d+$/, (number) => String(Number(number) + more))],
  [/^"1\.3\d"$/, (text) => (text === '"1.36"' ? '"1.35"' : '"1.36"')],
  [/^(true|false)$/, (text) => (text === 'true' ? 'false' : 'true')],
  [/:1\.4\.0@sha256:/, (text, more) => text.replace('1.4.0', `1.5.${more}`).replace(/a{64}/, String(more).repeat(64))],
  [/^https:\/\/[a-z0-9.-]+\.example\.com\//, (text, more) => text.replace('://', `://n${more}.`)],
  [/^[a-z-]+-[a-z-]+$/, (text, more) => `${text}-${more}`],
  [/^[a-z0-9-]+@[a-z.-]+$/, (text, more) => text.replace('@', `-${more}@`)],
  [/^arn:aws:iam::\d+:role\/.+$/, (text, more) => `${text}-${more}`],
  [/^[a-z]+\.example\.com$|^example\.com$/, (text, more) => `n${more}.${text}`],
];

/** Every value of the files that can be set to another one of its form, so much more. */
export function possibleEdits(settings: Settings, more: number): readonly Edit[] {
  return Object.entries(settings).flatMap(([file, text]) => {
    const edits: Edit[] = [];
    visit(parseDocument(text), {
      Scalar(key, node) {
        const [start, end] = node.range ?? [0, 0];
        const source = text.slice(start, end);
        const form = key !== 'key' && isScalar(node) ? forms.find(([pattern]) => pattern.test(source)) : undefined;
        const to = form?.[1](source, more) ?? source;
        if (to !== source) edits.push({ file, start, end, line: text.slice(0, start).split('\n').length, to });
      },
    });
    return edits;
  });
}

/** The settings after some edits. */
export function edited(settings: Settings, edits: readonly Edit[]): Settings {
  const files = { ...settings };
  for (const { file, start, end, to } of [...edits].sort((a, b) => b.start - a.start)) {
    const text = files[file] ?? '';
    files[file] = `${text.slice(0, start)}${to}${text.slice(end)}`;
  }
  return files;
}
