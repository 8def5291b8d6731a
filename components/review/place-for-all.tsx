'use client';

/** PlaceForAll: places. Says once where several outcomes are covered that are marked so and have no place yet; nothing while there are fewer than two. */
import { useTranslations } from 'next-intl';
import { useRef, useState, useEffect } from 'react';
import { placelessRows } from './desk-keys';

export function PlaceForAll({ places }: { places: readonly { id: string; text: string }[] }) {
  const t = useTranslations('faculty.coverage');
  const own = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    const form = own.current?.closest('form');
    if (!form) return;
    const onInput = () => setCount(placelessRows(form).length);
    onInput();
    form.addEventListener('input', onInput);
    return () => form.removeEventListener('input', onInput);
  }, []);
  return (
    <div ref={own}>
      {count > 1 && (
        <div
          role="group"
          aria-label={t('placeForAll', { count })}
          className="flex flex-wrap items-center gap-2 border-l-2 border-edge pl-4"
        >
          <span className="text-sm">{t('placeForAll', { count })}</span>
          {places.map(({ id, text }, at) => (
            <button
              key={id}
              type="button"
              className="cell-button tabular"
              title={text}
              aria-label={t('placeName', { number: at + 1, text })}
              onClick={(event) => {
                const form = event.currentTarget.form;
                if (!form) return;
                for (const row of placelessRows(form))
                  row.querySelector<HTMLInputElement>(`input[data-place='${at + 1}']`)?.click();
              }}
            >
              {t('short', { number: at + 1 })}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
