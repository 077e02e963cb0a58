import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { wheelProgram } from '../../lab/downloads/wheels.ts';
import { say } from '../cluster/say.ts';

/** What is wrong with a value by the published schema of a system. */
export async function schemaMistakes(
  schema: 'circle-ci' | 'gitlab-ci' | 'github-workflows' | 'renovate',
  value: unknown,
): Promise<readonly string[]> {
  const folder = dirname(await wheelProgram('ci-schemas', say));
  // They hold keywords of editors, and formats that no validator knows.
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, logger: false });
  const validate = ajv.compile(JSON.parse(readFileSync(join(folder, `${schema}.json`), 'utf8')));
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
