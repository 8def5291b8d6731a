import { can } from '@/lib/access/can';
import { getProgram, type ProgramFacts, type ProgramVersion, type Versioned } from '@/lib/db/curriculum';
import { getInstitution, type Institution } from '@/lib/db/institutions';
import { planChange, versionOn } from '@/lib/institution/dated-version';
import type { CivilDate } from '@/lib/kernel/civil-date';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { todayAt } from '../today-at';
import { isSameProgram, programAfter, programFacts, programMeant, type SaveProgram } from './save-program';
import { type TouchedRule, touchedRules } from './touched-rules';

export interface ProgramView extends Versioned<ProgramVersion> {
  institution: Institution;
  today: CivilDate;
  /** The version of today; null before the first one. */
  current: ProgramVersion | null;
  maySave: boolean;
}

/** One program with all its versions. @refuses not_found */
export async function viewProgram(ctx: Context, id: string): Promise<ProgramView> {
  return query(ctx, async (tx, actor, ctx) => {
    authorize(ctx, 'institution.view', { tenantId: actor.tenantId });
    const program = await getProgram(tx, id);
    const institution = await getInstitution(tx, actor.tenantId);
    const today = todayIn(ctx, institution.timeZone);
    return {
      ...program,
      institution,
      today,
      current: versionOn(program.versions, today),
      maySave: can(actor, 'program.save', { tenantId: actor.tenantId }).allowed,
    };
  });
}

export interface ProgramPreview {
  firstDay: CivilDate;
  /** As of a course. */
  filledFrom: string | null;
  before: ProgramFacts;
  after: ProgramFacts;
  touched: TouchedRule[];
  /** Why it cannot be saved. */
  problem: string | null;
}

/** What saving a change would do to rules; nothing is saved. @refuses not_found · forbidden */
export async function previewProgram(ctx: Context, input: SaveProgram): Promise<ProgramPreview> {
  return query(ctx, async (tx, actor, ctx) => {
    const program = await getProgram(tx, input.programId);
    authorize(ctx, 'program.save', { tenantId: actor.tenantId });
    const today = await todayAt(tx, ctx, actor.tenantId);
    const firstDay = input.firstDay ?? today;
    const meant = programMeant(program.versions, input, firstDay);
    const planned = planChange(program.versions, firstDay, today, (one) =>
      isSameProgram(one, programAfter(one, meant)),
    );
    const problem = !planned.ok ? planned.reason : planned.value.kind === 'same' ? 'version/same' : null;
    const holding = versionOn(program.versions, firstDay);
    const after = programAfter(holding ?? { level: null, limits: [] }, meant);
    const before = holding === null ? after : programFacts(holding);
    const { id, code } = program;
    return {
      firstDay,
      filledFrom: holding?.id ?? null,
      before,
      after,
      problem,
      touched:
        problem === null
          ? await touchedRules(tx, ctx, [{ subject: 'program', id, code, firstDay, before, after }])
          : [],
    };
  });
}
