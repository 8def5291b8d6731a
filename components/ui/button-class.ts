import clsx from 'clsx';

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'normal' | 'small';

const tones: Record<ButtonTone, string> = {
  primary: 'border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong',
  secondary: 'border-edge bg-paper text-ink hover:border-ink hover:bg-sunken',
  quiet:
    'border-transparent text-accent underline underline-offset-4 decoration-1 hover:bg-accent-wash hover:text-accent-strong',
  danger: 'border-suspended bg-paper text-suspended hover:bg-suspended-wash',
};
const sizes: Record<ButtonSize, string> = {
  normal: 'min-h-11 px-4 py-2 text-base sm:min-h-10',
  small: 'min-h-8 px-3 py-1 text-sm',
};

/** The one look of everything that is pressed, shared by buttons, links and summaries. */
export function buttonClass(tone: ButtonTone, size: ButtonSize, extra?: string): string {
  return clsx(
    'inline-flex items-center justify-center gap-2 rounded border text-center font-medium leading-5 transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:opacity-60',
    tones[tone],
    sizes[size],
    extra,
  );
}
