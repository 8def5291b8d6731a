'use client';

/** Theirs: name, stored (now, as the control writes it), say? (its words). What somebody else saved in this field meanwhile; nothing else. */
import { useFormState, useTheirs } from './form-state';

export function Theirs({
  name,
  stored,
  say = (value) => value,
}: {
  name: string | undefined;
  stored: string | undefined;
  say?: (value: string) => string;
}) {
  const words = useFormState()?.words;
  const theirs = useTheirs(name, stored);
  if (theirs === null || words === undefined) return null;
  return (
    <p data-theirs={name} className="border-l-4 border-recommended pl-3 text-sm whitespace-pre-line">
      {words.theirs} <strong>{theirs === '' ? words.blank : say(theirs)}</strong>
    </p>
  );
}
