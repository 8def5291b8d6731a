/** DriftAnswer: word (what somebody decided), ects (null where it is not measured), isOwn?. One answer among those that differ. */
import { useTranslations } from 'next-intl';
import { Amount } from '@/components/credit/amount';
import type { Word } from '@/lib/catalog/drift';
import { commonUnit } from '@/lib/catalog/offer';

export function DriftAnswer({
  word,
  ects,
  isOwn = false,
}: {
  word: Word;
  ects: string | null;
  isOwn?: boolean;
}) {
  const t = useTranslations('registrar.drift');
  return (
    <span className={isOwn ? 'font-medium' : undefined}>
      {t(`word.${word}`)}
      {ects !== null && (
        <>
          {' · '}
          <Amount value={ects} unit={commonUnit} />
        </>
      )}
    </span>
  );
}
