import { bytes } from '../../model/quantity.ts';

/** Memory that a program takes by its documentation or as measured. */
export interface MemoryNeed {
  /** What it takes once it has started, before it does anything. */
  readonly idle: string;
  /** What one unit of its work takes on top: a picture, a connection. It has to have room for one. */
  readonly each?: { readonly what: string; readonly takes: string };
  /** Where the figures are from: an address, or the command that measured them. */
  readonly source: string;
}

/** How many units of its work a program has room for: at least one, which a finding asks for. */
export function unitsIn(memory: string, { idle, each }: MemoryNeed): number {
  if (!each) return 1;
  return Math.max(1, Math.floor((bytes(memory) - bytes(idle)) / bytes(each.takes)));
}
