import type { Runtime } from '../../generators/blocks/runtime.ts';

/**
 * gorush. Ports and paths: `config/config.go` and `router/server.go` of https://github.com/appleboy/gorush; user:
 * `docker/Dockerfile` there, whose user is given by name and is the image's first, 1000. It has no `requests`: it counts
 * notifications and their outcomes (`metric/metrics.go`), and no HTTP requests.
 */
export const gorush: Runtime<'http'> = {
  image: 'docker.io/appleboy/gorush:1.22.0',
  undigested: 'upstream publishes the tag; its digest is not known until a bot writes it to images.yaml',
  user: 1000,
  group: 1000,
  ports: { http: 8088 },
  startup: { port: 'http', path: '/healthz' },
  readiness: { port: 'http', path: '/healthz' },
  liveness: { port: 'http', path: '/healthz' },
  metrics: { port: 'http', path: '/metrics' },
  // An allowance, not a measurement. Centrifugo, a larger program in Go, takes 72 MiB.
  memory: { idle: '48Mi', source: 'an allowance' },
  drainSeconds: 30,
};
