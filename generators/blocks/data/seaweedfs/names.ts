/** Ports of the S3 interface and of metrics. */
export const seaweedfsPorts = { s3: 8333, metrics: 9327 } as const;

/** Region in signatures, which must name one. SeaweedFS itself has no regions. */
export const seaweedfsRegion = 'us-east-1';
