'use client';

/** FieldLinks: formId, state. What to correct, each by the name of its field and linked to it. */
import { useSyncExternalStore } from 'react';
import { type ActionState, errorsOf } from './form-state';

/** What a field is called on the page: the legend of its group, where it stands in one, and its own label. */
function labelOf(id: string): string {
  const control = document.getElementById(id);
  const label = control !== null && 'labels' in control ? (control as HTMLInputElement).labels?.[0] : null;
  const legend = control?.closest('fieldset')?.querySelector(':scope > legend');
  const parts = [legend, label].flatMap((one) => {
    const words = [...(one?.childNodes ?? [])]
      .filter((node) => !(node instanceof HTMLElement && node.dataset['optional'] !== undefined))
      .map(({ textContent }) => textContent)
      .join('')
      .trim();
    return words === '' ? [] : [words];
  });
  return [...new Set(parts)].join(', ');
}

const unchanging = () => () => undefined;
const unnamed = () => '';

/** The form itself knows what its fields are called; without script the sentence stands beside its field alone. */
function FieldName({ id }: { id: string }) {
  const label = useSyncExternalStore(unchanging, () => labelOf(id), unnamed);
  return label === '' ? null : `${label}: `;
}

/** Brings the field into view; a link to it would move the address and the history. */
export function FieldLinks({ formId, state }: { formId: string; state: ActionState }) {
  const names = Object.keys(state.fieldErrors ?? {}).filter((name) => errorsOf(state, name).length > 0);
  if (names.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {names.map((name) => (
        <li key={name}>
          <a href={`#${formId}-${name}`} className="link">
            <FieldName id={`${formId}-${name}`} />
            {errorsOf(state, name).join(' ')}
          </a>
        </li>
      ))}
    </ul>
  );
}
