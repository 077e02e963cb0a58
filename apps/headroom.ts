import { headroom } from '../generators/blocks/headroom/headroom.ts';
import { here } from '../generators/blocks/source.ts';
import { names } from './names.ts';
import { priorities } from './priorities.ts';

/** Room for pods that start before nodes can: settings say for which apps, and how many. docs/nodes.md */
export const headroomApp = headroom(names.headroom, {
  source: here(import.meta),
  apps: [
    names.api,
    names.worker,
    names.billing,
    names.catalogue,
    names.activity,
    names.auth,
    names.push,
    names.inapp,
    names.thumbnails,
  ],
  image: 'registry.k8s.io/pause:3.10.1@sha256:278fb9dbcca9518083ad1e11276933a2e96f23de604a3a08cc3c80002767d24c',
  priority: priorities.headroom,
});
