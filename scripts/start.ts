import { main } from '../generators/commands/main.ts';
import { start } from '../generators/commands/start.ts';

await main(start);
