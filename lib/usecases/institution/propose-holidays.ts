import * as z from 'zod';
import { getInstitution } from '@/lib/db/institutions';
import { weekdayOf } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import type { Context } from '../context';
import { type PublicHoliday, publicHolidays } from './public-holidays';

export const ProposeHolidays = z.object({ year: z.coerce.number().int().min(2000).max(2100) });
export type ProposeHolidays = z.infer<typeof ProposeHolidays>;

export interface HolidayProposal {
  year: number;
  country: string;
  /** On days that would be business days, and that the institution has not listed. */
  holidays: PublicHoliday[];
  /** The calendar knows the country. */
  isKnown: boolean;
}

/** Public holidays of the institution's country that its own list of days without work lacks. Nothing is saved: they are to be read, changed and saved by a person. */
export async function proposeHolidays(ctx: Context, { year }: ProposeHolidays): Promise<HolidayProposal> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.save', { tenantId: actor.tenantId });
    const { country, holidays: listed } = await getInstitution(tx, actor.tenantId);
    const all = await publicHolidays(country, year);
    return {
      year,
      country,
      holidays: all.filter(({ day }) => weekdayOf(day) <= 5 && !listed.includes(day)),
      isKnown: all.length > 0,
    };
  });
}
