import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { IPassword } from '@kubernetes-models/external-secrets/generators.external-secrets.io/v1alpha1/Password';
import type { RandomFormat } from '../../model/appId.ts';
import { type Resource, resource } from '../../model/resource.ts';
import { confirmRemoval } from '../platform/confirm.ts';

/** A Secret with random values that is generated inside the cluster: nobody types it, and no other copy exists. */
export interface GeneratedSecret {
  /** Also the name of the Secret. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Random properties, each with a value of its own. */
  readonly random: Readonly<Record<string, RandomFormat>>;
  /**
   * Further properties. They may hold random ones, as Go templates of External Secrets' engine v2:
   * `requirepass {{ .password }}`. In names of variables everything but letters and digits is `_`.
   */
  readonly written?: Readonly<Record<string, string>>;
  /** Type and labels of the Secret, where they are not those of an ordinary one. */
  readonly made?: { readonly type?: string; readonly labels?: Readonly<Record<string, string>> };
}

/**
 * A generator of random strings for each format, and the ExternalSecret that makes the Secret from them, once:
 * `CreatedOnce` neither renews it nor follows a change of this declaration, so no system is locked out of its own data
 * by accident. A new value is generated when the Secret is deleted or edited by hand: that is how one rotates it.
 * Deleting the ExternalSecret deletes the Secret, hence a person confirms that removal.
 * https://external-secrets.io/latest/api/generator/password/ ·
 * https://external-secrets.io/latest/api/externalsecret/#update-behavior-with-3-different-refresh-policies
 */
export function generatedSecret(secret: GeneratedSecret): Resource[] {
  const { name, namespace, labels, random, written, made = {} } = secret;
  const properties = Object.keys(random);
  const formats = (Object.keys(suffixes) as RandomFormat[])
    .map((format) => ({ format, keys: properties.filter((property) => random[property] === format) }))
    .filter(({ keys }) => keys.length > 0);
  const data = { ...Object.fromEntries(properties.map((key) => [key, `{{ .${variable(key)} }}`])), ...written };
  return [
    ...formats.map(({ format, keys }) =>
      password({ name: name + suffixes[format], namespace, labels }, keys.map(variable), format),
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
          template: {
            engineVersion: 'v2',
            mergePolicy: 'Replace',
            type: made.type,
            metadata: made.labels && { labels: { ...made.labels } },
            data,
          },
        },
        dataFrom: formats.map(({ format }) => ({
          sourceRef: {
            generatorRef: {
              apiVersion: 'generators.external-secrets.io/v1alpha1',
              kind: 'Password',
              name: name + suffixes[format],
            },
          },
        })),
      },
    }),
  ];
}

const suffixes: Readonly<Record<RandomFormat, string>> = { text: '', hex: '-hex' };

/** The published types know neither `encoding` nor `secretKeys`; the CRD has both. */
interface Password extends Omit<IPassword, 'spec'> {
  spec: NonNullable<IPassword['spec']> & { encoding: 'raw' | 'hex'; secretKeys: string[] };
}

/** The generator: 32 characters, eight of them digits, no symbols. Defaults of its CRD are written out. */
function password(metadata: NonNullable<IPassword['metadata']>, secretKeys: string[], format: RandomFormat): Resource {
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
      encoding: format === 'hex' ? 'hex' : 'raw',
      secretKeys,
    },
  });
}

/** Variables of Go templates are identifiers. */
function variable(property: string): string {
  return property.replaceAll(/[^A-Za-z0-9]/g, '_');
}
