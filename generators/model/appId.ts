/**
 * The identity of an app without its declaration: other apps refer to it, so edges cause no import cycle. `P` are the
 * names of the ports that other apps may call, `K` the keys of its entry in the secret manager.
 */
export interface AppId<P extends string = string, K extends string = string> {
  readonly name: string;
  /** The namespace of its objects: apps of one tier share quota, access rights and failures. */
  readonly tier: string;
  readonly ports: readonly P[];
  /** The keys of its own entry in the secret manager. */
  readonly keys: Keys<K>;
}

/** Keys of an entry in the secret manager, and the origin of their values. */
export type Keys<K extends string = string> = Readonly<Record<K, Key>>;

/**
 * The origin of a key's value: people or pipelines write it (`given`), or it is any random string, which a local
 * cluster generates by itself.
 */
export type Key =
  | { readonly kind: 'given' /** What it is, such as `a .p8 file`. */; readonly what?: string }
  | { readonly kind: 'random'; readonly format: RandomFormat };

/** The format of a random string: 32 letters and digits, safe in any address; or 64 hexadecimal digits. */
export type RandomFormat = 'text' | 'hex';

/** Port numbers by port name, as the containers listen. */
export type Ports = Readonly<Record<string, number>>;
