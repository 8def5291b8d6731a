/**
 * SuggestingInput: adds? (name under which its form is sent the entry that is chosen, which else is gone to), plus those of <input>. A search
 * field that the script of the page lets suggest while one types; without it a plain field.
 */
import { useTranslations } from 'next-intl';
import type { ComponentPropsWithRef } from 'react';
import { mostSuggestions } from '@/lib/catalog/suggestion';
import type { SuggestWords } from '@/lib/page-script/suggest';

export type SuggestingInputProps = Omit<ComponentPropsWithRef<'input'>, 'type'> & { adds?: string };

export function SuggestingInput({ adds, ...rest }: SuggestingInputProps) {
  const t = useTranslations('public.search.suggestions');
  const words: SuggestWords = {
    label: t('label'),
    kinds: {
      provider: t('provider'),
      institution: t('institution'),
      course: t('course'),
      skill: t('skill'),
    },
    counts: Array.from({ length: mostSuggestions + 1 }, (_, count) => t('count', { count })),
    ...(adds !== undefined && { adds }),
  };
  return (
    <div className="relative min-w-0 grow">
      <input
        {...rest}
        type="search"
        autoComplete="off"
        enterKeyHint="search"
        data-suggests={JSON.stringify(words)}
      />
    </div>
  );
}
