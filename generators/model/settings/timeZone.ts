import { Type } from 'typebox';

/** A time zone by its name, UTC by default: `read/cross/checkTimeZones.ts` looks for it in the database. */
export const TimeZone = (description: string) =>
  Type.String({
    pattern: '^[A-Za-z]+(/[A-Za-z_+-]+[0-9]*){0,2}$',
    title: 'a time zone of the IANA database, such as Europe/Berlin',
    description,
    default: 'UTC',
  });
