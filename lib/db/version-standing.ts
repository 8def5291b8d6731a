import type { CivilDate } from '@/lib/kernel/civil-date';
import { inForceStatuses } from '@/lib/rule/lifecycle';
import { statesBehind, type VersionStanding } from '@/lib/rule/version-standing';
import { Prisma } from './generated/client';

/** SQL for where a rule version `v` stands on a day. @source lib/rule/version-standing.ts, standingOfVersion */
export function standingOn(day: CivilDate): Prisma.Sql {
  return Prisma.sql`CASE WHEN v.status = ANY(${[...inForceStatuses]}::text[]) AND v.claim_to < ${day}::date
         THEN CASE WHEN v.claim_to::text = v.definition #>> '{claimWindow,to}' THEN 'ended' ELSE 'superseded' END
         WHEN v.status = 'published' AND v.claim_from > ${day}::date THEN 'coming' ELSE v.status END`;
}

/** SQL for whether it stands so. The states come first, since an index knows them. */
export function standsAs(standings: readonly VersionStanding[], day: CivilDate): Prisma.Sql {
  return Prisma.sql`v.status = ANY(${statesBehind(standings)}::text[]) AND ${standingOn(day)} = ANY(${[...standings]}::text[])`;
}
