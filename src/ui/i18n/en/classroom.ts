/** Results of a class on one board, without a server. */
const classroom = {
  title: 'Results of a class',
  mine: 'My result',
  mineText:
    'Choose a name, then show the code to the teacher’s camera or hand over the file. It holds this name, the settings, the seed and the AUROC; no images.',
  name: 'Name of your choice',
  nothing: 'Train first: a result needs a trained network and labelled test images.',
  result: '{{data}}, seed {{seed}}: AUROC {{auroc}} after {{steps}} steps.',
  qr: 'QR code of my result',
  save: 'Save as a file',
  addMine: 'Put it on this board',
  toGame: 'Game: whose paste fools the network?',
  toWorksheet: 'Worksheet',
  board: 'Board',
  boardText:
    'Photos of codes and saved files, as many at once as you like. They stay in this browser until you empty the board.',
  add: 'Add photos or files …',
  reading: 'Reading …',
  read: 'Added from {{good}} of {{count}} files.',
  unread:
    'No result could be read from: {{names}}. Take a photo from nearer, with the whole code in it, or use the file.',
  notKept: 'This browser refused to keep the board: save it as a file.',
  empty: 'Nobody is on the board yet.',
  group: '{{data}}, {{steps}} steps',
  groupSettings: '{{data}}, {{steps}} steps, settings {{settings}}',
  spread:
    'AUROC {{mean}} in the mean of {{seeds}} seeds, from {{low}} to {{high}}; standard deviation {{deviation}}.',
  lesson:
    'Same data, same settings: only the seed differs. A difference smaller than this spread says nothing about the method.',
  oneSeed: 'One seed only: AUROC {{mean}}. Other seeds show the spread.',
  columns: { name: 'Name', seed: 'Seed', untrained: 'Untrained', auroc: 'AUROC' },
  saveBoard: 'Save the board',
  clear: 'Empty the board',
};

export default classroom;
