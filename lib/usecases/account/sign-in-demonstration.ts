import * as z from 'zod';
import { demonstrationStudents } from '@/lib/access/demonstration-students';
import * as people from '@/lib/db/demonstration-people';
import { openSession, type OpenedSession, sessionHours } from '@/lib/db/sessions';
import { refuse } from '@/lib/kernel/refusal';
import { authorize } from '../authorize';
import type { Context } from '../context';

export const SignInDemonstration = z.strictObject({
  /** Institution and person, or a student, as the button carries them. */
  person: z.string().transform((text, context) => {
    const student = demonstrationStudents.find(({ key }) => `student/${key}` === text);
    if (student) return { student };
    const [tenantId, personId, ...rest] = text.split('/');
    const outcome = z.tuple([z.uuid(), z.uuid()]).safeParse([tenantId, personId]);
    if (outcome.success && rest.length === 0) return { tenantId: outcome.data[0], personId: outcome.data[1] };
    context.addIssue({ code: 'custom', message: 'must name an institution and a person, or a student' });
    return z.NEVER;
  }),
  next: z.string().max(2_000).optional(),
});
export type SignInDemonstration = z.infer<typeof SignInDemonstration>;

/**
 * Signs in as an invented person of an invented institution, or as an invented student.
 * @refuses forbidden `account/no-demonstration` · not_found `account/not-a-demonstration-person`
 */
export async function signInDemonstration(
  ctx: Context,
  input: SignInDemonstration,
  given: { demonstration: boolean; earlierToken?: string | undefined },
): Promise<OpenedSession> {
  authorize(ctx, 'account.signIn', { tenantId: null });
  if (!given.demonstration) refuse('forbidden', 'account/no-demonstration');
  const { person } = input;
  const userId =
    'student' in person
      ? await people.findStudentAccount(ctx.database, person.student)
      : await people.findDemonstrationAccount(ctx.database, person.tenantId, person.personId);
  if (!userId) refuse('not_found', 'account/not-a-demonstration-person');
  const opened = await openSession(ctx.database, userId, sessionHours.idle, given.earlierToken);
  return 'student' in person ? opened : { ...opened, tenantId: person.tenantId };
}
