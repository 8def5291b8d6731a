'use client';

/**
 * OrganizationInput: those of TextInput. The name of an organization inside a Field: while one types, organizations that it may mean are proposed
 * beside it, so that none gets a second name. Until the script runs it is a plain field.
 */
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { TextInput, type TextInputProps } from '@/components/ui/text-input';
import { useFound } from '@/components/ui/use-found';

export function OrganizationInput(props: TextInputProps) {
  const t = useTranslations('listing.organization');
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const found = useFound<string>(typed, '/registrar/organizations/names');
  const proposed = found.includes(typed.trim()) || typed.trim().length < 2 ? [] : found;
  const take = (name: string) => {
    if (field.current === null) return;
    field.current.value = name;
    // The form around it hears of it as of typing.
    field.current.dispatchEvent(new Event('input', { bubbles: true }));
    field.current.focus();
  };
  return (
    <>
      <TextInput
        {...props}
        ref={field}
        autoComplete="off"
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <div role="status" className="text-sm">
        {proposed.length > 0 && (
          <>
            <span className="text-soft">{t('known')}</span>{' '}
            <span className="inline-flex flex-wrap gap-x-3">
              {proposed.map((name) => (
                <button
                  key={name}
                  type="button"
                  className="link min-h-6 text-left [overflow-wrap:anywhere]"
                  onClick={() => take(name)}
                >
                  {name}
                </button>
              ))}
            </span>
          </>
        )}
      </div>
    </>
  );
}
