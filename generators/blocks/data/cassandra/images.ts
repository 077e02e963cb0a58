import { exceptionAnnotation } from '../../../model/exceptions.ts';
import type { ImageParts } from './types.ts';

/** `registry/name:tag@sha256:digest` of each program. */
export interface CassandraImages {
  /** Cassandra with the management API that the operator calls. Its tag begins with Cassandra's version. */
  readonly server: string;
  readonly medusa: string;
  readonly reaper: string;
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
