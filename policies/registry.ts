import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Failure } from '../generators/model/finding.ts';
import type { Rule, RuleDefinition } from '../generators/model/rule.ts';
import { isRecord } from './kubernetes/reading.ts';

/** Folders that hold what rules share. Every other one is a family of rules. */
const shared = new Set(['cluster', 'example', 'kubernetes', 'promql', 'systems']);

/**
 * The rules of a folder's families, by family and code: every source file of a family but tests is one rule, which is
 * its default export and has its name as code.
 * @throws Failure naming the file that is no rule, has another code, or has the code of another rule
 */
export async function readRules(folder: string): Promise<readonly Rule[]> {
  const rules = await Promise.all(ruleFiles(folder).map((path) => readRule(folder, path)));
  for (const [code, [first, second]] of Map.groupBy(rules, (rule) => rule.code)) {
    if (!second) continue;
    throw new Failure(`${first?.file} and ${second.file} are both called ${code}`, 'Give one of them another name.');
  }
  return rules;
}

/** `data/volume-shrunk.ts`, in the order of families and codes. */
function ruleFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !shared.has(entry.name))
    .flatMap(({ name: family }) => readdirSync(join(folder, family)).map((name) => `${family}/${name}`))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort();
}

async function readRule(folder: string, path: string): Promise<Rule> {
  const file = `${basename(folder)}/${path}`;
  const { default: definition } = await import(pathToFileURL(join(folder, path)).href);
  if (!isDefinition(definition)) {
    throw new Failure(
      `${file} is no rule: its default export is not one`,
      `Export the rule as default; what rules share belongs into one of the folders ${[...shared].join(', ')}.`,
    );
  }
  const code = basename(path, '.ts');
  if (definition.code !== code) {
    throw new Failure(
      `${file} holds the rule ${definition.code}: a file is called like its rule`,
      `Rename the file to ${definition.code}.ts, or correct the code.`,
    );
  }
  return { ...definition, file };
}

function isDefinition(value: unknown): value is RuleDefinition {
  return (
    isRecord(value) &&
    typeof value.code === 'string' &&
    typeof value.check === 'function' &&
    [value.passes, value.fails].every(Array.isArray)
  );
}
