import { styleText } from 'node:util';
import type { Position } from '../model/position.ts';

type Name = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Styles for text on one stream; each returns the text unchanged where colour is off. */
export type Style = Readonly<Record<Name, (text: string) => string>> & {
  /** The line of a position, for findings. Default: findings show none. */
  readonly frame?: (at: Position) => readonly string[];
};

/** No colour at all. */
export const withoutColour = make((_name, text) => text);

const coloured = make((name, text) => styleText(name, text, { validateStream: false }));

/**
 * Colour for a stream: on for terminals, unless `NO_COLOR` is set (https://no-color.org) or the terminal is `dumb`.
 * `FORCE_COLOR` decides before all that: `0` and `false` switch off, anything else on.
 */
export function createStyle(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): Style {
  return hasColour(stream, env) ? coloured : withoutColour;
}

/** Whether a stream gets colour, by the same rule. */
export function hasColour(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.FORCE_COLOR !== undefined) return !['0', 'false'].includes(env.FORCE_COLOR);
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}

function make(paint: (name: Name, text: string) => string): Style {
  const style = (name: Name) => (text: string) => paint(name, text);
  return {
    bold: style('bold'),
    dim: style('dim'),
    red: style('red'),
    green: style('green'),
    yellow: style('yellow'),
    cyan: style('cyan'),
  };
}
