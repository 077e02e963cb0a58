/**
 * PostgreSQL, built by the operator's project: tag and digest from its catalogue for PostgreSQL 17 on Debian 13,
 * https://github.com/cloudnative-pg/artifacts/blob/main/image-catalogs/catalog-standard-trixie.yaml
 */
export const postgresql =
  'ghcr.io/cloudnative-pg/postgresql:17.11-202608170816-standard-trixie@sha256:91e0de662d53895a45f1396f4ee1a75daeb0c26fc87853afc9c8f43e01fdaa21';

/** PgBouncer, built by the operator's project: https://github.com/cloudnative-pg/pgbouncer-containers */
export const pgbouncer =
  'ghcr.io/cloudnative-pg/pgbouncer:1.25.2@sha256:15c9765980546b8660ff105c06ad6ef9d2001fb9c5b31400021a1952cbe49930';
