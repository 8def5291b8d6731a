/** TextLink: an underlined link inside text. Props: href, plus those of <a>. */
import clsx from 'clsx';
import { Anchor, type AnchorProps } from './anchor';

export function TextLink({ className, ...rest }: AnchorProps) {
  return <Anchor className={clsx('link', className)} {...rest} />;
}
