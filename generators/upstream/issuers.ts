/** What is known of who signs tokens at a host, and changes keys by itself, without telling anybody before. */
export interface KnownIssuer {
  /** The host of the keys, where it is not that of the issuer. */
  readonly keysAt?: string;
  readonly source: string;
}

const microsoft = 'https://learn.microsoft.com/en-us/entra/identity-platform/signing-key-rollover';

/** Such issuers by their host, or by what it ends with, from their own documentation. */
const known: Readonly<Record<string, KnownIssuer>> = {
  'securetoken.google.com': {
    keysAt: 'www.googleapis.com',
    source:
      'https://firebase.google.com/docs/auth/admin/verify-id-tokens#verify_id_tokens_using_a_third-party_jwt_library',
  },
  'accounts.google.com': {
    keysAt: 'www.googleapis.com',
    source: 'https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken',
  },
  'login.microsoftonline.com': { source: microsoft },
  'sts.windows.net': { keysAt: 'login.microsoftonline.com', source: microsoft },
  '.ciamlogin.com': { source: microsoft },
  '.b2clogin.com': { source: microsoft },
};

/** What is known of the issuer at a host: undefined of one that changes its keys when its owner says so. */
export function knownIssuer(host: string): KnownIssuer | undefined {
  const [, found] =
    Object.entries(known).find(([name]) => (name.startsWith('.') ? host.endsWith(name) : host === name)) ?? [];
  return found;
}
