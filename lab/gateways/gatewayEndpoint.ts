/** A listener of a gateway, as its clients reach it. */
export interface GatewayEndpoint {
  /** A loopback address. */
  readonly address: string;
  readonly port: number;
  /** The authority of its certificate, in PEM, where it speaks TLS. */
  readonly ca?: string;
}
