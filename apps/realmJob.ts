import { job } from '../generators/blocks/jobs/job.ts';
import { calls } from '../generators/blocks/names.ts';
import { mobileRealm } from './mobileRealm.ts';
import { names } from './names.ts';
import type { Realm } from './realm.ts';
import { keycloakConfigCli } from './runtimes/keycloakConfigCli.ts';

const name = 'auth-realm';
const folder = '/config';

/**
 * Applies the realm when `auth` is healthy, at each sync: the same file again changes nothing, and manual changes of
 * fields in it are reverted. It records in the realm the objects that it created, and deletes only those of them that
 * the file no longer has. Its cache is disabled: with it a manual change would stay until the file changes. It logs in
 * as the administrator of the entry `<prefix>-auth`: after replacing the first one, write the new one there.
 */
export const realmJob = job(names.auth, {
  name,
  when: 'after',
  runtime: (images) => ({ ...keycloakConfigCli, image: images[name] ?? keycloakConfigCli.image }),
  images: { [name]: keycloakConfigCli.image },
  uses: { auth: calls(names.auth, 'http') },
  resources: { cpu: '250m', memory: '512Mi' },
  minutes: 10,
  retries: 3,
  env: ({ uses, own }) => ({
    JAVA_OPTS: '-XX:MaxRAMPercentage=60',
    KEYCLOAK_URL: uses.auth.url,
    KEYCLOAK_USER: own('admin-username'),
    KEYCLOAK_PASSWORD: own('admin-password'),
    KEYCLOAK_AVAILABILITYCHECK_ENABLED: 'true',
    KEYCLOAK_AVAILABILITYCHECK_TIMEOUT: '120s',
    IMPORT_FILES_LOCATIONS: `${folder}/*`,
    IMPORT_CACHE_ENABLED: 'false',
    IMPORT_REMOTESTATE_ENABLED: 'true',
  }),
  files: ({ inputs, settings }) => ({
    [folder]: {
      'mobile.json': `${JSON.stringify(mobileRealm(inputs, settings.realm as Realm), null, 2)}\n`,
    },
  }),
});
