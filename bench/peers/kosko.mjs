// The same objects printed by kosko into one text, as `kosko generate` prints: https://kosko.dev/docs/
import { createWriteStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [packages, json, file] = process.argv.slice(2);
const { print, PrintFormat } = createRequire(packages)('@kosko/generate');
const all = JSON.parse(readFileSync(json, 'utf8'));
const manifests = all.flatMap(({ objects }) => objects.map((data) => ({ data })));
print({ manifests }, { format: PrintFormat.YAML, writer: createWriteStream(file) });
