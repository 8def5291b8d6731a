'use client';

/** Tick: name, label, checked, onChange(on), value?. A checkbox whose state its owner keeps. */
import { Checkbox } from '@/components/ui/checkbox';

type Props = {
  name: string;
  label: React.ReactNode;
  checked: boolean;
  onChange: (on: boolean) => void;
  value?: string;
};

export function Tick({ name, label, checked, onChange, value = 'on' }: Props) {
  return (
    <Checkbox
      name={name}
      value={value}
      label={label}
      checked={checked}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}
