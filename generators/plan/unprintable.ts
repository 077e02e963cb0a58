import { unprintable } from '../files/unprintable.ts';
import type { Finding } from '../model/finding.ts';
import { isJsonObject } from '../model/json.ts';
import { nameOf, type Resource } from '../model/resource.ts';

/** Findings for texts and keys of objects that Kustomize cannot print, one for each place. */
export function unprintableTexts(objects: readonly Resource[], where: Pick<Finding, 'at' | 'in'>): readonly Finding[] {
  return objects.flatMap((object) =>
    [...placesIn(object, '')].map(({ field, text }): Finding => {
      const code = text.codePointAt(text.search(unprintable)) ?? 0;
      const character = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      return {
        code: 'unprintable-character',
        severity: 'error',
        message: `${nameOf(object)} ${field} holds the character ${character}, which Kustomize cannot print as it is.`,
        fix: 'Take it out where the text is written, or carry the text in another form, such as base64.',
        object: nameOf(object),
        field,
        ...where,
      };
    }),
  );
}

function* placesIn(value: unknown, path: string): Generator<{ readonly field: string; readonly text: string }> {
  if (typeof value === 'string') {
    if (unprintable.test(value)) yield { field: path, text: value };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* placesIn(item, `${path}[${index}]`);
  } else if (isJsonObject(value)) {
    for (const [key, member] of Object.entries(value)) {
      const broken = unprintable.test(key);
      const field = broken ? `${path}[${visible(key)}]` : path === '' ? key : `${path}.${key}`;
      if (broken) yield { field, text: key };
      yield* placesIn(member, field);
    }
  }
}

/** A key with its unprintable characters as `\u` and four digits. */
const visible = (key: string): string =>
  JSON.stringify(key).replaceAll(/[\u007f-\u009f\ufffe\uffff]/g, (one) => {
    return `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
