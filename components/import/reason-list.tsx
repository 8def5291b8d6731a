/** ReasonList: how often each reason was given, in words that hold for all of them, with one row as the example; the rejected ones first. Props: reasons, rejectsHref? (of the CSV). */
import { useFormatter, useTranslations } from 'next-intl';
import { TextLink } from '@/components/ui/text-link';
import type { Outcome } from '@/lib/import/kind';
import { CountedWords, NoteWords } from './note-words';

export function ReasonList({
  reasons,
  rejectsHref,
}: {
  reasons: readonly { outcome: Outcome; code: string; count: number; example: string; isVaried: boolean }[];
  rejectsHref?: string | undefined;
}) {
  const t = useTranslations('imports');
  const format = useFormatter();
  if (reasons.length === 0 && rejectsHref === undefined) return null;
  const order: Outcome[] = ['rejected', 'changed', 'new', 'unchanged'];
  const sorted = [...reasons]
    .sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || b.count - a.count)
    .slice(0, 8);
  return (
    <div className="grid gap-3">
      {sorted.length > 0 && (
        <ul className="stack border-y border-line">
          {sorted.map(({ outcome, code, count, example, isVaried }) => (
            <li
              key={`${outcome} ${code}`}
              className="grid grid-cols-[4.5rem_7rem_minmax(0,1fr)] gap-x-4 py-2 text-sm"
            >
              <span className="tabular text-right">{format.number(count)}</span>
              <span>{t(`outcome.${outcome}`)}</span>
              {isVaried ? <CountedWords reason={example} /> : <NoteWords reason={example} />}
            </li>
          ))}
        </ul>
      )}
      {rejectsHref !== undefined && (
        <p>
          <TextLink href={rejectsHref} download>
            {t('rows.download')}
          </TextLink>
        </p>
      )}
    </div>
  );
}
