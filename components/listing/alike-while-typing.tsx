'use client';

/**
 * AlikeWhileTyping: stands inside the form of a certificate, below its title. Entries that it may be, while its title, issuer, platform or page
 * is typed; each opens beside the form, and none is in the way. Without script they are shown once the form is sent.
 */
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { EntryTitle } from '@/components/catalog/entry-title';
import { TextLink } from '@/components/ui/text-link';
import { useFoundFor } from '@/components/ui/use-found';
import type { Likeness } from '@/lib/db/entry-likenesses';

const names = ['title', 'provider', 'platform', 'url'];

/** What the fields say, as an address; null where that is too little to be like anything. */
function askedBy(form: HTMLFormElement): string | null {
  const said = names.flatMap((name) => {
    const field = form.elements.namedItem(name);
    const value = field instanceof HTMLInputElement ? field.value.trim() : '';
    return value === '' ? [] : [[name, value] as const];
  });
  const given = Object.fromEntries(said);
  const isEnough =
    ((given['title']?.length ?? 0) > 3 && given['provider'] !== undefined) || given['url'] !== undefined;
  return isEnough ? new URLSearchParams(given).toString() : null;
}

export function AlikeWhileTyping() {
  const t = useTranslations('listing.new');
  const place = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form) return undefined;
    const hear = ({ target }: Event) => {
      if (target instanceof HTMLInputElement && names.includes(target.name)) setAsked(askedBy(form));
    };
    form.addEventListener('input', hear);
    return () => form.removeEventListener('input', hear);
  }, []);
  const found = useFoundFor<Likeness>(asked, '/registrar/certificates/alike');
  const shown = asked === null ? [] : found;
  return (
    <div ref={place} role="status" className="sm:col-span-6">
      {shown.length > 0 && (
        <div className="grid gap-1 border-l-4 border-recommended pl-3 text-sm">
          <p>{t('alikeTyped', { count: shown.length })}</p>
          <ul className="grid gap-1">
            {shown.map((one) => (
              <li key={one.id}>
                <TextLink
                  href={`/registrar/certificates/entries/${one.id}`}
                  target="_blank"
                  className="[overflow-wrap:anywhere]"
                >
                  <EntryTitle title={one.title} language={one.language} />
                  <span className="sr-only"> {t('opens')}</span>
                </TextLink>{' '}
                <span className="text-soft">
                  {one.provider} · {t(`why.${one.why}`)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
