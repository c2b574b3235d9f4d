/** A drawing pin, filled when something is pinned. */
export function PinSign({ filled }: { readonly filled: boolean }) {
  return (
    <svg width={14} height={14} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d="M5 1.5h6l-.8 4.6 2.3 2.4v1H3.5v-1l2.3-2.4zM8 9.5V15"
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={1.4}
        strokeLinejoin="round"
      />
    </svg>
  );
}
