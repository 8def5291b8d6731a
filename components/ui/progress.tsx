/** Progress: label, done, total?, note?. Says what is done and what is left; without total the length is unknown. */
import { useFormatter, useTranslations } from 'next-intl';

export function Progress({
  label,
  done,
  total,
  note,
}: {
  label: React.ReactNode;
  done: number;
  total?: number;
  note?: React.ReactNode;
}) {
  const t = useTranslations('ui.progress');
  const format = useFormatter();
  const words =
    total === undefined
      ? t('counting', { done: format.number(done) })
      : t('counted', { done: format.number(done), total: format.number(total) });
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium">{label}</span>
        <span className="tabular text-soft">{words}</span>
      </div>
      <progress
        className="progress"
        value={total === undefined ? undefined : done}
        max={total ?? 1}
        aria-label={typeof label === 'string' ? label : words}
      />
      {note !== undefined && <p className="text-sm text-soft">{note}</p>}
    </div>
  );
}
