import * as z from 'zod';
import { areasFilledBy, ProgramArea } from '@/lib/institution/program-areas';
import type { PlannedChange } from '@/lib/institution/dated-version';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { refuse } from '@/lib/kernel/refusal';
import { fromDay } from './codec';
import type { Change, ProgramVersion } from './curriculum';
import type { Prisma } from './generated/client';
import type { Tx } from './tx';

/** An area of a program that a course fills. */
export interface FilledArea {
  programId: string;
  programCode: string;
  programTitle: string;
  area: string;
}

/** The areas that a course fills on the day, in programs that are not retired, in the order of their codes. */
export async function listFilledAreas(tx: Tx, code: string, day: CivilDate): Promise<FilledArea[]> {
  const rows = await tx.$queryRaw<{ id: string; code: string; title: string; areas: unknown }[]>`
    SELECT p.id, p.code, p.title, w.areas FROM program_on(${day}::date) p
      JOIN program_version w ON w.tenant_id = p.tenant_id AND w.id = p.version_id
     WHERE p.tenant_id = current_tenant() AND p.status = 'active' AND w.areas <> '[]'::jsonb ORDER BY p.code`;
  return rows.flatMap(({ id, code: programCode, title, areas }) =>
    areasFilledBy(z.array(ProgramArea).parse(areas), code).map((area) => ({
      programId: id,
      programCode,
      programTitle: title,
      area: area.title,
    })),
  );
}

/** Keeps the areas of a program from a day on; all else stays as the version before said it. @refuses conflict `program/changed-meanwhile` */
export async function saveProgramAreas(
  tx: Tx,
  { tenantId, id, expectedVersion, firstDay, personId, at }: Change,
  planned: PlannedChange<ProgramVersion>,
  areas: readonly ProgramArea[],
): Promise<void> {
  const { count } = await tx.program.updateMany({
    where: { id, rowVersion: expectedVersion },
    data: { rowVersion: { increment: 1 } },
  });
  if (count !== 1) refuse('conflict', 'program/changed-meanwhile');
  const { title, level, totalCredits, limits, status } = planned.before;
  const data = { areas: areas as unknown as Prisma.InputJsonValue, changedById: personId, changedAt: at };
  if (planned.kind === 'new')
    await tx.programVersion.create({
      data: {
        ...{ tenantId, programId: id, title, level, totalCredits, status, firstDay: fromDay(firstDay) },
        ...{ limits: limits as Prisma.InputJsonValue, ...data },
      },
    });
  if (planned.kind === 'amend')
    await tx.programVersion.updateMany({ where: { id: planned.before.id }, data });
}
