/**
 * ConfirmButton: asks before it sends, with or without JavaScript; opens in place and holds the real submit button.
 * Props: trigger, question, confirm, tone? (danger), size?, name?/value? (of the submit), children? (fields such as a reason). Stands inside a form.
 */
import clsx from 'clsx';
import { Button } from './button';
import { buttonClass, type ButtonSize, type ButtonTone } from './button-class';

export type ConfirmButtonProps = {
  trigger: React.ReactNode;
  question: React.ReactNode;
  confirm: React.ReactNode;
  tone?: ButtonTone;
  size?: ButtonSize;
  name?: string;
  value?: string;
  children?: React.ReactNode;
};

export function ConfirmButton({
  trigger,
  question,
  confirm,
  tone = 'danger',
  size = 'normal',
  name,
  value,
  children,
}: ConfirmButtonProps) {
  return (
    <details className="group">
      <summary className={clsx(buttonClass(tone, size), 'group-open:border-dashed')}>{trigger}</summary>
      <div className="mt-3 grid max-w-xl justify-items-start gap-3 border-l-4 border-suspended pl-4">
        <p>{question}</p>
        {children}
        <Button type="submit" tone={tone} size={size} name={name} value={value}>
          {confirm}
        </Button>
      </div>
    </details>
  );
}
