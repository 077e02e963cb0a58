import { Failure } from '../../../model/finding.ts';

/**
 * The version of Elasticsearch or Kibana, read from the tag: the custom resource needs it beside the image.
 * @throws Failure when the tag is no version
 */
export function imageVersion(image: string): string {
  const version = /:([0-9]+\.[0-9]+\.[0-9]+)/.exec(image)?.[1];
  if (version !== undefined) return version;
  throw new Failure(
    `The tag of the image ${image} does not begin with a version of the Elastic Stack`,
    'Name an image in images.yaml whose tag does, such as 9.5.3: the operator has to be told the version.',
  );
}
