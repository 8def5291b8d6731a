/** ExpectedPeople: expected (acts that are waited for, and whose each is). Who is expected to do what, by name where the reader may know it. */
import { useFormatter, useTranslations } from 'next-intl';
import type { ExpectedView } from '@/lib/usecases/review/open-reviews';

/** Most names of one act; who is beyond them has the same turn. */
const mostNames = 4;

export function ExpectedPeople({ expected }: { expected: readonly ExpectedView[] }) {
  const t = useTranslations('registrar.work');
  const format = useFormatter();
  if (expected.length === 0) return <span>{t('expectedNobody')}</span>;
  return (
    <span className="grid gap-0.5 [overflow-wrap:anywhere]">
      {expected.map(({ act, count, names }) => {
        const shown = names.slice(0, mostNames);
        const more = names.length - shown.length;
        const who =
          names.length === 0
            ? t('expectedCount', { count })
            : format.list(more > 0 ? [...shown, t('expectedMore', { count: more })] : shown);
        return (
          <span key={act}>
            {t(`act.${act}`)}: {who}
          </span>
        );
      })}
    </span>
  );
}
