/** EntryClaim: entry {id, rowVersion}, claim, takeOverAction, giveBackAction; an entry about the institution passes to it, and back. */
import { useTranslations } from 'next-intl';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import type { EntryView } from '@/lib/usecases/listing/view-entry';

type Action = ActionFormProps['action'];

export function EntryClaim({
  entry,
  claim,
  takeOverAction,
  giveBackAction,
}: Pick<EntryView, 'entry' | 'claim'> & { takeOverAction: Action; giveBackAction: Action }) {
  const t = useTranslations('listing.claim');
  const form = (action: Action, submit: string, lede: string) => (
    <ActionForm action={action} edits={entry} submit={submit}>
      <input type="hidden" name="microCredentialId" value={entry.id} />
      <p className="measure text-soft">{lede}</p>
    </ActionForm>
  );
  return (
    <>
      {claim.takenFrom !== null && !claim.mayGiveBack && (
        <p className="measure text-soft">{t('taken', { institution: claim.takenFrom })}</p>
      )}
      {claim.mayTakeOver &&
        form(takeOverAction, t('takeOver'), t('takeOverLede', { steward: entry.stewardName }))}
      {claim.mayGiveBack &&
        form(giveBackAction, t('giveBack'), t('giveBackLede', { steward: claim.takenFrom ?? '' }))}
    </>
  );
}
