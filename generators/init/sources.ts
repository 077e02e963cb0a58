import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Leaving } from './leaving.ts';

/**
 * What changes in `apps/` when apps, contracts and operators go: files that go, and the text of those that stay.
 * A file goes with the app or operator that it declares, and its tests with it. From the others go the imports of what
 * went, and the lines of lists, names and constants that have it, such as `names.billing,`. It reads code as Biome formats
 * it, a declaration at the beginning of a line; TypeScript's checker says afterwards whether anything that stays needs
 * what went.
 */
export interface SourceChanges {
  readonly removed: readonly string[];
  readonly edited: ReadonlyMap<string, string>;
}

export function withoutSources(root: string, { apps, contracts, operators }: Leaving): SourceChanges {
  const declaring = [...apps, ...operators].map(({ source }) => source);
  const removed = new Set(
    declaring
      .flatMap((file) => [file, file.replace(/\.ts$/, '.test.ts')])
      .filter((file) => existsSync(join(root, file))),
  );
  const texts = new Map(
    globSync('apps/**/*.ts', { cwd: root })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !removed.has(file))
      .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  );
  const edited = new Map<string, string>();
  const put = (file: string, text: string) => {
    texts.set(file, text);
    edited.set(file, text);
  };
  for (const [file, text] of texts) {
    const next = withoutImports(file, text, removed);
    if (next !== text) put(file, next);
  }
  const names = 'apps/names.ts';
  const text = texts.get(names);
  if (text !== undefined) {
    const known = contracts.flatMap(({ name }) => constantOf(text, name) ?? []);
    const named = apps.flatMap(({ name }) => propertyOf(text, name) ?? []).map((property) => `names\\.${property}`);
    let left = known.reduce((rest, constant) => withoutConstant(rest, constant), text);
    for (const { name } of apps) left = withoutProperty(left, name);
    put(names, withoutUnused(left));
    for (const [file, one] of texts) {
      if (file === names) continue;
      const left = named.reduce((rest, item) => withoutItem(rest, item), one);
      const next = withoutNames(left, posix.relative(dirname(file), names), known);
      if (next !== one) put(file, next);
    }
  }
  for (const file of orphans(root, texts)) {
    removed.add(file);
    edited.delete(file);
  }
  return { removed: [...removed].sort(), edited };
}

/** Files that another file imported before, and none of those that stay does. */
function orphans(root: string, texts: ReadonlyMap<string, string>): readonly string[] {
  const before = globSync('apps/**/*.ts', { cwd: root }).flatMap((file) =>
    importedBy(file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')),
  );
  const left = new Map(texts);
  for (;;) {
    const used = new Set([...left].flatMap(([file, text]) => importedBy(file, text)));
    const lonely = [...left.keys()].filter((file) => before.includes(file) && !used.has(file));
    if (lonely.length === 0) return [...texts.keys()].filter((file) => !left.has(file));
    for (const file of lonely) left.delete(file);
  }
}

const importedBy = (file: string, text: string) =>
  [...text.matchAll(/ from '(\.[^']+)';/g)].map(([, path = '']) => posix.join(dirname(file), path));

const statement = /^import (?:type )?\{([^}]*)\} from '([^']+)';\n/gm;

const namesIn = (list: string) =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

/** A file without its imports of files that go, and without the lines of lists that are one of the names it had of them. */
function withoutImports(file: string, text: string, removed: ReadonlySet<string>): string {
  const gone: string[] = [];
  const left = text.replaceAll(statement, (whole, list: string, from: string) => {
    if (!removed.has(posix.join(dirname(file), from))) return whole;
    gone.push(...namesIn(list));
    return '';
  });
  return gone.reduce((rest, name) => withoutItem(rest, name), left);
}

/** A file without some of the names that it imports from another one. */
function withoutNames(text: string, from: string, gone: readonly string[]): string {
  const path = from.startsWith('.') ? from : `./${from}`;
  let left = text;
  left = left.replaceAll(statement, (whole, list: string, source: string) => {
    if (source !== path) return whole;
    const names = namesIn(list).filter((name) => !gone.includes(name));
    return names.length === namesIn(list).length ? whole : `import { ${names.join(', ')} } from '${source}';\n`;
  });
  return left === text ? text : gone.reduce((rest, name) => withoutItem(rest, name), left);
}

/** Without the lines that are one item of a list. */
const withoutItem = (text: string, name: string) => text.replaceAll(new RegExp(`^ +${name},\\n`, 'gm'), '');

/** The constant that declares something of this name: `export const feed = cassandraKeyspace('feed');` is `feed`. */
export function constantOf(text: string, name: string): string | undefined {
  return new RegExp(`^export const (\\w+) = \\w+\\('${name}'\\);`, 'm').exec(text)?.[1];
}

/** Without a constant and the comment above it. */
function withoutConstant(text: string, name: string): string {
  const comment = '(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\\n)?';
  return text.replace(new RegExp(`^${comment}export const ${name} = [^;]*;\\n\\n?`, 'm'), '');
}

/** The property of `names` that an app has. */
function propertyOf(text: string, app: string): string | undefined {
  return new RegExp(`^  (\\w+): app\\('${app}',`, 'm').exec(text)?.[1];
}

/** Without a property of `names`, which begins a line and ends with one. */
function withoutProperty(text: string, app: string): string {
  return text.replace(new RegExp(`^  \\w+: app\\('${app}',[\\s\\S]*?\\),\\n(?=  \\w|\\})`, 'm'), '');
}

/** Without names that are imported and used nowhere. */
function withoutUnused(text: string): string {
  const body = text.replaceAll(statement, '');
  return text.replaceAll(statement, (whole, list: string, from: string) => {
    const used = namesIn(list).filter((name) => new RegExp(`\\b${name.replace(/^type /, '')}\\b`).test(body));
    if (used.length === namesIn(list).length) return whole;
    return used.length === 0 ? '' : `import { ${used.join(', ')} } from '${from}';\n`;
  });
}
