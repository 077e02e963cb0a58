import { Type } from 'typebox';

const label = '[A-Za-z0-9]([-A-Za-z0-9]*[A-Za-z0-9])?';

/** A host and, where it is not the scheme's own, a port: no user, no password, nothing that another program expands. */
const authority = `${label}(\\.${label})*(:[1-9][0-9]{0,4})?`;

/**
 * Characters of a path: those that RFC 3986 leaves unreserved, percent-encoded ones, and the few reserved ones that
 * addresses of servers have. Without `$`, quotes, brackets, `;`, `#`, `,` and `*` an address is data in every
 * configuration language that it reaches. https://www.rfc-editor.org/rfc/rfc3986#section-3.3
 */
const segment = '([-A-Za-z0-9._~:@+=]|%[0-9A-Fa-f]{2})';
const path = `(/${segment}*)*`;
const query = `(\\?(${segment}|[/&])*)?`;

/** Plain HTTP to this machine, where nobody can intercept it. */
const loopback = 'http://(127\\.0\\.0\\.1|localhost)(:[0-9]{1,5})?';

/** Address of a server: scheme, host and port, no path. */
export const ServerAddress = (description: string) =>
  Type.String({
    pattern: `^https?://${authority}$`,
    title: 'an address of a host and a port, such as https://s3.example.com:9000',
    description,
  });

/** The same over TLS alone. */
export const TlsServerAddress = (description: string) =>
  Type.String({
    pattern: `^https://${authority}$`,
    title: 'an https:// address of a host and a port, without a path',
    description,
  });

/** Address of something on a server: a path and a query may follow the host. */
export const WebAddress = (description: string) =>
  Type.String({
    pattern: `^https://${authority}${path}${query}$`,
    title: 'an https:// address without a user and without characters such as $, ;, # and quotes',
    description,
  });

/** Address of a server with a path, without a query: another one is put behind it. Plain HTTP is for private networks. */
export const QueryAddress = (description: string) =>
  Type.String({
    pattern: `^https?://${authority}${path}$`,
    title: 'an http:// or https:// address without a user and a query',
    description,
  });

/** Issuer of OpenID Connect: no query. https://openid.net/specs/openid-connect-core-1_0.html#Terminology */
export const IssuerAddress = (description: string) =>
  Type.String({
    pattern: `^https://${authority}${path}$`,
    title: 'an https:// address without a query',
    description,
  });

/** Address of a git repository, from which Argo CD syncs. */
export const GitAddress = (description: string) =>
  Type.String({
    pattern: `^(https://${authority}|ssh://git@${authority}|${loopback})(/${segment}+)+$`,
    title: 'an https:// or ssh:// address',
    description: `${description} http:// is for this machine alone: 127.0.0.1 or localhost.`,
  });

/** Address of a git repository that everybody may read. */
export const PublicGitAddress = (description: string) =>
  Type.String({
    pattern: `^(https://${authority}|${loopback})(/${segment}+)*/${segment}+\\.git$`,
    title: 'an https:// address that ends in .git',
    description: `${description} http:// is for this machine alone: 127.0.0.1 or localhost.`,
  });

/** Address of a Helm repository. */
export const HelmRepository = (description: string) =>
  Type.String({
    pattern: `^((https|oci)://${authority}|${loopback})(/${segment}+)*$`,
    title: 'an https:// or oci:// address without a slash at its end',
    description: `${description} http:// is for this machine alone: 127.0.0.1 or localhost.`,
  });

/**
 * Where a mobile app is sent after login: a claimed `https` link or a scheme of its own. No wildcard, and no scheme that a
 * browser runs or that anybody on the way reads. https://www.rfc-editor.org/rfc/rfc8252#section-7
 */
export const RedirectAddress = () =>
  Type.String({
    pattern: `^(?!(http|javascript|data|vbscript|file|about):)[a-z][a-z0-9+.-]*:(${segment}|/)*/(${segment}|/)*${query}$`,
    title: 'a https link or an address of a scheme of its own, without a wildcard',
  });
