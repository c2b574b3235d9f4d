/** "Whose paste fools the network?": the game of a class. */
const game = {
  title: 'Whose paste fools the network?',
  play: 'My paste',
  text: 'Move and resize the patch until the network takes the picture for a normal one. A paste counts where at least {{least}} of the pixels change by {{levels}} of 255 levels or more: an empty paste does not win. Your points are the share that the network gives to “normal”.',
  nothing: 'Train first: the game needs a trained network and normal images.',
  train: 'Train now',
  learning:
    'The network is learning. The picture comes after its first step, and its answers change as it learns on.',
  link: {
    title: 'Link to this picture',
    text: 'Opens the sample with the settings and the number of this game. Each trains a network of their own; for different ones, choose another seed first.',
    ownImages:
      'Opens the settings and the number of this game. Images of your own are never part of a link: hand them on, to be opened first.',
    qr: 'QR code of this picture’s link',
  },
  round: 'Number of the picture',
  roundHelp:
    'Everybody who plays the same number on {{data}} has the same picture and the same first paste, whatever their seed (1 to {{most}}).',
  source: 'Move the boxes here',
  seen: 'What the network sees',
  asking: 'The network is being asked.',
  failed: 'The network could not be asked: {{message}} The paste is kept; move it to ask again.',
  saysNormal: 'The network says: normal, {{share}}',
  saysPasted: 'The network says: pasted, {{share}}',
  normalShare: 'Share of “normal”',
  changed: '{{share}} of the picture has changed (at least {{least}}).',
  tooLittle: 'Too little to count.',
  won: 'It counts, and the network is fooled!',
  notYet: 'It counts, but the network sees it.',
  best: 'Best so far of picture {{round}}: {{share}} normal, by a network of seed {{seed}}.',
  board: 'Pastes of the class',
  boardText:
    'Photos of codes and saved files, as many at once as you like. They stay in this browser until you empty the board. Of each name the best paste stays.',
  empty: 'Nobody is on this board yet.',
  group: '{{data}}, picture {{round}}',
  groupSettings: '{{data}}, picture {{round}}, settings {{settings}}',
  columns: { name: 'Name', seed: 'Seed', changed: 'Changed', normal: 'Taken for normal' },
  lesson:
    'What fools one network need not fool another: where did the best pastes lie, and what do they have in common?',
  toBoard: 'Results of the class',
};

export default game;
