/** How a folder was read: the question where names leave something open, and the report. */
export default {
  question: {
    title: 'What is in this folder?',
    lead: 'The names of the folders leave something open. Nothing is loaded before you have answered; the answer is remembered for this folder.',
    kinds: {
      sides: 'Which of these are normal?',
      masks: 'These look like masks and pair with no image. What are they?',
      labels: 'What do these test images show?',
    },
    group: '{{name}}: what is it?',
    load: 'Load the folder',
    cancel: 'Do not load it',
  },
  whole: 'the folder itself',
  parts: {
    train: 'for training',
    test: 'for testing',
    validation: 'for validation',
    secret: 'for testing, labels kept secret',
  },
  files_one: '{{count}} file',
  files_other: '{{count}} files',
  answers: {
    normal: 'Normal',
    defect: 'Defects',
    mask: 'Masks',
    'leave-out': 'Leave out',
    'by-mask': 'As the masks say',
    unlabelled: 'Left out: no labels',
    open: 'Open',
    automatic: 'As its name says',
  },
  open: 'How the folder was read',
  openNotes_one: 'How the folder was read ({{count}} note)',
  openNotes_other: 'How the folder was read ({{count}} notes)',
  title: 'How the folder was read',
  lead: 'Every line can be corrected; the folder is then loaded again, and the correction is remembered for it.',
  list: 'Groups of files',
  correct: '{{name}}: read as',
  why: {
    name: 'its name says so',
    'file-names': 'the names of its files say so',
    flat: 'there is nothing else',
    training: 'it is what there is to train on',
    'as-in-training': 'as the folder of this name for training',
    'beside-normal': 'it stands beside normal images',
    'name-of-both': 'the same name with a word for defects stands beside it',
    masks: 'the masks say which are defects',
    'mask-name': 'by their names and places',
    'mask-content': 'they look like masks and pair with images',
    annotations: 'annotation files say so',
    secret: 'its labels are kept secret',
    'no-label': 'nobody says what it shows',
    unclear: 'its name says nothing',
    person: 'you said so',
  },
  counts: {
    train: '{{count}} for training',
    testNormal: '{{count}} normal for testing',
    defects_one: '{{count}} defect',
    defects_other: '{{count}} defects',
    masks: '{{count}} with mask',
  },
  notes: 'To know',
  notices: {
    'mask-says-defect_one':
      '{{count}} image whose folder says normal has something in its mask: it is a defect for testing.',
    'mask-says-defect_other':
      '{{count}} images whose folder says normal have something in their mask: they are defects for testing.',
    'mask-empty_one': '{{count}} defect has an empty mask; it counts without a mask.',
    'mask-empty_other': '{{count}} defects have an empty mask; they count without a mask.',
    'mask-covers-most_one': '{{count}} mask covers more than half of its image. Is it inverted?',
    'mask-covers-most_other': '{{count}} masks cover more than half of their image. Are they inverted?',
    'mask-turned_one': '{{count}} mask was turned as the camera turned its photograph; its size proves it.',
    'mask-turned_other':
      '{{count}} masks were turned as the camera turned their photographs; their sizes prove it.',
    'mask-maybe-turned_one':
      '{{count}} photograph is turned by its camera’s note (EXIF), its mask is not, and its size does not show whether it should be. Check it.',
    'mask-maybe-turned_other':
      '{{count}} photographs are turned by their camera’s note (EXIF), their masks are not, and their sizes do not show whether they should be. Check a few of them.',
    'mask-ground': 'The ground of the masks is the colour {{value}}; everything else in them is defect.',
    depth_one: '{{count}} image is deeper than 8 bits; one scale holds for all: {{value}} is white.',
    depth_other:
      '{{count}} images are deeper than 8 bits; one scale holds for all of them: {{value}} is white.',
    annotations_one: 'Annotation files say what {{count}} image shows.',
    annotations_other: 'Annotation files say what {{count}} images show.',
    'annotations-silent_one':
      '{{count}} image is named by no annotation file, though its neighbours are: its folder alone says what it is.',
    'annotations-silent_other':
      '{{count}} images are named by no annotation file, though their neighbours are: their folder alone says what they are.',
    'boxes-alone_one':
      'Annotation files mark {{count}} image by boxes alone: they say that there is a defect, not where its edge is. It counts as a defect without a mask, and pixel metrics leave it out.',
    'boxes-alone_other':
      'Annotation files mark {{count}} images by boxes alone: they say that there is a defect, not where its edge is. They count as defects without a mask, and pixel metrics leave them out.',
    'boxes-as-masks_one':
      'In {{count}} image rectangles were drawn: the whole rectangle is its mask, so that pixel metrics are coarse there.',
    'boxes-as-masks_other':
      'In {{count}} images rectangles were drawn: the whole rectangle is the mask, so that pixel metrics are coarse there.',
    'names-contradict_one':
      'The name of {{count}} file says the opposite of its folder. The folder counts; look at the file.',
    'names-contradict_other':
      'The names of {{count}} files say the opposite of their folders. The folders count; look at these files.',
    'names-of-views':
      'The names speak of several views or lights ({{value}}): all of them are taken as one set. Views that differ much are better trained on one by one.',
    'labels-closed_one':
      '{{count}} file may hold labels or images in a form that is not read here. If it does, save it as CSV (or as image files) and open the folder again.',
    'labels-closed_other':
      '{{count}} files may hold labels or images in a form that is not read here. If they do, save them as CSV (or as image files) and open the folder again.',
    'annotations-unread_one':
      '{{count}} file names images but was not understood: what it says of them does not count.',
    'annotations-unread_other':
      '{{count}} files name images but were not understood: what they say of them does not count.',
    'held-out_one': '{{count}} normal image was set aside for testing, because none came for it.',
    'held-out_other': '{{count}} normal images were set aside for testing, because none came for it.',
  },
  example: 'For example {{path}}',
  leftOut: 'Left out',
  leftOutCount: '{{reason}}: {{count}}',
};
