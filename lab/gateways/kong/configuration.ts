/**
 * The declarative configuration that Kong's controller gives to Kong, with the fields that it fills.
 * https://developer.konghq.com/gateway/entities/
 */
export interface KongConfiguration {
  readonly services?: readonly KongService[];
  readonly upstreams?: readonly KongUpstream[];
  readonly consumers?: readonly KongConsumer[];
  readonly plugins?: readonly KongPlugin[];
  readonly certificates?: readonly { readonly cert: string; readonly snis?: readonly { readonly name: string }[] }[];
}

/** What requests are sent to: `host` is the name of an upstream. */
export interface KongService {
  readonly name: string;
  readonly host: string;
  readonly protocol: string;
  readonly retries: number;
  /** In milliseconds, as the two others. */
  readonly connect_timeout: number;
  readonly read_timeout: number;
  readonly write_timeout: number;
  readonly routes?: readonly KongRoute[];
  readonly plugins?: readonly KongPlugin[];
}

/** With the router of expressions `expression` and `priority`, else the others, say which requests it is for. */
export interface KongRoute {
  readonly name: string;
  readonly expression?: string;
  readonly priority?: number;
  readonly hosts?: readonly string[];
  /** A path with `~` before it is a regular expression. */
  readonly paths?: readonly string[];
  readonly methods?: readonly string[];
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly protocols?: readonly string[];
  readonly strip_path?: boolean;
  readonly preserve_host?: boolean;
  readonly request_buffering?: boolean;
  readonly response_buffering?: boolean;
  readonly plugins?: readonly KongPlugin[];
}

export interface KongUpstream {
  readonly name: string;
  readonly algorithm?: string;
  readonly hash_on?: string;
  readonly hash_on_header?: string;
  readonly targets?: readonly { readonly target: string; readonly weight?: number }[];
}

export interface KongConsumer {
  readonly username: string;
  readonly jwt_secrets?: readonly { readonly key: string; readonly algorithm: string }[];
}

/** For one route, service or consumer, by its name; without these for all. */
export interface KongPlugin {
  readonly name: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly enabled?: boolean;
  readonly protocols?: readonly string[];
  readonly route?: string;
  readonly service?: string;
  readonly consumer?: string;
}
