import { parseAllDocuments } from 'yaml';
import type { Resource } from '../model/resource.ts';

/** Objects as a text says them in YAML, each in a document of its own. */
export function golden(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS());
}

/** Objects as goldens show them: by kind and name, without the labels and the namespace that all of an app have. */
export function shown(objects: readonly Resource[]): object[] {
  return objects.map(({ metadata: { labels: _, namespace: __, ...metadata }, ...object }) => ({ ...object, metadata }));
}

/** The objects of these kinds. */
export function ofKind(objects: readonly Resource[], ...kinds: string[]): Resource[] {
  return objects.filter(({ kind }) => kinds.includes(kind));
}
