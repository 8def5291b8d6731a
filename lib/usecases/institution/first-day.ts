import * as z from 'zod';
import { type CivilDate, CivilDateText } from '@/lib/kernel/civil-date';

/** The first day of a change. Not sent at all it is today; a field that was emptied is asked for, since nobody chose today. */
export const FirstDay = z
  .string()
  .min(1, 'field/first-day')
  .pipe(CivilDateText)
  .nullable()
  .default(null) satisfies z.ZodType<CivilDate | null, string | null | undefined>;
