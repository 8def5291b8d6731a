/** EarnedView: earned (by one book), unit, courses (titles by code). What somebody would get: the amount and what it counts as, or which kind of nothing. */
import { useFormatter, useTranslations } from 'next-intl';
import { useLineWords } from '@/components/catalog/offer-words';
import { Amount } from '@/components/credit/amount';
import type { HomeUnit } from '@/lib/amount/unit';
import type { Earned } from '@/lib/catalog/compare-books';

export function EarnedView({
  earned,
  unit,
  courses,
}: {
  earned: Earned;
  unit: HomeUnit;
  courses: Readonly<Record<string, string>>;
}) {
  const t = useTranslations('registrar.effect');
  const format = useFormatter();
  const lineWords = useLineWords();
  if (earned.kind === 'unsaid') return <span className="text-soft">{t(`earned.unsaid.${earned.why}`)}</span>;
  if (earned.kind !== 'given') return <span className="text-soft">{t(`earned.${earned.kind}`)}</span>;
  return (
    <span className="grid gap-0.5 [overflow-wrap:anywhere]">
      <span>
        <Amount value={earned.awarded} unit={unit} />
      </span>
      {earned.counted !== earned.awarded && (
        <span className="text-sm text-soft">
          {t.rich('counted', { amount: () => <Amount value={earned.counted} unit={unit} /> })}
        </span>
      )}
      <span className="text-sm text-soft">
        {format.list(earned.lines.map((line) => lineWords(line, courses)))}
      </span>
    </span>
  );
}
