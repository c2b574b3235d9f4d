/** Share links, lesson links, presenting, a new version of the page. */
const sharing = {
  menu: {
    share: 'Share …',
    shareHelp: 'A link to these settings and this sample; a link for a class',
    classroom: 'Results of a class …',
    classroomHelp: 'Collect them by QR code or file, see the spread over seeds',
    present: 'Present',
    presentHelp: 'Large type, one panel at a time (key P)',
    offline: 'Use without a network …',
    offlineHelp: 'What is kept in this browser, and how large it is',
    licences: 'Licences of the software in this page',
  },
  share: {
    title: 'Share',
    lead: 'Whoever opens this link sees the same settings, seed and sample. The link holds all of it; nothing is stored elsewhere.',
    ownImages: 'Your own images are not part of a link. They stay on this computer.',
    address: 'Link',
    copy: 'Copy',
    copied: 'Copied.',
    notCopied: 'The browser refused to copy. Select the link and copy it by hand.',
    withTab: 'Open this tab',
    withLanguage: 'In this language',
    qr: 'QR code of the link',
    tooLongForQr: 'With so many changed settings the link is too long for a QR code that a camera can read.',
  },
  hide: {
    title: 'Lesson link: show a class only what it needs',
    lead: 'Untick what the link hides. A class can bring everything back with one button.',
    panels: 'Columns and top bar',
    tabs: 'Tabs',
    groups: 'Groups of parameters',
    setup: 'Sample, preset, seed',
    backend: 'Choice of backend',
    tabNames: {
      augment: 'Augment',
      train: 'Train',
      maps: 'Maps',
      runs: 'Runs',
      embedding: 'Embedding',
      learn: 'Learn',
      camera: 'Camera',
    },
    tryHere: 'Try it on this page',
  },
  offer: {
    title: 'Open the link?',
    replaces:
      'It brings its own sample and settings. The images and the run that are open now would be closed.',
    keeps: 'It brings its own settings. The images that are open stay.',
    accept: 'Open the link',
    decline: 'Keep what is open',
  },
  update: {
    text: 'A new version of this page is ready. Taking it reloads the page; what is not saved is closed.',
    take: 'Take the new version',
    busy: 'A run is going on. Pause it or let it finish first.',
  },
  presenter: {
    previous: 'Previous panel (left arrow)',
    next: 'Next panel (right arrow)',
    place: '{{index}} of {{total}}',
    leave: 'Stop presenting',
  },
};

export default sharing;
