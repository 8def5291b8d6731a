'use client';

/** DeskBar: isSaved (null until that can be told), open (number of things to look at; null while what is entered cannot be read), mayHandIn. What is always in sight: whether it is saved, what is open, and the next act. */
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { useFormState } from '@/components/ui/form-state';
import { Icon } from '@/components/ui/icon';

export function DeskBar({
  isSaved,
  open,
  mayHandIn,
}: {
  isSaved: boolean | null;
  open: number | null;
  mayHandIn: boolean;
}) {
  const t = useTranslations('registrar.editor');
  const act = useTranslations('registrar.rule.act');
  const form = useTranslations('ui.form');
  const pending = useFormState()?.pending === true;
  return (
    <div className="desk-bar no-print">
      <p className="flex flex-wrap items-baseline gap-x-5 gap-y-0.5 text-sm">
        <span role="status" className={isSaved === false ? 'font-medium' : 'text-soft'}>
          {isSaved === null ? '' : t(isSaved ? 'saved' : 'unsaved')}
        </span>
        {open === 0 ? (
          <span className="inline-flex items-baseline gap-1 text-soft">
            <Icon name="check" className="size-3.5 self-center text-published" />
            {t('nothingToLookAt')}
          </span>
        ) : (
          <a href="#checks" className="link inline-flex items-baseline gap-1">
            <Icon name="warning" className="size-3.5 self-center text-recommended" />
            {open === null ? t('cannotBeRead') : t('toLookAt', { count: open })}
          </a>
        )}
      </p>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" aria-disabled={pending || undefined}>
          {pending ? form('pending') : t('save')}
        </Button>
        {mayHandIn && (
          <Button
            type="submit"
            name="handIn"
            value="yes"
            tone="primary"
            aria-disabled={pending || undefined}
            aria-describedby="hand-in-hint"
            aria-keyshortcuts="Control+Enter"
          >
            {act('submit')}
          </Button>
        )}
      </div>
    </div>
  );
}
