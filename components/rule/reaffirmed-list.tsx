/** ReaffirmedList: reaffirmed (of one version, the last first). Who looked at it and found that it stays as it is, under which policy, and on what grounds. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import type { PastVersion } from '@/lib/usecases/rule/past-version';

export function ReaffirmedList({ reaffirmed }: { reaffirmed: PastVersion['reaffirmed'] }) {
  const t = useTranslations('registrar.history');
  if (reaffirmed.length === 0) return null;
  return (
    <ul className="grid gap-2">
      {reaffirmed.map(({ at, personName, policy, dueOn, grounds, together }) => (
        <li key={at} className="grid gap-0.5 border-l-2 border-edge pl-4">
          <span className="font-medium">
            {t.rich('reaffirmed', { date: () => <Day date={at} />, name: personName })}
          </span>
          <span className="measure whitespace-pre-line">{grounds}</span>
          <span className="text-sm text-soft">
            {t.rich('reaffirmedUnder', { version: policy.version, due: () => <Day date={dueOn} /> })}
            {together > 1 && `; ${t('reaffirmedTogether', { count: together - 1 })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
