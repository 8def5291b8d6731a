import * as z from 'zod';
import { getInstitution } from '@/lib/db/institutions';
import { findStage } from '@/lib/db/review-cases';
import * as rules from '@/lib/db/rules';
import { findHandedIn, type HandedIn } from '@/lib/db/texts-handed-in';
import { refuse } from '@/lib/kernel/refusal';
import type { StageKind } from '@/lib/review/stage-config';
import { diffVersions, type Difference } from '@/lib/rule/diff';
import type { RuleNames } from '@/lib/rule/rule-names';
import { authorize } from '../authorize';
import { query } from '../command';
import { type Context, todayIn } from '../context';
import { isOfEarlierText } from '../review/stage-record';
import { namesOfRules } from './names-of-rules';
import { ruleResource } from './rule-resource';

export const ViewTextThen = z.strictObject({ ruleVersionId: z.uuid(), stageId: z.uuid() });
export type ViewTextThen = z.infer<typeof ViewTextThen>;

export interface TextThen {
  ruleVersionId: string;
  caseId: string;
  /** What the mapping is called today. */
  title: string;
  version: number;
  stageKind: StageKind;
  /** Null where nothing is on record of it. */
  handedInAt: string | null;
  /** Null where nothing is on record of it, or that was erased. */
  text: HandedIn | null;
  /** What the mapping says otherwise today. */
  differences: Difference[];
  /** What the stage was about is not what the mapping says today: what was said there is read beside the text as it was. */
  isOtherToday: boolean;
  names: RuleNames;
}

/** The text that a stage of a review had before it, as it was handed in then. @refuses not_found */
export async function viewTextThen(ctx: Context, input: ViewTextThen): Promise<TextThen> {
  return query(ctx, async (tx, _actor, ctx) => {
    const version = (await rules.find(tx, input.ruleVersionId)) ?? refuse('not_found', 'rule/not-found');
    authorize(ctx, 'rule.view', ruleResource(version));
    const work = await findStage(tx, input.stageId);
    if (work?.reviewCase.ruleVersionId !== version.id) refuse('not_found', 'review/not-found');
    const handedIn = await findHandedIn(tx, version.id, work.stage.openedAt);
    const institution = await getInstitution(tx, version.tenantId);
    const text = handedIn?.text ?? null;
    const differences = text ? diffVersions(text, version) : [];
    return {
      ruleVersionId: version.id,
      caseId: work.reviewCase.id,
      title: version.title,
      version: version.version,
      stageKind: work.stage.kind,
      handedInAt: handedIn?.at ?? null,
      text,
      differences,
      isOtherToday: text ? differences.length > 0 : isOfEarlierText(work.stage, version.submittedAt),
      names: await namesOfRules(
        tx,
        institution.homeUnit,
        todayIn(ctx, institution.timeZone),
        text ? [text.definition] : [],
      ),
    };
  });
}
