import { isJsonObject } from '../../../generators/model/json.ts';
import { nameOf, type Resource } from '../../../generators/model/resource.ts';

/** An object with one thing changed. */
export interface Mutant {
  /** Such as `Deployment/api spec.replicas = -1`. */
  readonly title: string;
  readonly object: Resource;
}

/**
 * Objects with one change each, anywhere in them but where they say what and where they are: the same ones for the same
 * seed. Most are wrong; some are as good as what they were made of.
 */
export function mutantsOf(objects: readonly Resource[], count: number, seed: number): Mutant[] {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return Array.from({ length: count }, () => {
    const object = structuredClone(pick(objects));
    const { parent, key, path } = pick([...membersOf(object, '')]);
    const [title, change] = pick(changesOf(parent[key]));
    change(parent, key);
    return { title: `${nameOf(object)} ${path} ${title}`, object };
  });
}

type Parent = Record<string | number, unknown>;
type Change = readonly [title: string, change: (parent: Parent, key: string | number) => void];

/** Fields that say of which kind an object is, and in which namespace: another one is another question. */
const identity = new Set(['apiVersion', 'kind', 'metadata', 'metadata.namespace']);

function* membersOf(
  value: unknown,
  path: string,
): Generator<{ readonly parent: Parent; readonly key: string | number; readonly path: string }> {
  if (!isJsonObject(value) && !Array.isArray(value)) return;
  const parent = value as Parent;
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const key of keys) {
    const inner = typeof key === 'number' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    if (!identity.has(inner)) yield { parent, key, path: inner };
    yield* membersOf(parent[key], inner);
  }
}

const becomes = (value: unknown): Change => [
  `= ${JSON.stringify(value).slice(0, 40)}`,
  (parent, key) => {
    parent[key] = value;
  },
];

const goes: Change = [
  'gone',
  (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  },
];

const comesTwice: Change = [
  'twice',
  (parent, key) => {
    if (Array.isArray(parent)) parent.push(structuredClone(parent[Number(key)]));
    else parent[`${key}2`] = structuredClone(parent[key]);
  },
];

/** Whatever breaks some rule of some field, and some that break none. */
function changesOf(value: unknown): Change[] {
  const all = [goes, comesTwice, becomes(null)];
  const texts = [
    '',
    ' ',
    'Extra',
    '0123',
    'MY VAR',
    'a/b',
    '-a',
    'a_b',
    '1.5',
    '10.0.0.0/33',
    '100',
    'x'.repeat(300),
    'ü',
  ];
  if (typeof value === 'string') return [...all, ...texts.map(becomes), becomes(7), becomes(`${value}x`)];
  if (typeof value === 'number') return [...all, ...[-1, 0, 1, 0.5, 70_000, 1e10, String(value)].map(becomes)];
  if (typeof value === 'boolean') return [...all, becomes(!value), becomes('yes')];
  if (Array.isArray(value)) return [...all, becomes([]), becomes({}), becomes('x'), becomes([...value, ...value])];
  const added = { ...(isJsonObject(value) ? value : {}), 'Another Key': 'x' };
  return [...all, becomes({}), becomes([]), becomes('x'), becomes(added)];
}

/** Numbers from 0 to 1: mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
