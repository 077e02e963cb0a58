import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { IPassword } from '@kubernetes-models/external-secrets/generators.external-secrets.io/v1alpha1/Password';
import type { Spelling } from '../../model/appName.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { confirmRemoval } from '../platform/confirm.ts';

/** A Secret that is made up inside the cluster: nobody types it, and it stands nowhere else. */
export interface GeneratedSecret {
  /** Also the name of the Secret. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Random properties, each with a value of its own. */
  readonly random: Readonly<Record<string, Spelling>>;
  /**
   * Further properties. They may hold random ones, as Go templates of External Secrets' engine v2:
   * `requirepass {{ .password }}`. In names of variables everything but letters and digits is `_`.
   */
  readonly written?: Readonly<Record<string, string>>;
}

/**
 * A generator of random strings for each spelling, and what makes the Secret of them, once: `CreatedOnce` neither
 * renews it nor follows a change of this declaration, so nothing locks itself out of its own data by accident. A new
 * value is made when the Secret is deleted or edited by hand: that is how one rotates it. It goes with its
 * ExternalSecret, hence a person confirms that removal.
 * https://external-secrets.io/latest/api/generator/password/ ·
 * https://external-secrets.io/latest/api/externalsecret/#update-behavior-with-3-different-refresh-policies
 */
export function generatedSecret({ name, namespace, labels, random, written }: GeneratedSecret): Resource[] {
  const properties = Object.keys(random);
  const spellings = (Object.keys(suffixes) as Spelling[])
    .map((spelling) => ({ spelling, keys: properties.filter((property) => random[property] === spelling) }))
    .filter(({ keys }) => keys.length > 0);
  const data = { ...Object.fromEntries(properties.map((key) => [key, `{{ .${variable(key)} }}`])), ...written };
  return [
    ...spellings.map(({ spelling, keys }) =>
      password({ name: name + suffixes[spelling], namespace, labels }, keys.map(variable), spelling),
    ),
    resource<IExternalSecret>({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, namespace, labels, annotations: confirmRemoval },
      spec: {
        refreshPolicy: 'CreatedOnce',
        refreshInterval: '1h0m0s',
        target: {
          name,
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: { engineVersion: 'v2', mergePolicy: 'Replace', data },
        },
        dataFrom: spellings.map(({ spelling }) => ({
          sourceRef: {
            generatorRef: {
              apiVersion: 'generators.external-secrets.io/v1alpha1',
              kind: 'Password',
              name: name + suffixes[spelling],
            },
          },
        })),
      },
    }),
  ];
}

const suffixes: Readonly<Record<Spelling, string>> = { text: '', hex: '-hex' };

/** The published types know neither `encoding` nor `secretKeys`; the CRD has both. */
interface Password extends Omit<IPassword, 'spec'> {
  spec: NonNullable<IPassword['spec']> & { encoding: 'raw' | 'hex'; secretKeys: string[] };
}

/** The generator: 32 characters, eight of them digits, no symbols. Defaults of its CRD are written out. */
function password(metadata: NonNullable<IPassword['metadata']>, secretKeys: string[], spelling: Spelling): Resource {
  return resource<Password>({
    apiVersion: 'generators.external-secrets.io/v1alpha1',
    kind: 'Password',
    metadata,
    spec: {
      length: 32,
      digits: 8,
      symbols: 0,
      noUpper: false,
      allowRepeat: true,
      encoding: spelling === 'hex' ? 'hex' : 'raw',
      secretKeys,
    },
  });
}

/** Variables of Go templates are identifiers. */
function variable(property: string): string {
  return property.replaceAll(/[^A-Za-z0-9]/g, '_');
}
