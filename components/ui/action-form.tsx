/**
 * ActionForm: a form that sends to a server action and says what came of it. Works without JavaScript.
 * Props: action (state, formData) => state; submit (words of its button; leave out to place own buttons); submitTone?; secondary? (beside the button);
 *   resetWhenDone?; multipart is set by itself when a file field is inside; className?; children.
 * What was entered stays after a refusal; the summary of what to correct takes the focus; a hidden idempotencyKey makes a double press harmless.
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
      }}
    />
  );
}
