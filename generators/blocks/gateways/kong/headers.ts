/** Headers by which requests are counted. The user is set at the edge, from a token; the device tells its own. */
export const kongHeaders = { user: 'X-User-Id', device: 'X-Device-Id' } as const;
