/**
 * Domains that nobody can register, so nothing that serves users is published there:
 * https://www.rfc-editor.org/rfc/rfc2606, https://www.rfc-editor.org/rfc/rfc6761
 */
const reserved = /(^|\.)(example|example\.(com|net|org)|invalid|localhost|test)$/;

/** Whether nobody can have a domain: it is one of a sample, or of a machine by itself. */
export const isReservedDomain = (domain: string): boolean => reserved.test(domain);
