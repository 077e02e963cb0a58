import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from '../../generators/repository.ts';

const read = (file: string) => readFileSync(join(repository, file), 'utf8');

interface Component {
  readonly name: string;
  readonly module?: string;
  /** Missing where the definitions are in this repository: then nothing moves. */
  readonly url?: string;
  readonly chart?: { readonly name: string };
}

/**
 * What of each operator this repository has in several places, as a table: the chart, the components of the lock whose
 * definitions judge its objects, packages with their types, and Go modules with its code.
 */
export function couplingTable(): string {
  const { components } = JSON.parse(read('tools/schemas.lock.json')) as { readonly components: readonly Component[] };
  const packages = Object.keys(JSON.parse(read('package.json')).dependencies);
  const modules = globSync('tools/**/go.mod', { cwd: repository })
    .map((file) => ({ folder: dirname(file).replaceAll('\\', '/'), text: read(file) }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
  const groups = Map.groupBy(
    components.filter(({ url }) => url),
    ({ name, chart }) => chart?.name ?? name,
  );
  const rows = [...groups].map(([name, all]) => {
    const types = packages.filter((one) => all.some((each) => one === `@kubernetes-models/${each.name}`));
    const code = modules.filter(({ text }) =>
      all.some(({ module }) => module && new RegExp(`^\\s*(require )?${escaped(module)} v`, 'm').test(text)),
    );
    const cells = [all[0]?.chart ? [name] : [], all.map((each) => each.name), types, code.map(({ folder }) => folder)];
    return `| ${cells.map((cell) => cell.map((text) => `\`${text}\``).join(', ')).join(' | ')} |`;
  });
  const head =
    '| chart in `overlays/fleet.yaml` | components in `tools/schemas.lock.json` | types in `package.json` | code in `go.mod` of |';
  return [head, '|---|---|---|---|', ...rows].join('\n');
}

const escaped = (text: string) => text.replaceAll('.', '\\.');
