import { Misdeclared } from '../../model/declaration.ts';
import type { Inputs } from '../../model/inputs.ts';
import { isJsonObject } from '../../model/json.ts';
import type { Probes } from '../probe.ts';
import { type Value, withoutSecrets } from '../secrets/value.ts';
import type { Companion } from '../workload/companion.ts';
import type { ContainerText } from '../workload/containerText.ts';
import type { Files, FilesAt } from '../workload/files.ts';

/**
 * Checks of what the functions of a declaration return, which its schema cannot see. A number would otherwise count as a
 * secret, and vanish. Each check returns what it was given, and nothing where that is `undefined`.
 * @param at where it is declared
 * @throws Misdeclared
 */
export function returned(at: Error) {
  const check = (kind: Kind, value: unknown, path: Misdeclared['path']): void => {
    if (!kind.accepts(value)) throw wrong(kind, value, at, path);
  };
  const members = (kind: Kind, all: unknown, path: Misdeclared['path']): void => {
    check(anObject, all, path);
    for (const [key, value] of Object.entries(all as object)) check(kind, value, [...path, key]);
  };
  const kept = (value: Value, path: Misdeclared['path']): Value => {
    const text = withoutSecrets(value);
    if (text !== undefined) return text;
    throw new Misdeclared(
      `${fieldOf(path)} is a template that fetches nothing`,
      'Name the secrets that it holds, or write it as a text.',
      at,
      path,
    );
  };
  const allKept = (all: Readonly<Record<string, Value>>, path: Misdeclared['path']) =>
    Object.fromEntries(Object.entries(all).map(([key, value]) => [key, kept(value, [...path, key])]));
  return {
    variables(all: Readonly<Record<string, Value>> = {}) {
      members(aValue, all, ['env']);
      return allKept(all, ['env']);
    },
    args(all: readonly ContainerText[] = []) {
      check(aList, all, ['args']);
      for (const [index, value] of all.entries()) check(anArgument, value, ['args', index]);
      return all;
    },
    /** Companions whose variables are checked when they are read. */
    companions(all: readonly Companion[] = []): readonly Companion[] {
      return all.map((one) => ({ ...one, env: (inputs: Inputs) => this.variables(one.env?.(inputs)) }));
    },
    command(all?: readonly ContainerText[]) {
      if (all === undefined) return undefined;
      check(aList, all, ['command']);
      for (const [index, value] of all.entries()) check(anArgument, value, ['command', index]);
      return all.length > 0 ? all : undefined;
    },
    probes(all: Partial<Probes> = {}) {
      members(anObject, all, ['probes']);
      return all;
    },
    files(all: Files = {}): Readonly<Record<string, FilesAt>> {
      check(anObject, all, ['files']);
      const there = Object.entries(all).filter((one): one is [string, FilesAt] => one[1] !== undefined);
      const entries = there.map(([path, content]) => {
        const field = ['files', path];
        if (!path.startsWith('/')) {
          throw new Misdeclared(`${fieldOf(field)} is no absolute path`, 'Begin it with /.', at, field);
        }
        if (typeof content === 'string' || aSecret.accepts(content))
          return [path, kept(content as Value, field)] as const;
        members(aValue, content, field);
        return [path, allKept(content as Readonly<Record<string, Value>>, field)] as const;
      });
      return Object.fromEntries(entries);
    },
  };
}

interface Kind {
  /** With its article, for a message. */
  readonly words: string;
  accepts(value: unknown): boolean;
}

const aText: Kind = { words: 'a text', accepts: (value) => typeof value === 'string' };
const anArgument: Kind = {
  words: 'a text, or one with variables',
  accepts: (value) => aText.accepts(value) || (isJsonObject(value) && Array.isArray(value.parts)),
};
const aList: Kind = { words: 'a list of texts', accepts: Array.isArray };
const anObject: Kind = { words: 'an object', accepts: isJsonObject };
const aSecret: Kind = {
  words: 'a secret',
  accepts: (value) => isJsonObject(value) && typeof value.template === 'string' && isJsonObject(value.from),
};
const aValue: Kind = {
  words: 'a text or a secret',
  accepts: (value) => aText.accepts(value) || aSecret.accepts(value),
};

function wrong({ words }: Kind, value: unknown, at: Error, path: Misdeclared['path']): Misdeclared {
  return new Misdeclared(`${fieldOf(path)} is ${shown(value)}, not ${words}`, fixOf(value, words), at, path);
}

function fieldOf(path: Misdeclared['path']): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index ? '.' : ''}${step}`)).join('');
}

function isPlain(value: unknown): value is number | boolean | bigint {
  return ['number', 'boolean', 'bigint'].includes(typeof value);
}

function shown(value: unknown): string {
  if (isPlain(value)) return `the ${typeof value} ${value}`;
  if (value === undefined || value === null || Array.isArray(value)) return value ? 'a list' : String(value);
  return typeof value === 'string' ? 'a text' : `of the type ${typeof value}`;
}

function fixOf(value: unknown, words: string): string {
  if (isPlain(value)) return `Write it as a text: '${value}'.`;
  return value === undefined || value === null
    ? 'Give it a value, or leave the key out where there is none.'
    : `Make it ${words}.`;
}
