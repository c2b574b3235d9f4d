/** The list of keys (?). */
const shortcuts = {
  note: 'Keys of the page and of the light table work while no control that uses them itself is in use.',
  keys: {
    space: 'Space',
    escape: 'Esc',
    arrows: 'Arrow keys',
    shift: 'Shift',
    control: 'Ctrl',
    home: 'Home',
    end: 'End',
    delete: 'Delete',
    pageUp: 'Page up',
    pageDown: 'Page down',
    enter: 'Enter',
  },
  page: {
    title: 'Everywhere',
    space: 'Play or pause',
    dot: 'One step',
    learn: 'Open or close the textbook',
    turn: 'Turn the page of the open textbook',
    present: 'Present: large type, one panel at a time',
    question: 'This list',
    escape: 'Close, cancel',
  },
  images: {
    title: 'Images of the data set',
    move: 'Choose another image',
    extend: 'Choose more images in a row',
    add: 'Add this image to the choice, or take it out',
    all: 'Choose all',
    remove: 'Remove the chosen images',
    undo: 'Undo',
  },
  boxes: {
    title: 'Boxes of the augmentation lab',
    moveBox: 'Move the box',
    resize: 'Change its size',
    draw: 'Back to the draw',
  },
  maps: {
    title: 'Maps',
    image: 'Another image',
    type: 'Another type of defect (while the textbook is closed)',
    pin: 'Pin the image, or unpin it',
    zoom: 'Zoom in, out, whole image',
  },
  results: {
    title: 'Threshold, histogram, ROC',
    along: 'Move along',
    far: 'Further, to the start, to the end (threshold)',
    list: 'List the images of this place (histogram, ROC)',
  },
  presenting: {
    title: 'While presenting',
    turnPanel: 'Another panel',
    leave: 'Stop presenting',
  },
};

export default shortcuts;
