import { getTranslations } from 'next-intl/server';
import { EvidenceList } from '@/components/rule/evidence-list';
import { RestsOnImport } from '@/components/rule/rests-on-import';
import { ReviewRecordFacts } from '@/components/rule/review-record';
import { RuleFacts } from '@/components/rule/rule-facts';
import { TextLink } from '@/components/ui/text-link';
import type { ActionFormProps } from '@/components/ui/action-form';
import { largestEvidence } from '@/lib/rule/evidence-file';
import { editableStatuses } from '@/lib/rule/lifecycle';
import type { RuleView } from '@/lib/usecases/rule/view-rule';

/** What stands around a version: its evidence, unless that stands where it is written (isWritten), and its record. */
export async function EvidenceAndFacts({
  view,
  isWritten,
  attach,
}: {
  view: RuleView;
  isWritten: boolean;
  attach: ActionFormProps['action'] | undefined;
}) {
  const { version, evidence, department, authorNames, publisherName, microCredentials, today } = view;
  const { decidedBy } = view.reviewRecord;
  const t = await getTranslations('registrar.rule');
  const head = 'border-b border-edge pb-2 text-lg font-semibold';
  return (
    <>
      {!isWritten && (
        <section className="grid content-start gap-4">
          <h2 className={head}>{t('evidence')}</h2>
          {decidedBy !== null && (
            <p className="measure">
              {t.rich('decidedByReview', {
                version: decidedBy.version,
                link: (words) => (
                  <TextLink href={`/registrar/rules/${decidedBy.ruleVersionId}`}>{words}</TextLink>
                ),
              })}
            </p>
          )}
          {evidence.length === 0 && view.restsOn !== null && <RestsOnImport basis={view.restsOn} />}
          <EvidenceList
            evidence={evidence}
            isNeeded={editableStatuses.includes(version.status) && view.restsOn === null}
            ruleVersionId={version.id}
            megabytes={largestEvidence / 1024 / 1024}
            action={attach}
          />
        </section>
      )}
      <section className="grid content-start gap-4">
        <h2 className={head}>{t('facts')}</h2>
        <RuleFacts
          reaffirmed={view.reaffirmed}
          version={version}
          department={department?.name ?? null}
          authors={
            decidedBy === null ? authorNames.join(', ') : t('authorReview', { version: decidedBy.version })
          }
          publisherName={publisherName}
          recommendations={microCredentials.flatMap((one) => one.recommendations)}
          today={today}
        />
        <ReviewRecordFacts record={view.reviewRecord} />
      </section>
    </>
  );
}
