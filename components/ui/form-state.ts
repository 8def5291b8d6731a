'use client';

import { createContext, use, useState } from 'react';

/** What an action answers. `fieldErrors` and `values` are keyed by the field's name. */
export type ActionState = {
  status: 'idle' | 'done' | 'refused';
  message?: string | undefined;
  /** What became of each of many, in sentences. */
  lines?: readonly string[] | undefined;
  reason?: string | undefined;
  /** What the act came to, for a form that shows it. */
  value?: unknown;
  fieldErrors?: Readonly<Record<string, string | readonly string[] | undefined>> | undefined;
  /** What was entered, given back so that a form sent without JavaScript loses nothing. */
  values?: Readonly<Record<string, string | readonly string[] | undefined>> | undefined;
};

export const idleState: ActionState = { status: 'idle' };

type FormContext = {
  formId: string;
  state: ActionState;
  pending: boolean;
  /** Counts how often what is stored became what the form builds on: after each save of its own. */
  base: number;
  words: { theirs: string; blank: string; ticked: string; unticked: string };
};
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

/** Whether somebody else saved what the form shows after it was opened. Every versioned thing refuses with such a reason. */
export function isStale(state: ActionState | undefined): boolean {
  return state?.status === 'refused' && state.reason?.endsWith('/changed-meanwhile') === true;
}

/** What is stored in fields whose value their owner keeps, by name; null for a form without such fields. */
export const StoredValuesContext = createContext<ReadonlyMap<string, string> | null>(null);

/**
 * What somebody else saved in this field meanwhile, where sending again would replace it; null where nothing would be lost. Without
 * script the page is made anew after the refusal, and what was stored before is not known: every difference is then shown.
 */
export function useTheirs(name: string | undefined, given: string | undefined): string | null {
  const form = use(FormStateContext);
  const owned = use(StoredValuesContext);
  const stale = isStale(form?.state);
  const stored = (name !== undefined && owned !== null ? owned.get(name) : undefined) ?? given ?? '';
  const [before, setBefore] = useState({ base: form?.base, stored: stale ? null : stored });
  if (form !== null && before.base !== form.base) setBefore({ base: form.base, stored });
  if (!stale || name === undefined) return null;
  const entered = form?.state.values?.[name] ?? '';
  return stored !== before.stored && stored !== entered ? stored : null;
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
