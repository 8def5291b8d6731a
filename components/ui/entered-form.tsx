'use client';

/**
 * EnteredForm: a GET form whose page looks at what was entered before anything is saved. Props: action; entered (the fields as the address
 * says them, or null before anything was entered); fieldErrors (sentences by field); title (said above them); className?; children.
 * What was entered stays, with each error beside its field.
 */
import clsx from 'clsx';
import { useId } from 'react';
import { FieldLinks } from './field-links';
import { type ActionState, FormStateContext, idleState } from './form-state';
import { Notice } from './notice';

export type EnteredFormProps = {
  action: string;
  entered: ActionState['values'] | null;
  fieldErrors: Readonly<Record<string, string>>;
  title: string;
  className?: string;
  children: React.ReactNode;
};

/** Nothing is compared with what somebody else saved: that is for the form that saves. */
const noWords = { theirs: '', blank: '', ticked: '', unticked: '' };

export function EnteredForm({ action, entered, fieldErrors, title, className, children }: EnteredFormProps) {
  const formId = useId();
  const isRefused = Object.keys(fieldErrors).length > 0;
  const state: ActionState =
    entered === null ? idleState : { status: isRefused ? 'refused' : 'done', values: entered, fieldErrors };
  return (
    <FormStateContext value={{ formId, state, pending: false, base: 0, words: noWords }}>
      <form method="get" action={action} className={clsx('grid content-start gap-4', className)}>
        {isRefused && (
          <Notice tone="refused" title={title}>
            <FieldLinks formId={formId} state={state} />
          </Notice>
        )}
        {children}
      </form>
    </FormStateContext>
  );
}
