/**
 * Measures printing all YAML of this repository, in a process of its own: by `ours`, or by the `yaml` package,
 * configured to print text that all parsers read alike, as ours does. Prints seconds of CPU.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { printYaml } from '../generators/files/yaml.ts';
import { repository } from '../generators/repository.ts';

const library = (value: unknown) => stringify(value, { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0 });
const print = process.argv[2] === 'ours' ? printYaml : library;
const documents = globSync('{base,overlays,argocd}/**/*.yaml', { cwd: repository }).map((path): unknown =>
  parse(readFileSync(join(repository, path), 'utf8')),
);
const start = process.cpuUsage();
for (const document of documents) print(document);
process.stdout.write(String(process.cpuUsage(start).user / 1e6));
