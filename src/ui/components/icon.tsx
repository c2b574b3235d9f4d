/** The page's icons: 16 px outlines drawn here, so that none is loaded. Decorative; the control carries the name. */
const PATHS = {
  play: 'M4 2.5v11l9-5.5z',
  pause: 'M4 2.5h3v11H4zM9 2.5h3v11H9z',
  step: 'M3 2.5v11l7-5.5zM11 2.5h2v11h-2z',
  reset: 'M8 2.2a5.8 5.8 0 1 1-5.4 3.7l1.4.5A4.3 4.3 0 1 0 8 3.7V6L4.5 3 8 0z',
  close: 'M3.5 2.4 8 6.9l4.5-4.5 1.1 1.1L9.1 8l4.5 4.5-1.1 1.1L8 9.1l-4.5 4.5-1.1-1.1L6.9 8 2.4 3.5z',
  chevron: 'M3.2 5.2 8 10l4.8-4.8 1 1L8 12 2.2 6.2z',
  help: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1m0 1.4a5.6 5.6 0 1 1 0 11.2A5.6 5.6 0 0 1 8 2.4M7.3 11h1.5v1.5H7.3zm.7-7.5c-1.5 0-2.6 1-2.6 2.3h1.4c0-.6.5-1 1.2-1s1.2.4 1.2 1c0 .5-.3.8-.8 1.2-.7.5-1.1 1-1.1 2V10h1.4v-.6c0-.5.2-.8.8-1.2.7-.5 1.2-1.1 1.2-2.1 0-1.6-1.1-2.6-2.7-2.6',
  restore: 'M2 2v4.5h4.5L4.7 4.7A4.9 4.9 0 1 1 3.1 9H1.6a6.4 6.4 0 1 0 2-5.4z',
  check: 'm6.4 12.4-4-4 1.1-1.1 2.9 2.9 6.1-6.1 1.1 1.1z',
  warning: 'M8 1.5 15 14H1zm0 3L3.6 12.5h8.8zM7.3 6.5h1.4v3.2H7.3zm0 4.1h1.4V12H7.3z',
  menu: 'M1.5 3h13v1.5h-13zm0 4.2h13v1.5h-13zm0 4.2h13V13h-13z',
  project: 'M1.5 3h4.6l1.5 1.8h6.9v8.7h-13zm1.4 1.4v7.7h10.2V6.2H6.9L5.4 4.4z',
  share:
    'M11.5 1.5a2.5 2.5 0 1 1-1.9 4.1L6.4 7.3a2.5 2.5 0 0 1 0 1.4l3.2 1.7a2.5 2.5 0 1 1-.7 1.2L5.7 9.9a2.5 2.5 0 1 1 0-3.8l3.2-1.7a2.5 2.5 0 0 1 2.6-2.9',
  present: 'M1 2h14v9H9.4l2 3.5H9.8L8 11.6l-1.8 2.9H4.6l2-3.5H1zm1.4 1.4v6.2h11.2V3.4z',
  classroom:
    'M1.5 2h13v9h-13zm1.4 1.4v6.2h10.2V3.4zM4 8.5V6h1.6v2.5zm3.2 0V4.4h1.6v4.1zm3.2 0V5.4H12v3.1zM4 12.5h8V14H4z',
  offline: 'M7.2 1.5h1.6v6l2.2-2.2 1.1 1.1L8 10.5 3.9 6.4 5 5.3l2.2 2.2zM2 11h1.5v2h9v-2H14v3.5H2z',
  camera:
    'M5.5 2.5h5l1 1.5H14a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1H2a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h2.5zm-3 3v6.5h11V5.5zM8 6a2.8 2.8 0 1 1 0 5.6A2.8 2.8 0 0 1 8 6m0 1.4a1.4 1.4 0 1 0 0 2.8 1.4 1.4 0 0 0 0-2.8',
  previous: 'M10.2 2.6 11.3 3.7 7 8l4.3 4.3-1.1 1.1L4.8 8z',
  next: 'M5.8 2.6 4.7 3.7 9 8l-4.3 4.3 1.1 1.1L11.2 8z',
  keyboard:
    'M1 3.5h14v9H1zm1.4 1.4v6.2h11.2V4.9zM4 6.3h1.4v1.3H4zm3.3 0h1.4v1.3H7.3zm3.3 0H12v1.3h-1.4zM4.7 9h6.6v1.2H4.7z',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
      style={{ flex: 'none' }}
    >
      <path d={PATHS[name]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
