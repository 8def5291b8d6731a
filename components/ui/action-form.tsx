/**
 * ActionForm: a form that sends to a server action and says what came of it. Works without JavaScript.
 * Props: action (state, formData) => state; submit (words of its button; leave out to place own buttons); submitTone?; secondary? (beside the button);
 *   resetWhenDone?; endsOthers? (asks first where another form of the page holds something unsent, which would be lost); multipart is set by itself when a file field is inside; className?; id?; edits? (id and rowVersion of what is edited: the form then sends the version as expectedVersion, and counts what other forms of the page have saved of it as one's own); isAct? (it does something, and its fields say why); children.
 * Leaving the page with something unsent asks first. After somebody else's save every field says what they saved, before a second press replaces it.
 * What was entered stays after a refusal; the summary of what to correct takes the focus, unless somebody went on to another field meanwhile; a hidden idempotencyKey makes a double press harmless.
 */
import { useTranslations } from 'next-intl';
import { ActionFormBody, type ActionFormBodyProps } from './action-form-body';

export type ActionFormProps = Omit<ActionFormBodyProps, 'words'>;

export function ActionForm(props: ActionFormProps) {
  const t = useTranslations('ui.form');
  return (
    <ActionFormBody
      {...props}
      words={{
        refused: t('refused'),
        correct: t('correct'),
        done: t('done'),
        pending: t('pending'),
        unsent: t('unsent'),
        outdated: t('outdated'),
        stale: t('stale'),
        staleAct: t('staleAct'),
        staleGone: t('staleGone'),
        staleFields: t('staleFields'),
        staleAgain: t('staleAgain'),
        theirs: t('theirs'),
        blank: t('blank'),
        ticked: t('ticked'),
        unticked: t('unticked'),
        signIn: t('signIn'),
        signInHint: t('signInHint'),
        leave: t('leave'),
        others: t('others'),
      }}
    />
  );
}
