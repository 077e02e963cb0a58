import { exceptionAnnotation } from '../../../model/exceptions.ts';
import { Failure } from '../../../model/finding.ts';
import type { ImageParts } from './types.ts';

/** `registry/name:tag@sha256:digest` of each program. */
export interface CassandraImages {
  /** Cassandra with the management API that the operator calls. Its tag begins with Cassandra's version. */
  readonly server: string;
  readonly medusa: string;
  readonly reaper: string;
}

/**
 * Cassandra's version, read from the tag: the custom resource needs it beside the image.
 * @throws Failure when the tag does not begin with a version
 */
export function serverVersion({ server }: CassandraImages): string {
  const version = /:([0-9]+\.[0-9]+\.[0-9]+)/.exec(server)?.[1];
  if (version !== undefined) return version;
  throw new Failure(
    `The tag of the image ${server} does not begin with a version of Cassandra`,
    'Name an image in images.yaml whose tag does, such as 4.1.11: the operator has to be told the version.',
  );
}

/** Splits an image into the parts that the custom resource has. */
export function imageParts(image: string): ImageParts {
  const [, registry = '', repository = '', name = '', tag = ''] = /^([^/]+)\/(.+)\/([^/:]+):(.+)$/.exec(image) ?? [];
  return { registry, repository, name, tag, pullPolicy: 'IfNotPresent' };
}

/** Annotation that declares an exception for images without a digest; none once `images.yaml` names every digest. */
export function undigested(images: CassandraImages): Record<string, string> {
  const without = Object.entries(images).filter(([, image]) => !image.includes('@'));
  if (without.length === 0) return {};
  const names = without.map(([program]) => program).join(' and ');
  const reason = `upstream publishes tags of ${names}; digests are not known until a bot writes them to images.yaml`;
  return { [exceptionAnnotation('image-pinned')]: reason };
}
