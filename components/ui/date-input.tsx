'use client';

/** DateInput: the browser's own date field; value is YYYY-MM-DD. Plus those of <input>. */
import { TextInput, type TextInputProps } from './text-input';

export function DateInput(props: Omit<TextInputProps, 'type' | 'width'>) {
  return <TextInput type="date" width="short" {...props} />;
}
