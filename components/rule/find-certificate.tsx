'use client';

/** FindCertificate: href (answers ?words= with {id, title, versions}[]), onFound. Brings more certificates into the lists of the premise. */
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { CertificateChoice } from '@/components/credit/premise-builder';
import { Button } from '@/components/ui/button';
import { controlClass } from '@/components/ui/control-class';

export function FindCertificate({
  href,
  onFound,
}: {
  href: string;
  onFound: (found: CertificateChoice[]) => void;
}) {
  const t = useTranslations('registrar.editor');
  const id = useId();
  const [words, setWords] = useState('');
  const [said, setSaid] = useState('');
  async function find() {
    if (words.trim() === '') return;
    const response = await fetch(`${href}?${new URLSearchParams({ words }).toString()}`);
    const found = response.ok ? ((await response.json()) as CertificateChoice[]) : [];
    onFound(found);
    setSaid(found.length === 0 ? t('findNothing') : t('findAdded', { count: found.length }));
  }
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {t('find')}
      </label>
      <p id={`${id}-hint`} className="text-sm text-soft">
        {t('findHint')}
      </p>
      <div className="flex max-w-xl gap-3">
        <input
          id={id}
          type="search"
          aria-describedby={`${id}-hint`}
          value={words}
          className={controlClass}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void find();
          }}
        />
        <Button onClick={() => void find()}>{t('findGo')}</Button>
      </div>
      <p role="status" className="min-h-6 text-sm text-soft">
        {said}
      </p>
    </div>
  );
}
