'use client';

import { createContext, use } from 'react';

/** What an action answers. `fieldErrors` and `values` are keyed by the field's name. */
export type ActionState = {
  status: 'idle' | 'done' | 'refused';
  message?: string | undefined;
  reason?: string | undefined;
  fieldErrors?: Readonly<Record<string, string | readonly string[] | undefined>> | undefined;
  /** What was entered, given back so that a form sent without JavaScript loses nothing. */
  values?: Readonly<Record<string, string | readonly string[] | undefined>> | undefined;
};

export const idleState: ActionState = { status: 'idle' };

type FormContext = { formId: string; state: ActionState; pending: boolean };
type FieldControl = {
  id: string;
  name: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
};

export const FormStateContext = createContext<FormContext | null>(null);
export const FieldControlContext = createContext<FieldControl | null>(null);

export function useFormState(): FormContext | null {
  return use(FormStateContext);
}

/** The errors of one field as one list, whatever shape the action answered with. */
export function errorsOf(state: ActionState | undefined, name: string): readonly string[] {
  const found = state?.fieldErrors?.[name];
  if (found === undefined) return [];
  return typeof found === 'string' ? [found] : found;
}

/** Everything that a control inside a Field needs to be labelled, described and refilled. */
export function useControl(own: {
  id?: string | undefined;
  name?: string | undefined;
  defaultValue?: string | undefined;
}) {
  const field = use(FieldControlContext);
  const form = use(FormStateContext);
  const name = own.name ?? field?.name;
  const entered = name === undefined ? undefined : form?.state.values?.[name];
  return {
    id: own.id ?? field?.id,
    name,
    'aria-describedby': field?.describedBy,
    'aria-invalid': field?.invalid === true ? (true as const) : undefined,
    required: field?.required === true ? true : undefined,
    defaultValue: typeof entered === 'string' ? entered : own.defaultValue,
  };
}
