import { fact } from '../../model/fact.ts';

/** A client that an identity provider of the company has to know. */
export interface LoginClient {
  /** The address of the provider where people are sent. */
  readonly provider: string;
  readonly clientId: string;
  /** `public`: it has no secret; `confidential`: it has one. Both with PKCE. */
  readonly kind: 'public' | 'confidential';
  /** Addresses to which people come back. */
  readonly redirects: readonly string[];
  /** Groups, as the claim `groups` has to name them. */
  readonly groups: readonly string[];
}

/** The kind of fact that staff log in to an app by the company's identity provider. */
export const loginClient = fact<LoginClient>('login-client');
