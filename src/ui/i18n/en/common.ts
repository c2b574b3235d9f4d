/** Words used by several parts of the page. */
const common = {
  close: 'Close',
  print: 'Print',
  dismiss: 'Dismiss this message',
  cancel: 'Cancel',
  retry: 'Try again',
  loading: 'Loading …',
  crashed: 'This part of the page stopped',
  crashedText: 'The rest goes on working, and your images and results are kept. ({{message}})',
  seconds_one: '{{count}} second',
  seconds_other: '{{count}} seconds',
};

export default common;
