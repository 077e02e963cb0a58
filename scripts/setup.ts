import { main } from '../generators/commands/main.ts';
import { setup } from '../generators/commands/setup.ts';

await main(setup);
