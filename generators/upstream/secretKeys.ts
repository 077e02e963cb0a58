/** Keys of a Secret with an account. */
export const accountKeys = ['username', 'password'] as const;

/**
 * Keys of a Secret with a certificate and the authority that signed it:
 * `pkg/apis/meta/v1/types.go` of https://github.com/cert-manager/cert-manager
 */
export const certificateKeys = ['ca.crt', 'tls.crt', 'tls.key'] as const;
