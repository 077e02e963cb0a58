import { seaweedfs } from '../../generators/blocks/data/seaweedfs/seaweedfs.ts';
import { here } from '../../generators/blocks/source.ts';
import { uploads } from '../names.ts';
import { priorities } from '../priorities.ts';
import { app } from '../tiers.ts';

/** Bucket for uploads on a local cluster. In a cloud, uploads go into a bucket of the cloud: `docs/data/buckets.md`. */
export const uploadsBucket = seaweedfs(app('uploads-bucket', 'data', []), {
  source: here(import.meta),
  contract: uploads.contract,
  images: {
    server:
      'docker.io/chrislusf/seaweedfs:4.48@sha256:4e61d15fd35994cb1e43e1e553dff106794841fd9a99ade2fc8c8bfce4d7872d',
  },
  priority: priorities.critical,
  storage: '20Gi',
  resources: { cpu: '250m', memory: '1Gi' },
});
