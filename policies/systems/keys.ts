/** Keys of a Secret with an account. */
export const account = ['username', 'password'] as const;

/** Keys of a Secret with a certificate and who signed it. */
export const certificate = ['ca.crt', 'tls.crt', 'tls.key'] as const;
