import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Say } from '../../generators/programs/toolchain.ts';
import { mavenProgram } from '../downloads/maven.ts';
import { wheelProgram } from '../downloads/wheels.ts';
import { freePorts } from '../processes/ports.ts';
import type { Processes } from '../processes/processes.ts';

/** A Keycloak that runs. */
export interface Keycloak {
  /** Its address without TLS, as gateways call it. */
  readonly address: string;
  /** The password of its administrator `admin`, of the realm `master`. */
  readonly password: string;
}

/**
 * Starts Keycloak with a database in memory, and waits until its first realm is there.
 * @param folder for what it writes
 * @param env variables as in production; those of the database and of the machine are replaced
 */
export async function startKeycloak(
  processes: Processes,
  folder: string,
  env: Readonly<Record<string, string>>,
  say: Say,
): Promise<Keycloak> {
  const java = await wheelProgram('java', say);
  const script = homeOf(await mavenProgram('keycloak', say), join(folder, 'keycloak'));
  const [http = 0, management = 0] = await freePorts(2);
  const address = `http://127.0.0.1:${http}`;
  const password = 'only-for-this-test';
  const own = Object.entries(env).filter(([name]) => name.startsWith('KC_') && !name.startsWith('KC_DB'));
  say('Keycloak starts: half a minute and more');
  await processes.start({
    name: 'keycloak',
    program: script,
    args: ['start'],
    env: {
      ...Object.fromEntries(own),
      JAVA_HOME: dirname(dirname(java)),
      JAVA_OPTS_KC_HEAP: '-Xms64m -Xmx384m',
      // It lives for a minute: optimizing what it runs, or collecting garbage beside it, would take longer.
      JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UseG1GC',
      KC_DB: 'dev-mem',
      KC_CACHE: 'local',
      KC_HTTP_HOST: '127.0.0.1',
      KC_HTTP_PORT: String(http),
      KC_HTTP_MANAGEMENT_HOST: '127.0.0.1',
      KC_HTTP_MANAGEMENT_PORT: String(management),
      KC_LOG_CONSOLE_OUTPUT: 'default',
      KC_SHUTDOWN_DELAY: '0s',
      KC_BOOTSTRAP_ADMIN_USERNAME: 'admin',
      KC_BOOTSTRAP_ADMIN_PASSWORD: password,
    },
    // Each question takes time from the start itself.
    ready: async () => {
      await sleep(1000);
      return (await fetch(`${address}/realms/master`)).ok;
    },
    within: 900,
  });
  say('Keycloak runs');
  return { address, password };
}

/** A folder that Keycloak takes as its own: it writes into `lib/quarkus` and `data`. Returns its script. */
function homeOf(script: string, home: string): string {
  const distribution = dirname(dirname(script));
  mkdirSync(join(home, 'lib'), { recursive: true });
  for (const folder of ['bin', 'conf', 'providers', 'lib/quarkus']) {
    cpSync(join(distribution, folder), join(home, folder), { recursive: true });
  }
  for (const path of ['lib/app', 'lib/lib', 'lib/quarkus-run.jar', 'themes', 'version.txt']) {
    symlinkSync(join(distribution, path), join(home, path));
  }
  return join(home, 'bin/kc.sh');
}
