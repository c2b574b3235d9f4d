/** Use without a network. */
const offline = {
  title: 'Use without a network',
  lead: 'After the first visit the page works with the network cut: it lies in this browser, with samples, lessons and everything that computes.',
  unavailable:
    'This browser keeps nothing here: it offers no service worker, or the page is not served over https. The page works as long as it stays open.',
  parts: { app: 'The page', backbone: 'ImageNet network (only for the no-training baseline)' },
  megabytes: '{{size}} MB to download',
  files: '{{stored}} of {{total}} files',
  keeping: 'Being kept',
  kept: 'Kept',
  download: 'Keep it too',
  problem: 'Not everything could be kept: {{reason}}. What is here stays. Reload the page to try again.',
  install: 'To install it like a program, use the browser’s menu (“Install”, or “Add to home screen”).',
};

export default offline;
