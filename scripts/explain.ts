import { explain } from '../generators/commands/explain.ts';
import { main } from '../generators/commands/main.ts';

await main(explain);
