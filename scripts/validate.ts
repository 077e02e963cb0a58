import { main } from '../generators/commands/main.ts';
import { validate } from '../generators/commands/validate.ts';

await main(validate);
