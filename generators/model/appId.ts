/**
 * Who an app is, apart from what it does: other apps refer to this, so wiring makes no import cycle.
 * `P` are the names of the ports that other apps may call, `K` the keys of its entry in the secret manager.
 */
export interface AppId<P extends string = string, K extends string = string> {
  readonly name: string;
  /** The namespace of its objects: apps of one tier fail, are granted rights and are given quota together. */
  readonly tier: string;
  readonly ports: readonly P[];
  /** What its own entry in the secret manager holds. */
  readonly keys: Keys<K>;
}

/** Keys of an entry in the secret manager, and where their values come from. */
export type Keys<K extends string = string> = Readonly<Record<K, Key>>;

/**
 * Where the value of a key comes from: people or pipelines write it down (`given`), or any random string will do, which a
 * local cluster makes up by itself.
 */
export type Key =
  | { readonly kind: 'given' /** What it is, such as `a .p8 file`. */; readonly what?: string }
  | { readonly kind: 'random'; readonly format: RandomFormat };

/** How a random string is spelt: 32 letters and digits, safe in any address; or 64 hexadecimal digits. */
export type RandomFormat = 'text' | 'hex';

/** Port numbers by port name, as the containers listen. */
export type Ports = Readonly<Record<string, number>>;
