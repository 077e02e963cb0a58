import { join } from 'node:path';
import { outputOf, run } from '../../generators/programs/run.ts';
import { groovyJars } from '../../lab/downloads/jars.ts';
import { wheelProgram } from '../../lab/downloads/wheels.ts';
import { say } from '../cluster/say.ts';

/** A call in a Jenkinsfile, with those in its closure. */
interface Called {
  readonly name: string;
  readonly inside: Called[];
}

/**
 * What is wrong with each of these Jenkinsfiles: by Groovy's own parser, and by the sections of declarative pipelines.
 * Jenkins' own parser of those is in no public Maven repository but that of Jenkins.
 */
export async function jenkinsfileMistakes(texts: readonly string[]): Promise<readonly (readonly string[])[]> {
  const java = await wheelProgram('java', say);
  const jars = await groovyJars.folder(say);
  const script = join(import.meta.dirname, 'outline.groovy');
  const args = ['-cp', join(jars, `groovy-${groovyJars.version}.jar`), 'groovy.ui.GroovyMain', script];
  const outlines = outputOf(await run(java, args, { input: texts.join('\0') })).split('\0');
  return texts.map((_, index) => {
    const outline = outlines[index] ?? '';
    if (outline.startsWith('!')) return [outline.slice(1)];
    const [top, ...others] = calledIn(outline);
    return top?.name === 'pipeline' && others.length === 0
      ? mistakesIn(top, 'pipeline')
      : ['a declarative pipeline is one block, pipeline'];
  });
}

function calledIn(outline: string): readonly Called[] {
  const root: Called = { name: '', inside: [] };
  const path = [root];
  for (const line of outline.split('\n').filter(Boolean)) {
    const name = line.trimStart();
    const depth = (line.length - name.length) / 2;
    const called = { name, inside: [] };
    path[depth]?.inside.push(called);
    path.splice(depth + 1, Infinity, called);
  }
  return root.inside;
}

/** What a section may hold, and what it must: https://www.jenkins.io/doc/book/pipeline/syntax/ */
interface Section {
  readonly holds: readonly string[];
  readonly needs?: readonly string[];
  /** Exactly one of these. */
  readonly one?: readonly string[];
}

const shared = ['agent', 'environment', 'options', 'post', 'tools'];
const conditions = [
  ...['branch', 'buildingTag', 'changelog', 'changeset', 'changeRequest', 'environment', 'equals', 'expression', 'tag'],
  ...['not', 'allOf', 'anyOf', 'triggeredBy'],
];
const bodies = ['steps', 'stages', 'parallel', 'matrix'];

const sections: Readonly<Record<string, Section>> = {
  pipeline: { holds: [...shared, 'libraries', 'parameters', 'stages', 'triggers'], needs: ['agent', 'stages'] },
  stages: { holds: ['stage'], needs: ['stage'] },
  parallel: { holds: ['stage'], needs: ['stage'] },
  stage: { holds: [...shared, 'failFast', 'input', 'when', ...bodies], one: bodies },
  when: { holds: ['beforeAgent', 'beforeInput', 'beforeOptions', ...conditions], one: conditions },
  allOf: { holds: conditions, needs: [] },
  anyOf: { holds: conditions, needs: [] },
  not: { holds: conditions, one: conditions },
  environment: { holds: ['='] },
  post: {
    holds: [
      ...['always', 'changed', 'fixed', 'regression', 'aborted', 'failure', 'success', 'unstable', 'unsuccessful'],
      'cleanup',
    ],
  },
};

/** Mistakes of a section and of those in it; `steps`, options and the like hold calls of plugins, which nobody lists. */
function mistakesIn({ name, inside }: Called, path: string): readonly string[] {
  const section = sections[name];
  if (!section) return [];
  const names = inside.map((one) => one.name);
  const { holds, needs = [], one } = section;
  const ones = one ? names.filter((each) => one.includes(each)).length : 1;
  return [
    ...names
      .filter((each) => !holds.includes(each))
      .map((each) => `${path} holds ${each}, which is none of its sections`),
    ...needs.filter((each) => !names.includes(each)).map((each) => `${path} has no ${each}`),
    ...(ones === 1 ? [] : [`${path} has ${ones} of ${one?.join(', ')} in place of one`]),
    ...inside.flatMap((each) => mistakesIn(each, `${path}.${each.name}`)),
  ];
}
