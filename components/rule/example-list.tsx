/** ExampleList: examples, unit. What made-up students at the edges of a mapping would get from it. */
import { useTranslations } from 'next-intl';
import { useDay } from '@/components/ui/day';
import { Amount } from '@/components/credit/amount';
import type { HomeUnit } from '@/lib/amount/unit';

export interface Example {
  key:
    | 'meets'
    | 'score'
    | 'tooHigh'
    | 'identity'
    | 'proctoring'
    | 'early'
    | 'late'
    | 'age'
    | 'evidence'
    | 'assessment';
  values: Record<string, string>;
  awards: readonly { target: string; amount: string }[];
  total: string;
  rejection: { reason: string } | null;
  isDenied: boolean;
}

function Answer({ example, unit }: { example: Example; unit: HomeUnit }) {
  const t = useTranslations('registrar.example');
  if (example.isDenied) return <span className="text-refused">{t('denied')}</span>;
  if (example.awards.length > 0) {
    return (
      <span>
        <Amount value={example.total} unit={unit} />{' '}
        <span className="text-soft">{example.awards.map(({ target }) => target).join(', ')}</span>
      </span>
    );
  }
  return (
    <span className="text-soft">
      {t(example.rejection?.reason === 'PENDING_CONDITION' ? 'pending' : 'nothing')}
    </span>
  );
}

export function ExampleList({ examples, unit }: { examples: readonly Example[]; unit: HomeUnit }) {
  const [t, rule] = [useTranslations('registrar.example'), useTranslations('registrar.rule')];
  const dayText = useDay();
  if (examples.length === 0) return <p className="text-soft">{rule('noExamples')}</p>;
  return (
    <dl className="stack">
      {examples.map((example) => {
        const { day } = example.values;
        const values = {
          score: example.values['score'] ?? '',
          day: day ? dayText(day) : '',
        };
        return (
          <div key={example.key} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)] gap-x-4 py-2">
            <dt className="text-sm">{t(example.key, values)}</dt>
            <dd>
              <Answer example={example} unit={unit} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
