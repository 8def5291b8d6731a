'use client';

import { useSyncExternalStore } from 'react';

/**
 * What a form was answered with last that can take it off the page: its own success, or that somebody else was first. The page tells it
 * where the form is gone.
 */
export interface LastAnswer {
  tone: 'done' | 'refused';
  form: HTMLFormElement;
  /** The page on which it was given. */
  pathname: string;
  title: string;
  lines: readonly string[];
  isFormGone: boolean;
}

let last: LastAnswer | null = null;
const listeners = new Set<() => void>();

function put(answer: LastAnswer | null): void {
  last = answer;
  for (const listener of listeners) listener();
}

export function tellAnswer(answer: LastAnswer): void {
  put(answer);
}

/** A form has left the page; nobody else can say what it was answered with. */
export function leaveAnswer(form: HTMLFormElement): void {
  if (last?.form === form) put({ ...last, isFormGone: true });
}

export function forgetAnswer(): void {
  if (last !== null) put(null);
}

export function useLastAnswer(): LastAnswer | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => last,
    () => null,
  );
}
