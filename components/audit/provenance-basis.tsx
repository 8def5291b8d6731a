/** ProvenanceBasis: restedOn, ruleVersionId, homeUnit. What a decision rested on, as that was on its day, with the hashes of the files. ProvenanceJudgements: judgements, threshold. */
import { EntryTitle } from '@/components/catalog/entry-title';
import { useFormatter, useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import { RestsOnImport } from '@/components/rule/rests-on-import';
import { Day } from '@/components/ui/day';
import { Table } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Unit } from '@/lib/amount/unit';
import { evidenceKinds } from '@/lib/rule/evidence-file';
import type { Provenance, ProvenJudgement, RestedOn } from '@/lib/usecases/audit/provenance';

export function ProvenanceBasis({
  restedOn,
  ruleVersionId,
  homeUnit,
}: {
  restedOn: RestedOn;
  ruleVersionId: string;
  homeUnit: Unit;
}) {
  const t = useTranslations('audit.provenance');
  const { courses, certificates, advice, imported } = restedOn;
  const name = 'font-medium [overflow-wrap:anywhere]';
  return (
    <div className="grid gap-6">
      <ul className="stack border-y border-line">
        {certificates.map(({ id, slug, title, provider, language, version }) => (
          <li key={id} className="py-2.5">
            <span className="text-sm text-soft">{t('certificate')} </span>
            <TextLink href={`/catalog/${slug}`} className={name}>
              <EntryTitle title={title} language={language} />
            </TextLink>
            <span className="text-sm text-soft">
              {' '}
              {provider}
              {version !== null &&
                `. ${t('certificateVersion', { label: version.label, outcomes: version.outcomes })}`}
              {version?.validFrom != null &&
                t.rich('since', { date: () => <Day date={version.validFrom ?? ''} /> })}
              {version?.workloadHours != null && `. ${t('hours', { hours: version.workloadHours })}`}
            </span>
          </li>
        ))}
        {courses.map(({ id, code, title, credits, outcomes }) => (
          <li key={id} className="py-2.5">
            <span className="text-sm text-soft">{t('course')} </span>
            <TextLink href={`/administration/courses/${id}`} className={name}>
              {code} {title}
            </TextLink>{' '}
            {credits !== null && <Amount value={credits} unit={homeUnit} />}{' '}
            <span className="text-sm text-soft">{t('outcomes', { count: outcomes })}</span>
          </li>
        ))}
        {advice.map((one) => {
          const unit = Unit.safeParse(one.unit);
          return (
            <li key={one.id} className="py-2.5">
              <span className="text-sm text-soft">{t('advice')} </span>
              <TextLink href={one.sourceUrl} className={name}>
                {one.recommender}
              </TextLink>{' '}
              {one.amount !== null && unit.success && (
                <Amount value={one.amount} unit={unit.data} upTo={one.isMaximum} />
              )}{' '}
              {one.validTo !== null && (
                <span className="text-sm text-soft">
                  {t.rich('validTo', { date: () => <Day date={one.validTo ?? ''} /> })}
                </span>
              )}
            </li>
          );
        })}
        {certificates.length + courses.length + advice.length === 0 && (
          <li className="py-2.5 text-soft">{t('nothingNamed')}</li>
        )}
      </ul>
      {imported !== null && <RestsOnImport basis={imported} />}
      <EvidenceHashes evidence={restedOn.evidence} ruleVersionId={ruleVersionId} />
    </div>
  );
}

function EvidenceHashes({ evidence, ruleVersionId }: Pick<RestedOn, 'evidence'> & { ruleVersionId: string }) {
  const t = useTranslations('audit.provenance');
  const kinds = useTranslations('registrar.rule.evidenceKind');
  return (
    <Table
      stacked
      dense
      caption={t('evidence')}
      showCaption
      rows={evidence}
      rowKey={({ id }) => id}
      empty={<p className="text-soft">{t('noEvidence')}</p>}
      columns={[
        {
          key: 'title',
          head: t('evidenceTitle'),
          rowHead: true,
          cell: ({ id, title, url }) => (
            <TextLink href={url ?? `/registrar/rules/${ruleVersionId}/evidence/${id}`}>{title}</TextLink>
          ),
        },
        {
          key: 'kind',
          head: t('evidenceKind'),
          cell: ({ kind }) => kinds(evidenceKinds.find((known) => known === kind) ?? 'other'),
        },
        {
          key: 'by',
          head: t('evidenceBy'),
          cell: ({ addedByName, addedAt }) => (
            <>
              {addedByName}, <Day date={addedAt} />
            </>
          ),
        },
        {
          key: 'hash',
          head: 'SHA-256',
          cell: ({ sha256 }) =>
            sha256 === null ? (
              <span className="text-soft">{t('link')}</span>
            ) : (
              <code className="break-all font-mono text-xs">{sha256}</code>
            ),
        },
      ]}
    />
  );
}

export function ProvenanceJudgements({
  judgements,
  threshold,
}: Pick<Provenance, 'judgements' | 'threshold'>) {
  const t = useTranslations('audit.provenance');
  const criteria = useTranslations('faculty.rubric.criterion');
  const format = useFormatter();
  if (judgements === null) return <p className="text-soft">{t('judgementsHidden')}</p>;
  const coverageOf = ({ courses }: ProvenJudgement) =>
    courses.length === 0
      ? '–'
      : format.list(courses.map(({ code, percent }) => t('covers', { code, percent })));
  return (
    <div className="grid gap-2">
      {threshold !== null && judgements.length > 0 && (
        <p className="text-sm text-soft">{t('threshold', { threshold })}</p>
      )}
      <Table
        stacked
        dense
        caption={t('judgements')}
        rows={judgements}
        rowKey={({ name }) => name}
        empty={<p className="text-soft">{t('noJudgements')}</p>}
        columns={[
          { key: 'who', head: t('who'), rowHead: true, cell: ({ name }) => name },
          { key: 'coverage', head: t('coverage'), cell: coverageOf },
          {
            key: 'scores',
            head: t('scores'),
            cell: ({ scores }) => (
              <ul className="grid gap-0.5">
                {scores.map(({ stageId, criterion, score, rationale }) => (
                  <li key={stageId + criterion}>
                    {t('score', { criterion: criteria(criterion), score })}{' '}
                    <span className="text-sm text-soft">{rationale}</span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </div>
  );
}
