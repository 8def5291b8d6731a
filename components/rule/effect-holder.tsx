/** EffectHolder: row. What somebody holds on whom a change was tried: certificates with scores, assessments, program. */
import { useTranslations } from 'next-intl';
import { EntryTitle } from '@/components/catalog/entry-title';
import { useExactNumber } from '@/components/credit/amount';
import type { EffectRow } from '@/lib/catalog/effect';

export function EffectHolder({ row }: { row: EffectRow }) {
  const t = useTranslations('registrar.effect');
  const exact = useExactNumber();
  return (
    <ul className="grid gap-0.5 [overflow-wrap:anywhere]">
      {row.certificates.map(({ title, language, score }, index) => (
        <li key={index}>
          <EntryTitle title={title} language={language} />
          {score !== null && <span className="text-soft">, {t('score', { score: exact(score) })}</span>}
        </li>
      ))}
      {row.assessments.map(({ id, score }) => (
        <li key={id}>{t('assessment', { name: id, score: exact(score) })}</li>
      ))}
      {row.program !== null && (
        <li className="text-sm text-soft">{t('inProgram', { program: row.program })}</li>
      )}
    </ul>
  );
}
