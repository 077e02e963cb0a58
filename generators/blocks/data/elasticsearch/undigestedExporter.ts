import { exceptionAnnotation } from '../../../model/exceptions.ts';
import type { ElasticsearchImages } from './system.ts';

/** Annotation that declares an exception for images without a digest; none once `images.yaml` names every digest. */
export function undigestedExporter(images: ElasticsearchImages): Record<string, string> {
  if (images.exporter.includes('@')) return {};
  const reason =
    'upstream publishes the tag of the exporter; its digest is not known until a bot writes it to images.yaml';
  return { [exceptionAnnotation('image-pinned')]: reason };
}
