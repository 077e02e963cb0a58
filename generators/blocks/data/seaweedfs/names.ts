/** Where the S3 interface and metrics listen. */
export const seaweedfsPorts = { s3: 8333, metrics: 9327 } as const;

/** SeaweedFS knows no regions; signatures need one. */
export const seaweedfsRegion = 'us-east-1';
