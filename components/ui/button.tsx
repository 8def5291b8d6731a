/** Button: tone? primary|secondary|quiet|danger (secondary), size? normal|small, plus those of <button>. type is "button" unless given. */
import type { ComponentPropsWithRef } from 'react';
import { buttonClass, type ButtonSize, type ButtonTone } from './button-class';

export type ButtonProps = ComponentPropsWithRef<'button'> & { tone?: ButtonTone; size?: ButtonSize };

export function Button({
  tone = 'secondary',
  size = 'normal',
  type = 'button',
  className,
  ...rest
}: ButtonProps) {
  return <button type={type} className={buttonClass(tone, size, className)} {...rest} />;
}
