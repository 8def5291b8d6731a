'use client';

/** FileInput: inside a Field needs nothing; accept, multiple and the rest of <input type=file>. */
import clsx from 'clsx';
import type { ComponentPropsWithRef } from 'react';
import { useControl } from './form-state';

export function FileInput({ id, name, className, ...rest }: Omit<ComponentPropsWithRef<'input'>, 'type'>) {
  const { defaultValue: _nothing, ...control } = useControl({ id, name });
  return (
    <input
      type="file"
      {...control}
      className={clsx(
        'block w-full rounded border border-dashed border-edge p-3 text-sm text-soft file:mr-4 file:min-h-8 file:rounded file:border file:border-solid file:border-edge file:bg-paper file:px-3 file:font-medium file:text-ink hover:file:bg-sunken',
        className,
      )}
      {...rest}
    />
  );
}
