import { generate } from '../generators/commands/generate.ts';
import { main } from '../generators/commands/main.ts';

await main(generate);
