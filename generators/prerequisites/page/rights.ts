import type { BucketPlace, OutsideRight } from '../../model/outside.ts';
import { inCode, inWords } from './markdown.ts';

/** A bucket as people write it: `s3://backups`, `gs://backups`, `account/container`. */
export function nameOfBucket({ api, bucket, account, endpoint }: BucketPlace): string {
  if (api === 'azure') return `${account ?? ''}/${bucket}`;
  const name = `${api === 'gcs' ? 'gs' : 's3'}://${bucket}`;
  return endpoint === undefined ? name : `${name} at ${endpoint}`;
}

/** What somebody may do, in words. */
export function rightsInWords(may: readonly OutsideRight[]): string {
  return may.length === 0 ? 'nothing that is declared' : may.map(rightInWords).join('; ');
}

function rightInWords(right: OutsideRight): string {
  switch (right.to) {
    case 'bucket': {
      const place = `${nameOfBucket(right.bucket)}${right.folder === undefined ? '' : `/${right.folder}`}`;
      return `${inWords(right.may)} in ${inCode(place)}`;
    }
    case 'zone':
      return right.may === 'challenges'
        ? 'enter TXT records in the zone, which prove hosts'
        : 'enter hosts in the zone';
    case 'entries':
      return 'read the entries';
  }
}
