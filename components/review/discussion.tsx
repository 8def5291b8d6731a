/** Discussion: messages, answerAction? (for whoever may answer), askForm? {action, stageId}, caseId, hidesRemarks. Questions with their answers, remarks, and the way to ask. */
import { useTranslations } from 'next-intl';
import { Day } from '@/components/ui/day';
import { ActionForm, type ActionFormProps } from '@/components/ui/action-form';
import { Disclosure } from '@/components/ui/disclosure';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { Textarea } from '@/components/ui/textarea';

export type DiscussionMessage = {
  id: string;
  authorName: string | null;
  kind: 'question' | 'answer' | 'comment' | 'return';
  body: string;
  replyToId: string | null;
  at: string;
  isAnswered: boolean;
};
export type DiscussionProps = {
  caseId: string;
  messages: readonly DiscussionMessage[];
  hidesRemarks: boolean;
  askForm?: { action: ActionFormProps['action']; stageId: string };
  answerAction?: ActionFormProps['action'];
};

function Said({ message, children }: { message: DiscussionMessage; children?: React.ReactNode }) {
  const t = useTranslations('faculty.discussion');
  return (
    <div className="grid gap-1">
      <p className="text-sm text-soft">
        <span className="font-medium text-ink">{message.authorName ?? t('panel')}</span>{' '}
        {t(`kind.${message.kind}`)}, <Day date={message.at} />
      </p>
      <p className="measure whitespace-pre-line">{message.body}</p>
      {children}
    </div>
  );
}

export function Discussion({ caseId, messages, hidesRemarks, askForm, answerAction }: DiscussionProps) {
  const t = useTranslations('faculty.discussion');
  const asked = messages.filter((message) => message.replyToId === null);
  return (
    <div className="grid gap-5">
      {asked.length === 0 && <p className="text-soft">{t('none')}</p>}
      {asked.length > 0 && (
        <ol className="stack">
          {asked.map((message) => (
            <li key={message.id} className="grid gap-3 py-3">
              <Said message={message}>
                {message.kind === 'question' && !message.isAnswered && (
                  <p className="text-sm font-medium text-recommended">{t('unanswered')}</p>
                )}
              </Said>
              {messages
                .filter((reply) => reply.replyToId === message.id)
                .map((reply) => (
                  <div key={reply.id} className="border-l-2 border-line pl-4">
                    <Said message={reply} />
                  </div>
                ))}
              {answerAction && (message.kind === 'question' || message.kind === 'return') && (
                <Disclosure summary={t('answer')} open={message.kind === 'question' && !message.isAnswered}>
                  <ActionForm
                    action={answerAction}
                    submit={t('send')}
                    submitTone="secondary"
                    resetWhenDone
                    className="max-w-2xl"
                  >
                    <input type="hidden" name="caseId" value={caseId} />
                    <input type="hidden" name="replyToId" value={message.id} />
                    <Field name="body" label={t('yourAnswer')} required>
                      <Textarea rows={3} maxLength={5000} />
                    </Field>
                  </ActionForm>
                </Disclosure>
              )}
            </li>
          ))}
        </ol>
      )}
      {hidesRemarks && <p className="text-sm text-soft">{t('hidden')}</p>}
      {askForm && (
        <Disclosure summary={t('ask')}>
          <ActionForm
            action={askForm.action}
            submit={t('send')}
            submitTone="secondary"
            resetWhenDone
            className="max-w-2xl"
          >
            <input type="hidden" name="stageId" value={askForm.stageId} />
            <RadioGroup
              name="kind"
              legend={t('to')}
              required
              defaultValue="question"
              options={[
                { value: 'question', label: t('question'), hint: t('questionHint') },
                { value: 'comment', label: t('comment'), hint: t('commentHint') },
              ]}
            />
            <Field name="body" label={t('body')} required>
              <Textarea rows={3} maxLength={5000} />
            </Field>
          </ActionForm>
        </Disclosure>
      )}
    </div>
  );
}
