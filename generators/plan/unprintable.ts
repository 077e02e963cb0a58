import { unprintable } from '../files/unprintable.ts';
import type { Finding } from '../model/finding.ts';
import { isJsonObject } from '../model/json.ts';
import { nameOf, type Resource } from '../model/resource.ts';

/** Findings for what objects hold and no file can: texts and keys that Kustomize cannot print, functions, numbers that are none. One for each place. */
export function unprintableTexts(objects: readonly Resource[], where: Pick<Finding, 'at' | 'in'>): readonly Finding[] {
  const unsound = objects.filter((object) => typeof object.metadata.name !== 'string' || !isPrintable(object));
  return unsound.flatMap((object) =>
    [...namelessness(object), ...placesIn(object, '')].map(({ field, text, other }): Finding => {
      const place = { severity: 'error', object: nameOf(object), field, ...where } as const;
      if (other !== undefined) {
        const message = `${nameOf(object)} ${field} is ${other}, which no file can hold.`;
        return { code: 'unprintable-value', message, fix: 'Correct the declaration that it comes from.', ...place };
      }
      const code = text.codePointAt(text.search(unprintable)) ?? 0;
      const character = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      return {
        code: 'unprintable-character',
        message: `${nameOf(object)} ${field} holds the character ${character}, which Kustomize cannot print as it is.`,
        fix: 'Take it out where the text is written, or carry the text in another form, such as base64.',
        ...place,
      };
    }),
  );
}

interface Place {
  readonly field: string;
  /** The text or key. */
  readonly text: string;
  /** What else it is, in words. */
  readonly other?: string;
}

/** An object without a name, which would have no file either. */
function namelessness({ metadata }: Resource): readonly Place[] {
  const { name }: { readonly name?: unknown } = metadata;
  return typeof name === 'string' ? [] : [{ field: 'metadata.name', text: '', other: `a ${typeof name}` }];
}

/** Whether there is no such place, in a fraction of the time that it takes to name it: most objects have none. */
function isPrintable(value: unknown): boolean {
  if (typeof value === 'string') return !unprintable.test(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return isPlain(value);
  if (Array.isArray(value)) return value.every(isPrintable);
  for (const key in value) {
    if (unprintable.test(key) || !isPrintable((value as Readonly<Record<string, unknown>>)[key])) return false;
  }
  return true;
}

function* placesIn(value: unknown, path: string): Generator<Place> {
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
  } else if (typeof value === 'number' ? !Number.isFinite(value) : !isPlain(value)) {
    yield { field: path, text: '', other: typeof value === 'number' ? String(value) : `a ${typeof value}` };
  }
}

/** What files hold besides texts, numbers, lists and maps; a key without a value is left out. */
const isPlain = (value: unknown) => value === undefined || value === null || typeof value === 'boolean';

/** A key with its unprintable characters as `\u` and four digits. */
const visible = (key: string): string =>
  JSON.stringify(key).replaceAll(/[\u007f-\u009f\ufffe\uffff]/g, (one) => {
    return `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
