import type { ReactNode } from 'react';

const PATHS = {
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM11 11l3 3',
  back: 'M10 3L5 8l5 5',
  table: 'M2 3h12v10H2zM2 7h12M7 3v10',
  map: 'M3 12l4-8 3 6 3-4M3 12h10',
  filter: 'M2 3h12l-4.500 6v4l-3-1.500V9z',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  moon: 'M13 9.500A5.500 5.500 0 0 1 6.500 3 5.500 5.500 0 1 0 13 9.500Z',
  down: 'M8 2v8M4.500 7L8 10.500 11.500 7M3 13.500h10',
  link: 'M7 9a3 3 0 0 0 4.200 0l2-2A3 3 0 0 0 9 2.800l-.8.8M9 7a3 3 0 0 0-4.200 0l-2 2A3 3 0 0 0 7 13.200l.8-.8',
  play: 'M5 3l8 5-8 5z',
  pause: 'M5.500 3v10M10.500 3v10',
  next: 'M6 3l5 5-5 5',
  focus: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1v3M8 12v3M1 8h3M12 8h3',
  check: 'M3 8.500l3.500 3.500L13 4.500',
} as const;

export type IconName = keyof typeof PATHS;

/** A small drawing beside a text, or in a button that has a name. */
export function Icon({ name }: { readonly name: IconName }): ReactNode {
  return (
    <svg
      className="icon"
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** A button that shows a drawing only; its name is read aloud and shown on hover. */
export function IconButton({
  icon,
  name,
  onClick,
  pressed,
}: {
  readonly icon: IconName;
  readonly name: string;
  readonly onClick: () => void;
  readonly pressed?: boolean;
}): ReactNode {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      title={name}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
