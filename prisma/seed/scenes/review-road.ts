import type { StaffMember } from '@/lib/access/actor';
import * as ruleStore from '@/lib/db/rules';
import { microCredentialIdsIn } from '@/lib/rule/rule-version';
import { recordAudit } from '@/lib/usecases/record-audit';
import { attachEvidence } from '@/lib/usecases/rule/attach-evidence';
import { routeRule } from '@/lib/usecases/rule/route-rule';
import { submitRule } from '@/lib/usecases/rule/submit-rule';
import { withdrawRule } from '@/lib/usecases/rule/withdraw-rule';
import { listed } from '../data/listed';
import type { RuleData, VersionData } from '../data/rules/words';
import { departmentId, idOf, institutionId } from '../ids';
import { first, pick } from './cast';
import { basisOf, definitionOf } from './definition';
import { endingAct, publish, rowVersionOf } from './publication';
import { committeeActs, confirm, departmentActs, pace, questionActs } from './review-stages';
import type { Act, Setting } from './stage';

/** One version's way through its review, as the people of the institution walk it. */
export function reviewActs(
  setting: Setting,
  rule: RuleData,
  number: number,
  data: VersionData,
  flavour: number,
): Act[] {
  if (data.road.by !== 'review') return [];
  const { begun, until, details = {} } = data.road;
  const { calendar, cast } = setting;
  const author = pick(cast.evaluators, flavour);
  const versionId = idOf('rule version', setting.institution.key, rule.code, String(number));
  let step = 0;
  const act = (after: number, run: (at: string) => Promise<void>): Act => {
    const at = calendar.at(begun - after, ((flavour * 7) % 60) + ++step);
    return { at, run: () => run(at) };
  };
  const acts = [
    act(0, (at) => draft(setting, rule, number, data, author, versionId, at)),
    act(0, (at) => giveEvidence(setting, data, author, versionId, flavour, at)),
  ];
  if (until === 'draft') return acts;
  acts.push(
    act(
      pace.submit,
      async (at) =>
        void (await submitRule(setting.as(author, at), {
          ruleVersionId: versionId,
          expectedVersion: await rowVersionOf(setting.tx, versionId),
        })),
    ),
  );
  if (until === 'submitted') return acts;

  const panel = panelOf(setting, rule.department, author, details.recused ? 3 : 2);
  acts.push(act(pace.route, (at) => route(setting, versionId, author, details.unassigned ? [] : panel, at)));
  if (details.unassigned) return acts;
  acts.push(
    ...departmentActs(setting, act, {
      versionId,
      panel,
      details,
      until,
      flavour,
      denies: data.body.deny === true,
    }),
  );
  if (details.question)
    acts.push(
      ...questionActs(setting, act, {
        versionId,
        details,
        author,
        asker: pick(panel, details.recused ? 1 : 0),
      }),
    );
  if (until === 'withdrawn')
    acts.push(
      act(
        pace.vote,
        async (at) =>
          void (await withdrawRule(setting.as(author, at), {
            ruleVersionId: versionId,
            expectedVersion: await rowVersionOf(setting.tx, versionId),
            reason: details.reason ?? '',
          })),
      ),
    );
  if (['in_department', 'withdrawn', 'returned', 'rejected'].includes(until)) return acts;

  acts.push(
    ...committeeActs(setting, act, { versionId, until, details, flavour, denies: data.body.deny === true }),
  );
  if (['in_committee', 'conditionally_approved', 'in_dean'].includes(until)) return acts;
  acts.push(act(pace.dean, (at) => confirm(setting, versionId, at)));
  if (until === 'approved') return acts;
  acts.push(act(pace.publish, (at) => publish(setting, versionId, at)));
  if (until === 'suspended' || until === 'revoked')
    acts.push(
      endingAct(setting, () => versionId, { to: until, ago: details.ago ?? 0, reason: details.reason ?? '' }),
    );
  return acts;
}

async function draft(
  { tx, institution: { key }, versions, as }: Setting,
  rule: RuleData,
  number: number,
  data: VersionData,
  author: StaffMember,
  id: string,
  at: string,
): Promise<void> {
  const tenantId = institutionId(key);
  const ruleId = idOf('rule', key, rule.code);
  const definition = definitionOf(data);
  const basis = basisOf(data, (code) => versions.get(code) ?? '');
  if (number === 1)
    await ruleStore.createRule(tx, tenantId, {
      id: ruleId,
      code: rule.code,
      title: rule.title,
      departmentId: departmentId(key, rule.department),
    });
  await ruleStore.createVersion(tx, {
    tenantId,
    id,
    ruleId,
    version: number,
    definition,
    basis,
    changeClass: 'substantive',
    publicNote: data.note,
    internalNote: data.internalNote ?? '',
    authorId: author.personId,
    at,
  });
  if (number === 1)
    await tx.equivalencyRule.update({
      where: { tenantId_id: { tenantId, id: ruleId } },
      data: { createdAt: new Date(at) },
      select: { id: true },
    });
  versions.set(rule.code, id);
  await recordAudit(tx, as(author, at), number === 1 ? 'rule.draft' : 'rule.startNewVersion', {
    objectType: 'rule_version',
    objectId: id,
    summary: `version ${number} drafted`,
    after: { ruleId, code: rule.code, title: rule.title, definition, basis },
  });
}

async function giveEvidence(
  setting: Setting,
  data: VersionData,
  author: StaffMember,
  ruleVersionId: string,
  flavour: number,
  at: string,
): Promise<void> {
  const [slug] = microCredentialIdsIn(data.body.premise);
  const about = listed.find((entry) => entry.slug === slug);
  const ctx = setting.as(author, at);
  if (about?.url)
    await attachEvidence(ctx, {
      ruleVersionId,
      kind: 'syllabus',
      title: `Page of the provider: ${about.title}`.slice(0, 200),
      url: about.url,
    });
  if (about?.url && flavour % 3 > 0) return;
  const text = `Notes on the assessment of ${about?.title ?? 'the certificate'}\nWritten for the demonstration.\n\nTasks: quizzes, practical tasks, a final task.\nMarking: by rules that the provider publishes.\n`;
  await attachEvidence(ctx, {
    ruleVersionId,
    kind: 'assessment',
    title: 'Notes on the assessment',
    url: '',
    file: new File([text], 'assessment-notes.txt', { type: 'text/plain' }),
  });
}

/** Reviewers of the department; where there is only one, its chair sits, too. Never the author. */
function panelOf({ cast }: Setting, department: string, author: StaffMember, size: number): StaffMember[] {
  const reviewers = cast
    .reviewers(department)
    .filter((person) => person.personId !== author.personId)
    .slice(0, size);
  return reviewers.length > 1 ? reviewers : [...reviewers, cast.chair(department)];
}

/** Sent by somebody else than the author, who does not choose who judges. */
async function route(
  { tx, as, cast }: Setting,
  ruleVersionId: string,
  author: StaffMember,
  panel: readonly StaffMember[],
  at: string,
): Promise<void> {
  const sender = first(cast.registrars.filter(({ personId }) => personId !== author.personId));
  await routeRule(as(sender, at), {
    ruleVersionId,
    expectedVersion: await rowVersionOf(tx, ruleVersionId),
    reviewerIds: panel.map((person) => person.personId),
  });
}
