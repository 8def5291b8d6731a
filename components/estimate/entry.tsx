/** Entry: a field of the estimate. name, label, hint?, optionalWord?, errors (by name), typed (what could not be read, by name), children. An entry that cannot be read stays as it was typed. */
import { Field } from '@/components/ui/field';
import { TextInput } from '@/components/ui/text-input';

export type EntryNotes = {
  errors: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string>>;
};

export function Entry({
  name,
  notes: { errors, typed },
  children,
  ...rest
}: {
  name: string;
  label: React.ReactNode;
  hint?: React.ReactNode;
  optionalWord?: string;
  notes: EntryNotes;
  children: React.ReactNode;
}) {
  const [error, unread] = [errors[name], typed[name]];
  return (
    <Field name={name} {...rest} {...(error !== undefined && { error })}>
      {unread === undefined ? children : <TextInput maxLength={200} defaultValue={unread} />}
    </Field>
  );
}
