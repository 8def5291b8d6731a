'use client';

import clsx from 'clsx';
import {
  usePathname,
  unstable_isUnrecognizedActionError as isUnknownAction,
  unstable_rethrow as rethrowRedirect,
} from 'next/navigation';
import {
  startTransition,
  useActionState,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useTransition,
  type SubmitEvent,
} from 'react';
import { AnswerLines } from './answer-lines';
import { Button } from './button';
import type { ButtonTone } from './button-class';
import { FieldLinks } from './field-links';
import { FormStateContext, idleState, isStale, type ActionState } from './form-state';
import { leaveAnswer, tellAnswer } from './last-answer';
import { Notice } from './notice';
import { basisAfterOwnSaves, noteOwnSave } from './own-saves';
import { isRedirect } from '@/lib/next/is-redirect';
import { StaleNotice } from './stale-notice';
import { othersHoldUnsent, useUnsent } from './use-unsent';

export type ActionFormBodyProps = {
  action: (state: ActionState, data: FormData) => ActionState | Promise<ActionState>;
  submit?: React.ReactNode;
  submitTone?: ButtonTone;
  secondary?: React.ReactNode;
  resetWhenDone?: boolean;
  /** Once it is done, the page shows none of its other forms as they were filled in: what they hold unsent is asked about first. */
  endsOthers?: boolean;
  className?: string;
  /** Of the element, so that a button elsewhere on the page can send it. */
  id?: string;
  /**
   * What is edited, in which row version. The form sends the version that its fields were filled from, whatever the page has learned since;
   * what other forms of the page have saved of it is one's own, and no reason to ask.
   */
  edits?: { id: string; rowVersion: number };
  /** It does something to what is shown, and its fields say why: somebody else's save meanwhile is shown, and changes nothing in them. */
  isAct?: boolean;
  words: {
    stale: string;
    staleAct: string;
    staleGone: string;
    staleFields: string;
    staleAgain: string;
    theirs: string;
    blank: string;
    ticked: string;
    unticked: string;
    signIn: string;
    signInHint: string;
    leave: string;
    others: string;
    refused: string;
    correct: string;
    done: string;
    pending: string;
    unsent: string;
    outdated: string;
  };
  children?: React.ReactNode;
};

/** The reason of a refusal that nobody spoke: there was no answer, or none that could be read. */
const unanswered = 'form/unanswered';
/** The reason of a refusal of somebody whose session has ended. */
const signedOut = 'access/sign-in-first';

// Not crypto.randomUUID: it is missing on plain http, where a first trial on a local network often runs.
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** What somebody wrote in sentences, with the words that label it: it is told where the form leaves the page unsent. */
function writtenIn(form: HTMLFormElement): string[] {
  return [...form.querySelectorAll('textarea')]
    .filter(({ value }) => value.trim() !== '')
    .map((field) => `${field.labels[0]?.textContent ?? field.name}: ${field.value}`);
}

export function ActionFormBody({
  action,
  submit,
  submitTone = 'primary',
  secondary,
  resetWhenDone = false,
  endsOthers = false,
  className,
  id,
  edits,
  isAct = false,
  words,
  children,
}: ActionFormBodyProps) {
  const version = edits?.rowVersion;
  const [served, dispatch] = useActionState(action, idleState);
  const [answered, setAnswered] = useState<ActionState>();
  const [pending, startSending] = useTransition();
  const state = answered ?? served;
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const [firstKey] = useState(newKey);
  // Kept apart from the field, which is filled with the first key again whenever the form is rendered anew.
  const key = useRef(firstKey);
  /** What had the focus when it was sent. */
  const sentFrom = useRef<Element>(null);
  const pathname = usePathname();
  const stale = isStale(state);
  const [pin, setPin] = useState({ version, state: idleState, saves: 0 });
  // An own save, and what somebody else saved and is shown now, are what the next press builds on. A page that is made anew for another
  // reason is not: its fields still hold what they were filled with. While what others saved is shown, whatever the page learns of it is.
  if (version !== pin.version && (stale || (state.status === 'done' && state !== pin.state)))
    setPin({ version, state, saves: pin.saves + (stale ? 0 : 1) });
  useUnsent(form, state, pin.saves, words.leave);

  useEffect(() => {
    if (state.status === 'idle') return;
    // Whoever went on to another field while it was sent is writing there.
    const focused = document.activeElement;
    if (focused === null || focused === document.body || focused === sentFrom.current)
      summary.current?.focus();
    // A refusal was not carried out and a finished act is over: both make the next press a new act. What had no answer may have been
    // carried out, so the next press is the same act.
    if (state.reason !== unanswered) key.current = newKey();
    if (state.status === 'done' && resetWhenDone) form.current?.reset();
  }, [state, resetWhenDone]);

  // A form that its own success takes away would leave the focus nowhere.
  useLayoutEffect(() => {
    const own = form.current;
    return () => {
      const focused = document.activeElement;
      // A button outside of the form may send it as well.
      const isOwn =
        own?.contains(focused) === true || (focused instanceof HTMLButtonElement && focused.form === own);
      if (own !== null && isOwn) document.getElementById('main')?.focus();
      if (own !== null) leaveAnswer(own);
    };
  }, []);

  // Sent by hand rather than through `action`, because React empties a form once its action has answered, and takes the page away
  // when it has no answer: whoever loses the connection would lose what they wrote.
  function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    // Enter in a field presses the first button, even one that stands behind a question nobody has been asked yet.
    const question = event.nativeEvent.submitter?.closest<HTMLDetailsElement>('details:not([open])');
    if (question) {
      question.open = true;
      question.querySelector('summary')?.focus();
      return;
    }
    const own = event.currentTarget;
    if (endsOthers && othersHoldUnsent(own) && !confirm(words.others)) return;
    const data = new FormData(own, event.nativeEvent.submitter);
    data.set('idempotencyKey', key.current);
    const basis =
      edits === undefined || pin.version === undefined ? null : basisAfterOwnSaves(edits.id, pin.version);
    if (basis !== null) data.set('expectedVersion', String(basis));
    sentFrom.current = document.activeElement;
    startSending(async () => {
      const saved = () => {
        if (edits !== undefined && basis !== null) noteOwnSave(edits.id, basis);
      };
      const next = await answerTo(data, saved);
      if (next.status === 'done') saved();
      const told = { form: own, pathname, isFormGone: form.current === null };
      if (next.status === 'done')
        tellAnswer({ ...told, tone: 'done', title: next.message ?? words.done, lines: next.lines ?? [] });
      else if (isStale(next))
        tellAnswer({ ...told, tone: 'refused', title: words.staleGone, lines: writtenIn(own) });
      startTransition(() => setAnswered(next));
    });
  }

  async function answerTo(data: FormData, saved: () => void): Promise<ActionState> {
    try {
      return await action(state, data);
    } catch (error) {
      // What leads on was carried out, and the page that it leads to may show other forms of this one as they were.
      if (isRedirect(error)) saved();
      rethrowRedirect(error);
      return {
        status: 'refused',
        reason: unanswered,
        message: isUnknownAction(error) ? words.outdated : words.unsent,
      };
    }
  }

  return (
    <FormStateContext value={{ formId, state, pending, base: pin.saves, words }}>
      <form
        ref={form}
        id={id}
        action={dispatch}
        onSubmit={send}
        aria-busy={pending}
        className={clsx('grid content-start gap-5', className)}
      >
        {state.status !== 'idle' && (
          <div ref={summary} tabIndex={-1} data-told>
            <Notice
              tone={state.status}
              live
              title={
                stale && version !== undefined
                  ? words[isAct ? 'staleAct' : 'stale']
                  : (state.message ?? (state.status === 'done' ? words.done : words.refused))
              }
            >
              {stale && version !== undefined && (
                <StaleNotice form={form} state={state} isAct={isAct} words={words} />
              )}
              {state.reason === signedOut && (
                <p>
                  {/* A page of its own, so that what was entered stays here. */}
                  <a
                    href={`/sign-in?next=${encodeURIComponent(pathname)}`}
                    target="_blank"
                    rel="noopener"
                    className="link"
                  >
                    {words.signIn}
                  </a>{' '}
                  {words.signInHint}
                </p>
              )}
              {state.lines !== undefined && state.lines.length > 0 && <AnswerLines lines={state.lines} />}
              {state.status === 'refused' && <FieldLinks formId={formId} state={state} />}
            </Notice>
          </div>
        )}
        <input type="hidden" name="idempotencyKey" defaultValue={firstKey} suppressHydrationWarning />
        {version !== undefined && <input type="hidden" name="expectedVersion" value={pin.version} />}
        {children}
        {(submit !== undefined || secondary !== undefined) && (
          <div className="flex flex-wrap items-center gap-3">
            {submit !== undefined && (
              <Button type="submit" tone={submitTone} aria-disabled={pending || undefined}>
                {pending ? words.pending : submit}
              </Button>
            )}
            {secondary}
          </div>
        )}
      </form>
    </FormStateContext>
  );
}
