import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../model/edge.ts';
import { Failure } from '../model/finding.ts';
import type { Catalogue } from '../model/fleet.ts';
import type { Changes } from './shadow.ts';
import { constantOf } from './sources.ts';

/** An app that somebody wants. */
export interface NewApp {
  readonly name: string;
  readonly tier: string;
  /** Names of contracts that it uses. */
  readonly uses: readonly string[];
}

/** How an app uses a contract, by its kind: the edge, and the variables of its image that follow. */
const edges: Readonly<
  Partial<Record<Contract['kind'], readonly [edge: (constant: string) => string, variables: (alias: string) => string]>>
> = {
  postgresql: [
    (constant) => `pooled(${constant}.readWrite, 5)`,
    (alias) => `DATABASE_URL: uses.${alias}.url, DATABASE_POOL_MAX: String(uses.${alias}.pool)`,
  ],
  queue: [(constant) => `${constant}.publish`, (alias) => `AMQP_URL: uses.${alias}.url`],
  cache: [(constant) => `${constant}.use`, (alias) => `VALKEY_URL: uses.${alias}.url`],
};

/** Kinds of contracts that the start of an app can use: of the others the code of an app says more. */
export const usableKinds = Object.keys(edges) as readonly Contract['kind'][];

const [names, index] = ['apps/names.ts', 'apps/index.ts'];

/**
 * The files of a new app, by the steps of “Add an app” in CONTRIBUTING: its name, its declaration, its place in the
 * catalogue.
 * @throws Failure where the name is taken, at its place
 */
export function newApp(root: string, { apps, contracts }: Catalogue, app: NewApp): Changes {
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const texts = { names: read(names), index: read(index) };
  const identifier = app.name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const taken = [
    lineOf(names, texts.names, new RegExp(`^  ${identifier}:|app\\('${app.name}',`)),
    lineOf(index, texts.index, new RegExp(`\\b${identifier}\\b`)),
    apps.find(({ name }) => name === app.name)?.source,
  ].find((place) => place !== undefined);
  if (taken !== undefined) throw new Failure(`The name ${app.name} is taken: ${taken}.`, 'Give the app another name.');
  const used = app.uses.map((name) => {
    const contract = contracts.find((one) => one.name === name);
    return { name, kind: contract?.kind, constant: constantOf(texts.names, name) ?? name };
  });
  const property = `  ${/^[a-z]\w*$/.test(identifier) ? identifier : `'${identifier}'`}: app('${app.name}', '${app.tier}', ['http']),\n`;
  return {
    written: new Map([
      [names, texts.names.replace(/^(export const names = \{\n[\s\S]*?)(^\};)/m, `$1${property}$2`)],
      [`apps/${identifier}.ts`, declaration(identifier, app, used)],
      [
        index,
        texts.index
          .replace(/^(const apps = \[\n[\s\S]*?)(^\];)/m, `$1  ${identifier},\n$2`)
          .replace(
            /^(import .* from '\.\/platform\/index\.ts';\n)/m,
            `import { ${identifier} } from './${identifier}.ts';\n$1`,
          ),
      ],
    ]),
    removed: [],
  };
}

/** `file:line` of the first line that is like this. */
function lineOf(file: string, text: string, like: RegExp): string | undefined {
  const line = text.split('\n').findIndex((one) => like.test(one));
  return line < 0 ? undefined : `${file}:${line + 1}`;
}

interface Used {
  readonly name: string;
  readonly kind: Contract['kind'] | undefined;
  readonly constant: string;
}

function declaration(identifier: string, { name }: NewApp, used: readonly Used[]): string {
  const aliases = used.map(({ constant }) => constant);
  const uses = used.map(({ kind, constant }) => `${constant}: ${edges[kind as keyof typeof edges]?.[0](constant)}`);
  const variables = used.map(({ kind, constant }) => edges[kind as keyof typeof edges]?.[1](constant));
  const pools = uses.some((edge) => edge.includes('pooled('))
    ? "import { pooled } from '../generators/blocks/pools.ts';\n"
    : '';
  return `${pools}import { cpu } from '../generators/blocks/scaling/scale.ts';
import { service } from '../generators/blocks/service.ts';
import { here } from '../generators/blocks/source.ts';
import { ${['names', ...aliases].sort().join(', ')} } from './names.ts';
import { priorities } from './priorities.ts';
import { ownImage } from './runtimes/own.ts';

/** What ${name} is for: until \`images.yaml\` names its image it runs podinfo. */
export const ${identifier} = service(names.${identifier}, {
  source: here(import.meta),
  runtime: ownImage,
  scale: { min: 2, max: 4, on: [cpu(70)] },
  resources: { cpu: '100m', memory: '128Mi' },
  priority: priorities.standard,
  uses: {${uses.length > 0 ? ` ${uses.join(', ')} ` : ''}},${variables.length > 0 ? `\n  env: ({ uses }) => ({ ${variables.join(', ')} }),` : ''}
});
`;
}
