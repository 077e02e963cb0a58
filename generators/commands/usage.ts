import type { Option, Usage } from './command.ts';

/** The text of `--help`: a sentence, real examples, the options. */
export function formatUsage(name: string, usage: Usage, shared: Readonly<Record<string, Option>>): string {
  const positionals = usage.positionals.map((positional) => ` ${placeholder(positional)}`).join('');
  const examples = usage.examples.map(([call, purpose]) => [`npm run ${call}`, purpose] as const);
  const options = Object.entries({ ...usage.options, ...shared }).map(
    ([option, { type, description }]) => [`--${option}${type === 'string' ? ' VALUE' : ''}`, description] as const,
  );
  return [
    usage.summary,
    '',
    `Usage: npm run ${name} --${positionals} [options]`,
    '',
    'Examples',
    ...columns(examples),
    '',
    'Options',
    ...columns(options),
    '',
    'Findings name file:line:column. On a terminal, and not in CI, they also show the line.',
    'Status: 0 fine, 1 findings, 2 wrong usage or a failure of the tool, 130 interrupted.',
    '',
  ].join('\n');
}

/** `<name>`, or `[name]` for an argument that may be left out. */
export function placeholder(positional: string): string {
  return positional.startsWith('[') ? positional : `<${positional}>`;
}

/** Whether so many arguments are given as a command takes: any number where the last one's name ends with `...`. */
export function isCountRight(positionals: readonly string[], count: number): boolean {
  const required = positionals.filter((name) => !name.startsWith('['));
  const most = positionals.at(-1)?.replace(']', '').endsWith('...') ? Infinity : positionals.length;
  return count >= required.length && count <= most;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
