import type { Edge } from '../../model/edge.ts';
import type { Part, PartOwner } from '../part.ts';
import { isOwn, type OwnImage, type Runtime } from '../runtime.ts';
import type { SecretValue } from '../secrets/value.ts';
import { job } from './job.ts';

/** Declaration of the migrations of a database that an image brings along. */
export interface Migration {
  /** A `direct` edge: migrations hold locks and sessions, which a pooler in transaction mode breaks. */
  readonly database: Extract<Edge, { to: 'database' }> & { readonly access: 'direct' };
  /** Deadline in minutes for all of them. */
  readonly minutes: number;
  readonly resources: { readonly cpu: string; readonly memory: string };
}

/** Command that the company's own images have: see "The company's own images" in `CONTRIBUTING.md`. */
const command = ['/app/migrate'];

/**
 * Migrations of an app's database, before each roll-out: when they fail, the sync fails, and the pods of the old
 * revision keep running. They run the app's own image; with a stand-in image there are none. They are tried three
 * times: a database that fails over is back by then, and a mistake shows soon.
 */
export function migration(declaration: Migration): Part {
  return (host) => migrationJob(host, declaration)(host);
}

function migrationJob({ app, runtime }: PartOwner, { database, minutes, resources }: Migration): Part {
  return job(app, {
    name: `${app.name}-migration`,
    when: 'before',
    runtime: (images) => migrates(runtime, images[app.name]),
    images: {},
    uses: { database },
    resources,
    minutes,
    retries: 2,
    command,
    env: ({ uses }): { DATABASE_URL: SecretValue } => ({ DATABASE_URL: uses.database.url }),
  });
}

function migrates(runtime: Runtime | OwnImage, image: string | undefined): Runtime | undefined {
  if (image === undefined || !('own' in runtime) || !isOwn(image, runtime)) return undefined;
  const { metrics: _metrics, command: _command, ...own } = runtime.own;
  return { ...own, image, ports: {} };
}
