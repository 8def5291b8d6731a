import type { CourseFacts, ProgramFacts } from '@/lib/db/curriculum';
import type { CivilDate } from '@/lib/kernel/civil-date';

/** Something that rules rest on and that says something else from a day on; `code` is what it is called. */
export type GroundChange = { id: string; code: string; firstDay: CivilDate } & ChangeOfFacts;

export type ChangeOfFacts =
  | { subject: 'course'; before: CourseFacts; after: CourseFacts }
  | { subject: 'program'; before: ProgramFacts; after: ProgramFacts }
  /** What the catalog said before the first day and says from it on is kept there. */
  | { subject: 'micro_credential' | 'recommendation'; microCredentialId: string };
