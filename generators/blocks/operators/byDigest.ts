import type { OperatorInputs } from '../../model/operator.ts';

/**
 * Values for an image by tag and digest, where the chart alone would name it by tag. A digest belongs to one version of
 * the chart: any other version runs the image that it names itself, by tag, until somebody has looked up its digest.
 * @param chart version of the chart that brings this image
 * @param tag `<tag>@sha256:<digest>`, with the digest of the index, which all platforms share
 */
export function byDigest({ version }: Pick<OperatorInputs, 'version'>, chart: string, tag: string): { tag?: string } {
  return version === chart ? { tag } : {};
}
