import * as z from 'zod';

/** Units of credit. Hours are workload, not credit; CLOCK_HOURS and CEU convert only where a policy says so. @source docs/domain.md §2.1 */
export const Unit = z.enum([
  'ECTS',
  'US_SEM',
  'US_QTR',
  'UK_CATS',
  'NZ_CREDIT',
  'AU_CP',
  'HOURS',
  'CLOCK_HOURS',
  'CEU',
]);
export type Unit = z.infer<typeof Unit>;

/** Units an institution can keep its own credit in; the same list as institution_home_unit_known in the database. */
export const HomeUnit = Unit.extract(['ECTS', 'US_SEM', 'US_QTR', 'UK_CATS', 'NZ_CREDIT', 'AU_CP']);
export type HomeUnit = z.infer<typeof HomeUnit>;
