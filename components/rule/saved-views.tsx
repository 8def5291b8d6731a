/**
 * SavedViews: views (the reader's own and shared ones), address (of the list as it is, after the question mark), personId, isRegistrar, save, remove (actions).
 * Lists of mappings under names: links, a folded form that saves this one, and a folded list to delete from.
 */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Day } from '@/components/ui/day';
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';
import { TextLink } from '@/components/ui/text-link';
import type { RuleListView } from '@/lib/usecases/rule/list-rules';

type Action = ActionFormProps['action'];
type View = RuleListView['views'][number];
const hrefOf = (address: string) => `/registrar/rules${address === '' ? '' : `?${address}`}`;
const summary = 'w-fit cursor-pointer text-accent underline underline-offset-4';

export function SavedViews({
  views,
  address,
  personId,
  isRegistrar,
  save,
  remove,
}: {
  views: readonly View[];
  address: string;
  personId: string;
  isRegistrar: boolean;
  save: Action;
  remove: Action;
}) {
  const t = useTranslations('registrar.views');
  const deletable = views.filter(({ ownerId }) => ownerId === personId || isRegistrar);
  return (
    <div className="no-print grid gap-2 text-sm">
      {views.length > 0 && (
        <nav aria-label={t('title')}>
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            {views.map((view) => (
              <li key={view.id} className="min-w-0 [overflow-wrap:anywhere]">
                <TextLink
                  href={hrefOf(view.address)}
                  aria-current={view.address === address ? 'page' : undefined}
                >
                  {view.name}
                </TextLink>
                {view.ownerId !== personId && (
                  <span className="text-soft"> {t('by', { name: view.ownerName })}</span>
                )}
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <details>
          <summary className={summary}>{t('save')}</summary>
          <ActionForm action={save} submit={t('saveThis')} submitTone="secondary" className="mt-3">
            <input type="hidden" name="address" value={address} />
            <Field name="name" label={t('name')} hint={t('nameHint')} required className="max-w-md">
              <TextInput maxLength={80} />
            </Field>
            <Checkbox name="shared" label={t('shared')} hint={t('sharedHint')} />
          </ActionForm>
        </details>
        {deletable.length > 0 && (
          <details>
            <summary className={summary}>{t('manage')}</summary>
            <ul className="stack mt-3">
              {deletable.map((view) => (
                <li key={view.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
                  <span className="min-w-0 [overflow-wrap:anywhere]">{view.name}</span>
                  <span className="text-soft">
                    {t.rich(view.isShared ? 'savedShared' : 'saved', {
                      date: () => <Day date={view.savedAt} />,
                      name: view.ownerName,
                    })}
                  </span>
                  <ActionForm
                    action={remove}
                    submit={t('delete', { name: view.name })}
                    submitTone="secondary"
                  >
                    <input type="hidden" name="viewId" value={view.id} />
                  </ActionForm>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}
