/** Sessions that are kept, project files. */
const keeping = {
  menu: {
    project: 'Project …',
    projectHelp: 'Save everything as a file, open one, and what this browser keeps',
  },
  offer: {
    title: 'Restore the session of {{time}}?',
    text: '{{name}}: {{images}}{{run}}, {{size}}',
    run: ', step {{step}} of {{total}}',
    untrained: ', a network that was judged without training',
    images_one: '{{count}} image',
    images_other: '{{count}} images',
    withoutImages: 'There was no room for its images: open them again and it goes on.',
    yours: 'Your images',
    restore: 'Restore',
    discard: 'Discard',
    older_one: 'Show {{count}} older session',
    older_other: 'Show {{count}} older sessions',
  },
  project: {
    title: 'Project',
    lead: 'One file with images, labels, masks, settings, weights and results. It opens on any computer and gives the same scores.',
    open: 'Open a project …',
    images: 'Put the images into the file',
    imagesOwn:
      'As PNG, the very pixels that the network gets. Without them, whoever opens the file needs the images.',
    imagesSample:
      'The built-in sample is painted again from its name and seed, so that the file stays small without them.',
    parts: 'In the file: {{images}}{{run}}.',
    run: ', the network at step {{step}} with its results',
    noRun: ', no network yet',
    save: 'Save as a file',
    nothing: 'There is nothing to save yet. Open images or a sample first.',
    lesson: 'The textbook is open; its images and run are not yours. Close it first.',
    busy: 'Something is being written or read.',
  },
  kept: {
    title: 'Kept in this browser',
    on: 'Kept at {{time}}, {{size}}. After a reload or a crash this session is offered again.',
    onEmpty: 'This session is kept as soon as there is something that you would miss.',
    starting: 'Finding out whether this tab can keep its session …',
    'other-tab':
      'Another tab of this page is open and keeps its session; this tab keeps nothing. Close the other one, or save a project file.',
    off: 'This browser does not let the page keep anything. Save a project file before you close the page.',
    withoutImages: 'There was no room for the images. Save a project file to keep them.',
    persist: 'Ask the browser never to clear it',
    persisted: 'The browser has promised not to clear it by itself.',
    notPersisted: 'The browser may clear it when the disk runs short.',
    room: '{{used}} of {{quota}} in use.',
  },
  job: {
    saving: 'Writing the project file',
    opening: 'Reading and checking the project file',
    restoring: 'Bringing the session back',
    checking: 'Scoring all images again to compare with the file',
  },
  replace: {
    title: 'Open {{name}}?',
    text: 'It is whole: {{images}}{{run}}. The images and the run that are open now would be closed.',
    accept: 'Open the project',
    decline: 'Keep what is open',
  },
  opened: {
    same: '{{name}} is open. All {{count}} scores were computed again and agree with those in the file to {{difference}}.',
    differs:
      '{{name}} is open, but scores computed here differ from those in the file by up to {{difference}} (relative). The device or its arithmetic is another one.',
    plain: '{{name}} is open.',
  },
  opening: {
    title: 'Stop the run and open {{name}}?',
    files_one: '{{count}} file',
    files_other: '{{count}} files',
    text: 'A run is under way at step {{step}} of {{total}}. It belongs to the images that are open, so it would end here. What it has come to is kept in the list of runs, and you can come back to it.',
    accept: 'Stop the run and open',
    titleReady: 'Open {{name}}?',
    images:
      'This tab keeps nothing. Of three sets of images it remembers two: “{{name}}”, which was open before, would have to be opened from its files again. Its finished runs stay in the list of runs.',
    acceptReady: 'Open',
    decline: 'Keep training',
    stopped: 'The run on {{name}} was stopped for other images. Its results are in the list of runs.',
    back: 'Back to {{name}}',
    yours: 'your images',
  },
  waiting: {
    text: '“{{name}}” came without its {{images}}. Open the same images and labels, network and results come back.',
    forget: 'Do without',
  },
};

export default keeping;
