/** Four marks on the live page of a first run. */
const coach = {
  offer: 'Your first run has begun. Four things are worth a look.',
  show: 'Show me',
  decline: 'No, thank you',
  close: 'End the tour',
  next: 'Next',
  previous: 'Back',
  progress: '{{current}} of {{total}}',
  batch: {
    title: 'The quiz',
    text: 'Each view was normal or pasted on, and this is what the network said of it. It never sees a real defect.',
  },
  figure: {
    title: 'What it is good for',
    text: 'AUROC on real defects: 0.5 is a coin, 1 is perfect. Beside it the network before training: what learning has added.',
  },
  where: {
    title: 'Where the defect is',
    text: 'The map of the chosen image. Choose another one in any list, curve or histogram, and it is chosen everywhere.',
  },
  breakIt: {
    title: 'Now break it',
    text: 'Four mistakes that are found in public code are switches in the textbook. Switch one on and measure the damage.',
    do: 'Break it',
  },
};

export default coach;
