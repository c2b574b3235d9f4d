/**
 * Colour and dash of up to eight lines. The page's Okabe-Ito colours can be told apart with any kind of colour vision, and no two lines
 * have the same dashes, so that they can also be told apart in grey.
 */
export interface LineStyle {
  /** For the screen: follows the theme. */
  readonly colour: string;
  /** For exported charts, on white. */
  readonly paper: string;
  /** SVG `stroke-dasharray`; empty for a whole line. */
  readonly dash: string;
}

const LINE_STYLES: readonly LineStyle[] = [
  { colour: 'var(--normal)', paper: '#0072b2', dash: '' },
  { colour: 'var(--anomaly)', paper: '#d55e00', dash: '8 4' },
  { colour: 'var(--cutpaste)', paper: '#009e73', dash: '2 3' },
  { colour: 'var(--other)', paper: '#cc79a7', dash: '10 3 2 3' },
  { colour: 'var(--text)', paper: '#1c1d1f', dash: '14 5' },
  { colour: 'var(--paste)', paper: '#e69f00', dash: '5 2' },
  { colour: 'var(--scar)', paper: '#b8a500', dash: '2 6' },
  { colour: 'var(--text-muted)', paper: '#5a5c60', dash: '12 3 2 3 2 3' },
];

export const lineStyle = (index: number): LineStyle => LINE_STYLES[index % LINE_STYLES.length];
