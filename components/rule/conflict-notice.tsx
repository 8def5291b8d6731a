'use client';

/** ConflictNotice: mine, theirs. After a stale save: every field in which the two forms differ, and what to do about it. */
import { useTranslations } from 'next-intl';
import { Notice } from '@/components/ui/notice';
import { fieldsOfForm } from '@/lib/rule/blank-form';
import type { DefinitionForm } from '@/lib/rule/rule-form';

export function ConflictNotice({ mine, theirs }: { mine: DefinitionForm; theirs: DefinitionForm }) {
  const t = useTranslations('registrar.editor');
  const [ours, saved] = [fieldsOfForm(mine), fieldsOfForm(theirs)];
  const names = [...new Set([...ours.keys(), ...saved.keys()])].filter(
    (name) => ours.get(name) !== saved.get(name) && !/\.(type|kind|credit|way|maxAgeUnit)$/.test(name),
  );
  return (
    <Notice tone="warning" title={t('conflict')}>
      {names.length === 0 ? (
        <p>{t('conflictSame')}</p>
      ) : (
        <>
          <p>{t('conflictDifferences')}</p>
          <ul className="grid gap-1 text-sm">
            {names.slice(0, 20).map((name) => (
              <li key={name}>
                <code>{name}</code>: {t('conflictYours')} <strong>{ours.get(name) ?? t('blank')}</strong>,{' '}
                {t('conflictTheirsWord')} <strong>{saved.get(name) ?? t('blank')}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>{t('conflictAgain')}</p>
      <p>{t('conflictTheirs')}</p>
    </Notice>
  );
}
