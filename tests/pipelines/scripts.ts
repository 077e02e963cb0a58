import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CiSystem } from '../../generators/model/settings/index.ts';

/** A script of a job, as its system gives it to a shell. */
export interface Script {
  readonly text: string;
  readonly variables: Readonly<Record<string, string>>;
}

interface Steps {
  readonly env?: Record<string, string>;
  readonly steps: readonly { readonly run?: string; readonly env?: Record<string, string> }[];
}

const github = (root: string, job: string): readonly Script[] => {
  const file = job === 'comment' ? 'gitops-comment.yaml' : 'gitops-change.yaml';
  const { jobs } = parse(readFileSync(join(root, '.github/workflows', file), 'utf8'));
  const { env = {}, steps } = jobs[job] as Steps;
  return steps.flatMap((step) =>
    step.run === undefined ? [] : { text: step.run, variables: { ...env, ...step.env } },
  );
};

const gitlab = (root: string, job: string): readonly Script[] => {
  const pipeline = parse(readFileSync(join(root, '.gitlab-ci.yml'), 'utf8'));
  const { before_script: first, script } = pipeline[job];
  return [{ text: [...first, ...script].join('\n'), variables: pipeline.variables }];
};

const circleci = (root: string, job: string): readonly Script[] => {
  const { environment, steps } = parse(readFileSync(join(root, '.circleci/config.yml'), 'utf8')).jobs[job];
  return steps.flatMap((step: { run?: { command: string } }) =>
    step.run ? { text: step.run.command, variables: environment } : [],
  );
};

const jenkins = (root: string, job: string): readonly Script[] => {
  const text = readFileSync(join(root, 'Jenkinsfile'), 'utf8');
  const [, stage = assert.fail(`no stage ${job}`)] = text.split(`stage('${job}') {`);
  const steps = stage.slice(0, stage.indexOf('post {'));
  return [...steps.matchAll(/\bsh '''([\s\S]*?)'''|\bsh '((?:[^'\\]|\\.)*)'/g)].map(([, many, one = '']) => ({
    text: many ?? one.replaceAll("\\'", "'"),
    variables: {},
  }));
};

/** The scripts of a job of a pull request, read back from the generated file of a system. */
export const scriptsIn: Readonly<Record<CiSystem, (root: string, job: string) => readonly Script[]>> = {
  github,
  gitlab,
  circleci,
  jenkins,
};
