import { isDeepStrictEqual } from 'node:util';
import { isSecret, type SecretValue, type Value } from '../secrets/value.ts';

/**
 * Files that a container reads, by their absolute path: a folder, which holds these files alone, with each file by its
 * name; or one file, beside what the image has there. A text is in a ConfigMap, a secret in a Secret; what is
 * `undefined` is left out.
 */
export type Files = Readonly<Record<`/${string}`, FilesAt | undefined>>;

/** What is at one path: a file, or a folder. */
export type FilesAt = Value | Readonly<Record<string, Value>>;

/** One place where files appear: a folder, or a file by itself. */
export interface PodFiles {
  readonly path: string;
  /** Whether the path is that of the only file. */
  readonly alone: boolean;
  readonly files: readonly PodFile[];
}

/** A file, with its key in the object that holds it. */
export interface PodFile {
  readonly name: string;
  readonly key: string;
  readonly content: Value;
}

/** The files of a container, in the order of their declaration. */
export function mountedFiles(all: Readonly<Record<string, FilesAt>>): PodFiles[] {
  const used = { plain: new Map<string, Value>(), secret: new Map<string, Value>() };
  return Object.entries(all).map(([path, at]) => {
    const alone = typeof at === 'string' || isSecretFile(at);
    const named: readonly (readonly [string, Value])[] = alone
      ? [[path.slice(path.lastIndexOf('/') + 1), at as Value]]
      : Object.entries(at as Readonly<Record<string, Value>>);
    const files = named.map(([name, content]) => {
      const key = freeKey(
        used[isSecret(content) ? 'secret' : 'plain'],
        alone ? path : `${path}/${name}`,
        name,
        content,
      );
      return { name, key, content };
    });
    return { path, alone, files };
  });
}

/** Files of one kind, by their keys: the content of a ConfigMap or a Secret. */
export function plainFiles(mounted: readonly PodFiles[]): Record<string, string> {
  return Object.fromEntries(contentsOf(mounted).filter((one): one is [string, string] => !isSecret(one[1])));
}

/** The same of secrets. */
export function secretFiles(mounted: readonly PodFiles[]): Record<string, SecretValue> {
  return Object.fromEntries(contentsOf(mounted).filter((one): one is [string, SecretValue] => isSecret(one[1])));
}

/** Whether a value of {@link Files} is one secret, not a folder. */
export function isSecretFile(value: FilesAt): value is SecretValue {
  const { template, from } = value as Partial<SecretValue>;
  return typeof value === 'object' && typeof template === 'string' && typeof from === 'object' && !('from' in from);
}

function contentsOf(mounted: readonly PodFiles[]): [string, Value][] {
  return mounted.flatMap(({ files }) => files.map(({ key, content }): [string, Value] => [key, content]));
}

/**
 * The key of a file: its name, or its whole path where another file has that name. A ConfigMap and a Secret have one
 * level of keys, of letters, digits, `-`, `_` and `.`: https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object
 */
function freeKey(used: Map<string, Value>, path: string, name: string, content: Value): string {
  const keys = [name, path.slice(1)].map((text) => text.replaceAll(/[^-._A-Za-z0-9]+/g, '-'));
  const isFree = (key: string) => !used.has(key) || isDeepStrictEqual(used.get(key), content);
  const key = keys.find(isFree) ?? `${keys[1]}-${used.size}`;
  used.set(key, content);
  return key;
}
