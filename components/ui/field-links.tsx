'use client';

/** FieldLinks: formId, state. What to correct, each linked to its field. */
import { type ActionState, errorsOf } from './form-state';

/** Brings the field into view; a link to it would move the address and the history. */
export function FieldLinks({ formId, state }: { formId: string; state: ActionState }) {
  const names = Object.keys(state.fieldErrors ?? {}).filter((name) => errorsOf(state, name).length > 0);
  if (names.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {names.map((name) => (
        <li key={name}>
          <a href={`#${formId}-${name}`} className="link">
            {errorsOf(state, name).join(' ')}
          </a>
        </li>
      ))}
    </ul>
  );
}
