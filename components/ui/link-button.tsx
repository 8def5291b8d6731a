/** LinkButton: a link that is the act of a screen. Props: href, tone?, size?, plus those of <a>. */
import { Anchor, type AnchorProps } from './anchor';
import { buttonClass, type ButtonSize, type ButtonTone } from './button-class';

export type LinkButtonProps = AnchorProps & { tone?: ButtonTone; size?: ButtonSize };

export function LinkButton({ tone = 'secondary', size = 'normal', className, ...rest }: LinkButtonProps) {
  return <Anchor className={buttonClass(tone, size, className)} {...rest} />;
}
