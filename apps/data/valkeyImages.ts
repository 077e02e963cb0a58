import type { ValkeyImages } from '../../generators/blocks/data/valkey/system.ts';

/**
 * Images of Valkey: the project's own, the exporter of its metrics, and HAProxy, a Docker Official Image that is
 * rebuilt under the same tag: https://github.com/valkey-io/valkey-container ·
 * https://github.com/oliver006/redis_exporter · https://hub.docker.com/_/haproxy
 */
export const valkeyImages: ValkeyImages = {
  server:
    'docker.io/valkey/valkey:9.1.2-alpine@sha256:48332870af354a799964c0012ae1194a0bf2bf894eb508f945810596dc2d8d11',
  exporter:
    'docker.io/oliver006/redis_exporter:v1.92.1@sha256:7fbc93d30f0f91eed1b2fe6968a956259cc5d260a984dd9071f1d1e9c2692ecd',
  proxy:
    'docker.io/library/haproxy:3.2.21-alpine@sha256:66e25cc9a8332635f4e897f7f4b1e5622c25f09f0ee23cddc6ce9bdb3a24772a',
};
