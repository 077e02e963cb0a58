import { resolve } from 'node:path';
import { connectHub } from '../release/connect.ts';
import { parseDuration } from '../release/duration.ts';
import type { HubApi } from '../release/hub.ts';
import type { CommandContext, Option } from './command.ts';

type Options = CommandContext['options'];

/** The options of commands that ask the hub for the health of Applications. */
export const hubOptions = {
  remote: { type: 'string', description: 'Whose branches Argo CD follows: a name or an address. Default: origin.' },
  kubeconfig: {
    type: 'string',
    description: "Ask the hub's Kubernetes API. Default: Argo CD's own, at ARGOCD_SERVER with ARGOCD_AUTH_TOKEN.",
  },
  context: { type: 'string', description: 'Context of the kubeconfig. Default: its current one.' },
  soak: {
    type: 'string',
    description: 'How long what changes must have been well, such as 10m. Default: 5m.',
  },
} as const satisfies Readonly<Record<string, Option>>;

const text = (options: Options, name: keyof typeof hubOptions) => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

export const remoteIn = (options: Options): string => text(options, 'remote') ?? 'origin';

/** Milliseconds. */
export const soakIn = (options: Options): number => parseDuration('--soak', text(options, 'soak') ?? '5m');

/**
 * Connects to the hub that the options name, and warns where nobody verifies its certificate.
 * @throws Failure where they name none
 */
export async function openHub(options: Options, say: CommandContext['say']): Promise<HubApi> {
  const [kubeconfig, context] = [text(options, 'kubeconfig'), text(options, 'context')];
  const hub = await connectHub(
    { ...(kubeconfig && { kubeconfig: resolve(kubeconfig) }), ...(context && { context }) },
    process.env,
  );
  if (hub.unverified) {
    say(
      `warning  The certificate of ${hub.name} is not verified (insecure-skip-tls-verify): whoever stands between gets the token and decides what is released. Name its certificate-authority in the kubeconfig.`,
    );
  }
  return hub;
}
