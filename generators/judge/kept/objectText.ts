import type { Resource } from '../../model/resource.ts';

/** An object as JSON, written once: clusters have most of theirs in common. */
export function objectText(object: Resource): string {
  const text = texts.get(object) ?? JSON.stringify(object);
  texts.set(object, text);
  return text;
}

const texts = new WeakMap<Resource, string>();
