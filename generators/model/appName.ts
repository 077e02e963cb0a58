/**
 * Namespaces, one per tier. A tier groups apps that fail, are granted rights and are given quota together.
 */
export const tiers = ['backend', 'identity', 'messaging', 'media', 'data'] as const;
export type Tier = (typeof tiers)[number];

/**
 * Who an app is, apart from what it does: other apps refer to this, so wiring makes no import cycle.
 * `P` are the names of the ports other apps may call.
 */
export interface AppName<P extends string = string> {
  readonly name: string;
  readonly tier: Tier;
  readonly ports: readonly P[];
  /** Properties of its own entry in the secret manager for which any random string will do, and how it is spelt. */
  readonly random?: Readonly<Record<string, Spelling>>;
}

/** How a random string is spelt: 32 letters and digits, safe in any address; or 64 hexadecimal digits. */
export type Spelling = 'text' | 'hex';

/** Port numbers by port name, as the containers listen. */
export type Ports = Readonly<Record<string, number>>;
