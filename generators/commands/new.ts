import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatFindings, urgent } from '../console/findings.ts';
import { appendItem, itemText } from '../edit/appendItem.ts';
import type { Ask } from '../init/answer.ts';
import { Answers } from '../init/answers.ts';
import { clusterSettings } from '../init/clusterSettings.ts';
import { clusterForm, clustersOf } from '../init/clusters.ts';
import { noneOf, unlike } from '../init/forms.ts';
import { knownAnswers } from '../init/known.ts';
import { newApp, usableKinds } from '../init/newApp.ts';
import { forAll, type InitQuestion } from '../init/question.ts';
import { questionsFor } from '../init/questions.ts';
import { environmentFile, imagesFile } from '../init/settingsFiles.ts';
import { nodeOf } from '../init/style.ts';
import { Failure, type Finding, hasErrors } from '../model/finding.ts';
import type { Catalogue, Environment, Fleet } from '../model/fleet.ts';
import { formatPosition } from '../model/position.ts';
import { Name } from '../model/settings/scalars.ts';
import { readFleet } from '../read/read.ts';
import { loadCatalogue } from '../repository.ts';
import { askerOnTerminal } from './asker.ts';
import type { Command, CommandContext } from './command.ts';
import { type GenerateResult, generate } from './generate.ts';
import { answered, type Making, makeTree, optionsOf } from './newTree.ts';

const kinds = ['app', 'environment', 'cluster'] as const;

export interface NewResult {
  /** What the changed tree has wrong; with errors among it nothing was written. */
  readonly findings: readonly Finding[];
  /** Files of people that were written. */
  readonly written: readonly string[];
  readonly generated?: GenerateResult;
}

const about = { names: () => [forAll] } as const;

/** What is asked of an app. */
const ofApp = ({ apps, contracts }: Catalogue): readonly InitQuestion[] => [
  {
    flag: 'tier',
    asks: 'The namespace of the app.',
    ...about,
    mistake: (value) => noneOf([...new Set(apps.flatMap(({ tier }) => tier ?? []))], value),
  },
  {
    flag: 'uses',
    asks: 'The databases, queues and caches that it uses, by their names in apps/names.ts, or none.',
    ...about,
    standard: () => 'none',
    mistake: (value) =>
      noneOf(
        contracts.filter(({ kind }) => usableKinds.includes(kind)).map(({ name }) => name),
        value,
      ),
  },
];

/** Questions about clusters, of which the others are known of an environment that is there. */
const ofClusters = (catalogue: Catalogue, also: readonly string[] = []): readonly InitQuestion[] =>
  questionsFor(catalogue).filter(({ flag, per }) => per === 'cluster' || also.includes(flag));

const where: InitQuestion = {
  flag: 'environment',
  asks: 'The environment of the cluster.',
  ...about,
  mistake: () => undefined,
};
const like: InitQuestion = {
  flag: 'like',
  asks: 'The environment whose sizes and apps it begins with.',
  ...about,
  mistake: () => undefined,
};

export const create: Command<NewResult> = {
  name: 'new',
  usage: {
    summary: 'Writes a small correct start of an app, an environment or a cluster, generates and validates.',
    positionals: ['app|environment|cluster', 'name'],
    options: {
      ...optionsOf([
        ...ofApp(none()),
        where,
        like,
        ...questionsFor(none()).filter(
          ({ flag, per }) => per === 'cluster' || ['clusters', 'dns', 'outside', 'redirects'].includes(flag),
        ),
      ]),
      domain: { type: 'string', multiple: true, description: 'The domain of a new environment.' },
    },
    examples: [
      ['new -- app referrals --tier backend --uses users', 'an app with its database'],
      ['new -- cluster us:google:us-east4 --environment production …', 'a cluster beside those that there are'],
      ['new -- environment qa --like staging …', 'an environment with the sizes of another one'],
    ],
  },
  async run(context) {
    const {
      root,
      positionals: [kind = '', name = ''],
    } = context;
    const wanted = kinds.find((one) => one === kind);
    if (!wanted)
      throw new Failure(`npm run new makes ${kinds.join(', ')}, not "${kind}".`, 'See "npm run new -- --help".');
    const catalogue = await loadCatalogue(root);
    const { fleet, findings } = readFleet(root, catalogue);
    if (!fleet) return { findings, written: [] };
    const asker = askerOnTerminal();
    try {
      const making = await makers[wanted](context, { catalogue, fleet, name }, asker?.ask);
      const made = await makeTree(context, making);
      const written = made.generated ? [...made.changes.written.keys()] : [];
      return { findings: made.findings, written, ...(made.generated && { generated: made.generated }) };
    } finally {
      asker?.end();
    }
  },
  leaves: 'nothing was changed, unless it had begun to write: `git status` shows that.',
  async text({ findings, written, generated }, style) {
    const list = formatFindings(urgent(findings), style);
    if (!generated) return `${list}\nNothing written.\n`;
    return `${list}${written.map((file) => `wrote  ${file}\n`).join('')}${await generate.text(generated, style)}`;
  },
  succeeded: ({ findings, generated }) =>
    generated !== undefined && !hasErrors(findings) && !hasErrors(generated.findings),
};

function none(): Catalogue {
  return { apps: [], contracts: [] };
}

interface Asked {
  readonly catalogue: Catalogue;
  readonly fleet: Fleet;
  readonly name: string;
}

const makers: Readonly<
  Record<(typeof kinds)[number], (context: CommandContext, asked: Asked, ask: Ask | undefined) => Promise<Making>>
> = {
  async app({ root, options }, { catalogue, name }, ask) {
    requireName(name);
    const answers = await answered(ofApp(catalogue), options, ask);
    const changes = newApp(root, catalogue, { name, tier: answers.get('tier'), uses: answers.list('uses') });
    return { answers: new Answers(), catalogue, clusters: [], changesWith: () => changes, ask };
  },
  async cluster({ root, options }, { catalogue, fleet, name: text }, ask) {
    const environment = environmentIn(fleet, (await answered([where], options, ask)).get('environment'));
    const [, name = ''] = clusterForm.exec(text) ?? [];
    if (name === '')
      throw new Failure(`"${text}" is not name:cloud:region, such as us:google:us-east4.`, 'Name the cluster so.');
    requireFree(fleet, name);
    const known = knownAnswers(fleet, environment, catalogue);
    const before = environment.settings.clusters.length;
    known.set('clusters', environment.name, [known.get('clusters', environment.name), text].join(','));
    const questions = ofClusters(catalogue).map(
      (one): InitQuestion => ({ ...one, names: (answers) => one.names(answers).filter((own) => own === name) }),
    );
    const answers = await answered(questions, options, ask, known);
    const [asked] = clustersOf(answers).filter((one) => one.name === name);
    if (!asked) throw new Failure(`${text} is in no cloud that there is.`, 'Name the cluster as name:cloud:region.');
    const file = readFileSync(join(root, environment.file), 'utf8');
    return {
      answers,
      catalogue,
      clusters: [asked],
      acting: environment.settings.clusters.flatMap(({ identities = {} }) => Object.keys(identities)),
      ask,
      changesWith: (identities) => {
        const entry = clusterSettings(file, asked, before, { answers, catalogue, identities, without: [] });
        const { ring: _ring, ...own } = entry;
        const item = environment.settings.rings ? entry : own;
        return {
          written: new Map([[environment.file, appendItem(file, ['clusters'], itemText(nodeOf(item)))]]),
          removed: [],
        };
      },
    };
  },
  async environment({ root, options }, { catalogue: whole, fleet, name }, ask) {
    requireName(name);
    const taken = fleet.environments.find((one) => one.name === name);
    if (taken) throw new Failure(`The environment ${name} is there: ${taken.file}:1.`, 'Give it another name.');
    const model = environmentIn(fleet, (await answered([like], options, ask)).get('like'));
    const catalogue = withoutUnset(whole, model);
    const known = knownAnswers(fleet, model, catalogue);
    known.set('environments', '', name);
    const domain = questionsFor(catalogue)
      .filter(({ flag }) => flag === 'domain')
      .map(
        (one): InitQuestion => ({
          ...one,
          asks: 'The domain of the environment.',
          per: 'environment',
          names: () => [name],
        }),
      );
    const questions = [
      ...domain,
      ...redirectsLike(model, catalogue),
      ...ofClusters(catalogue, ['clusters', 'dns', 'outside']),
    ];
    const answers = await answered(questions, options, ask, known);
    for (const cluster of clustersOf(answers)) requireFree(fleet, cluster.name);
    const file = readFileSync(join(root, model.file), 'utf8');
    return {
      answers,
      catalogue,
      clusters: clustersOf(answers),
      ask,
      changesWith: (identities) => ({
        written: new Map([
          [
            `overlays/${name}/environment.yaml`,
            environmentFile(file, name, { answers, catalogue, identities, without: [], isLike: true }),
          ],
          [`overlays/${name}/images.yaml`, imagesFile],
        ]),
        removed: [],
      }),
    };
  },
};

/** The catalogue without contracts that nobody provides in an environment, such as a database that nobody uses there. */
function withoutUnset(catalogue: Catalogue, { settings }: Environment): Catalogue {
  const set = new Set([settings, ...settings.clusters].flatMap(({ data = {} }) => Object.keys(data)));
  return { ...catalogue, contracts: catalogue.contracts.filter(({ name }) => set.has(name)) };
}

/**
 * Where the mobile app is sent after login: where it is in the other environment, unless somebody says otherwise. Where
 * somebody outside signs tokens, that is theirs to know.
 */
function redirectsLike({ settings }: Environment, catalogue: Catalogue): readonly InitQuestion[] {
  const isOutside = catalogue.contracts.some(
    ({ kind, name }) => kind === 'issuer' && settings.data?.[name]?.provider === 'external',
  );
  if (isOutside) return [];
  const { redirects } = (settings.apps?.auth?.realm ?? {}) as { readonly redirects?: readonly string[] };
  const asked = questionsFor(catalogue).filter(({ flag }) => flag === 'redirects');
  return asked.map((one) => ({ ...one, standard: () => redirects?.join(',') }));
}

function environmentIn({ environments }: Fleet, name: string): Environment {
  const found = environments.find((one) => one.name === name);
  if (found) return found;
  throw new Failure(
    `There is no environment ${name}.`,
    `Name one of ${environments.map((one) => one.name).join(', ')}.`,
  );
}

/** @throws Failure where a cluster has the name, at its place */
function requireFree({ environments, locate }: Fleet, name: string): void {
  for (const { file, settings } of environments) {
    const index = settings.clusters.findIndex((one) => one.name === name);
    if (index < 0) continue;
    const place = formatPosition(locate(file, ['clusters', index, 'name']));
    throw new Failure(`The cluster name ${name} is taken: ${place}.`, 'Names are unique in the whole fleet.');
  }
}

function requireName(name: string): void {
  const why = unlike(Name(''), name);
  if (why !== undefined) throw new Failure(`"${name}" ${why}.`, 'Give it another name.');
}
