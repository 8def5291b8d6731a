/** Icon: name, className?. Always decoration: words stand beside it, or the control carries a label. */
const paths = {
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  right: 'M6 3l5 5-5 5',
  left: 'M10 3 5 8l5 5',
  down: 'M3 6l5 5 5-5',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.7 10.7 14 14',
  warning: 'M8 2 15 14H1L8 2ZM8 6.5v3.5M8 11.9v.6',
  info: 'M8 15A7 7 0 1 0 8 1a7 7 0 0 0 0 14ZM8 7.2v4.3M8 4.6v.6',
  menu: 'M2 4h12M2 8h12M2 12h12',
  pencil: 'M2.5 13.5 3.4 10 11 2.4l2.6 2.6L6 12.6l-3.5.9Z',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, className = 'size-4' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
