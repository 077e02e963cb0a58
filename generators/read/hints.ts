import { imagePattern, pinnedImagePattern } from '../model/settings/images.ts';
import { bytesPattern, cpuPattern } from '../model/settings/scalars.ts';
import { quote } from './show.ts';

/** A hint: more exact than "it does not match". Absent parts leave the message unchanged. */
export interface Hint {
  readonly code?: string;
  /** The end of a sentence that begins with the key. */
  readonly says?: string;
  readonly fix?: string;
}

/** The hint for a text that does not match one of the settings' patterns: the probable meaning. */
export function hint(pattern: string | undefined, text: string): Hint {
  return (pattern !== undefined && hints.get(pattern)?.(text)) || {};
}

const hints = new Map<string, (text: string) => Hint | undefined>([
  [imagePattern, image],
  [pinnedImagePattern, pinnedImage],
  [bytesPattern, bytes],
  [cpuPattern, cpu],
]);

function image(text: string): Hint | undefined {
  const [reference = '', digest] = text.split('@', 2);
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  if (!name.includes(':')) {
    return {
      code: 'image-without-tag',
      says: `is ${quote(text)}, an image without a tag`,
      fix: `Name the tag before the digest: ${quote(`${reference}:<tag>@sha256:<digest>`)}.`,
    };
  }
  if (!reference.includes('/')) {
    return {
      says: `is ${quote(text)}, which names no registry`,
      fix: `Write it in full, such as ${quote(`docker.io/library/${text}`)}.`,
    };
  }
  if (digest !== undefined && !/^sha256:[a-f0-9]{64}$/.test(digest)) {
    return {
      says: `is ${quote(text)}, whose digest is not sha256: and 64 hexadecimal digits`,
      fix: 'Copy the whole digest from the registry, or leave it out.',
    };
  }
  if (reference !== reference.toLowerCase() && /[A-Z]/.test(reference.slice(0, reference.lastIndexOf(':')))) {
    return { says: `is ${quote(text)}; the name of an image is in lower case`, fix: 'Write the name in lower case.' };
  }
  return undefined;
}

function pinnedImage(text: string): Hint | undefined {
  if (text.includes('@')) return undefined;
  const says = `is ${quote(text)}, an image without a digest`;
  const fix = `Add the digest that the registry has for it: ${quote(`${text}@sha256:<digest>`)}.`;
  return image(text) ?? { code: 'image-without-digest', says, fix };
}

function bytes(text: string): Hint | undefined {
  const parts = /^([0-9]{1,9}(?:\.[0-9]{1,6})?) ?([KMGT])i?B?$/i.exec(text);
  if (!parts) return undefined;
  const units = ['K', 'M', 'G', 'T'];
  let amount = Number(parts[1]);
  let unit = units.indexOf((parts[2] ?? '').toUpperCase());
  while (!Number.isInteger(amount) && unit > 0) {
    amount *= 1024;
    unit -= 1;
  }
  return Number.isInteger(amount) && amount > 0 ? { fix: `Did you mean ${amount}${units[unit]}i?` } : undefined;
}

function cpu(text: string): Hint | undefined {
  if (/^[1-9][0-9]{0,4}M$/.test(text)) return { fix: `Did you mean ${text.toLowerCase()}?` };
  return /^\.[0-9]{1,3}$/.test(text) ? { fix: `Did you mean 0${text}?` } : undefined;
}
