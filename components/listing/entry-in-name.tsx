/** EntryInName: entry {id, rowVersion, stewardName}, inName (what those say whom it names, and whether the reader answers), acceptAction, refuseAction. An entry in an institution's name that another one listed. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Day } from '@/components/ui/day';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/textarea';
import type { EntryView } from '@/lib/usecases/listing/view-entry';

type Action = ActionFormProps['action'];

export function EntryInName({
  entry,
  inName: { said, mayAnswer },
  acceptAction,
  refuseAction,
}: Pick<EntryView, 'entry' | 'inName'> & { acceptAction: Action; refuseAction: Action }) {
  const t = useTranslations('listing.inName');
  const ours = said.find(({ isUs }) => isUs);
  const hidden = <input type="hidden" name="microCredentialId" value={entry.id} />;
  return (
    <>
      {said.map(({ institution, isUs, state, reason, answeredOn }) => (
        <div key={institution} className="grid gap-1">
          <p className="measure">
            {isUs
              ? t.rich(`ours.${state}`, {
                  steward: entry.stewardName,
                  day: () => <Day date={answeredOn ?? ''} />,
                })
              : t.rich(`theirs.${state}`, { institution, day: () => <Day date={answeredOn ?? ''} /> })}
          </p>
          {reason !== '' && <p className="measure [overflow-wrap:anywhere] text-soft">{reason}</p>}
        </div>
      ))}
      {mayAnswer && ours !== undefined && ours.state !== 'accepted' && (
        <ActionForm action={acceptAction} edits={entry} submit={t('accept')}>
          {hidden}
          <p className="measure text-soft">{t('acceptLede', { steward: entry.stewardName })}</p>
        </ActionForm>
      )}
      {mayAnswer && ours !== undefined && ours.state !== 'refused' && (
        <Disclosure summary={t('refuse')}>
          <ActionForm action={refuseAction} edits={entry} submit={t('refuseSubmit')}>
            {hidden}
            <p className="measure text-soft">{t('refuseLede')}</p>
            <Field
              name="reason"
              label={t('reason')}
              hint={t('reasonHint', { steward: entry.stewardName })}
              required
            >
              <Textarea rows={3} maxLength={1_000} />
            </Field>
          </ActionForm>
        </Disclosure>
      )}
    </>
  );
}
