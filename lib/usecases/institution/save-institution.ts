import * as z from 'zod';
import { updateInstitution } from '@/lib/db/institution-facts';
import { getInstitution } from '@/lib/db/institutions';
import { SuggestFrom } from '@/lib/institution/suggest-from';
import { readDays } from '@/lib/kernel/civil-date';
import { isCountryCode } from '@/lib/kernel/country-code';
import { calledName } from '@/lib/kernel/shown-text';
import { authorize } from '../authorize';
import { command } from '../command';
import type { Context } from '../context';
import { recordAudit } from '../record-audit';

const isTimeZone = (name: string) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};
export const SaveInstitution = z.strictObject({
  expectedVersion: z.coerce.number().int().min(1),
  name: calledName(200),
  shortName: calledName(40, 'field/short-name'),
  country: z.string().trim().toUpperCase().refine(isCountryCode, 'field/country'),
  timeZone: z.string().max(60).refine(isTimeZone, 'field/time-zone'),
  siteUrl: z
    .url({ protocol: /^https?$/, error: 'field/web-address' })
    .max(300)
    .or(z.literal('').transform(() => null)),
  /** One day a line; a form that does not have the field leaves them as they are. */
  holidays: z
    .string()
    .max(6_000)
    .transform((text, ctx) => {
      const { days, misread } = readDays(text);
      if (misread.length > 0)
        ctx.addIssue({
          code: 'custom',
          message: `field/no-days ${misread.map(({ line }) => line).join(',')} ${misread.map(({ found }) => found.slice(0, 20)).join(',')}`,
        });
      else if (days.length > 400) ctx.addIssue({ code: 'custom', message: 'field/too-many 400' });
      return days;
    })
    .optional(),
  /** A form that does not have the field leaves it as it is. */
  suggestFrom: SuggestFrom.optional(),
});
export type SaveInstitution = z.infer<typeof SaveInstitution>;

/** Corrects the facts of one's own institution. Its credit unit stays: every amount here is in it. @refuses conflict `institution/changed-meanwhile` */
export async function saveInstitution(ctx: Context, input: SaveInstitution): Promise<{ id: string }> {
  return command(ctx, 'institution.save', input, async (tx, actor, ctx) => {
    const { name, shortName, country, timeZone, siteUrl, holidays, suggestFrom } = await getInstitution(
      tx,
      actor.tenantId,
    );
    authorize(ctx, 'institution.save', { tenantId: actor.tenantId });
    const { expectedVersion, ...facts } = input;
    await updateInstitution(tx, actor.tenantId, expectedVersion, facts);
    await recordAudit(tx, ctx, 'institution.save', {
      objectType: 'institution',
      objectId: actor.tenantId,
      summary: 'facts corrected',
      before: {
        name,
        shortName,
        country,
        timeZone,
        siteUrl,
        ...(facts.holidays && { holidays }),
        ...(facts.suggestFrom && { suggestFrom }),
      },
      after: facts,
    });
    return { id: actor.tenantId };
  });
}
