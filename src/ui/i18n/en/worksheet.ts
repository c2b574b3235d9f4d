/** The worksheet of a class: what to do, what to write down, and (for the teacher) what is to be expected. */
const worksheet = {
  title: 'Worksheet: CutPaste',
  forWhom: 'Which page',
  learners: 'For learners',
  teacher: 'For the teacher',
  lead: 'Open the page with this code and choose “Learn”. Guess first, then try, then write down your own figures: they will differ from your neighbour’s, and that is part of the lesson.',
  leadTeacher:
    'What is to be expected on each page. Figures depend on seed, sample and device: ask for the direction, not for the digits.',
  qr: 'QR code of the page',
  qrLocal:
    'This page was opened from this very computer. Open it by the address that the class uses, so that the code leads there.',
  name: 'Name',
  date: 'Date',
  seed: 'My seed',
  guess: 'My guess',
  because: 'Because',
  expect: 'To be expected',
  tasks: {
    oneClass: {
      ask: 'Show the classifier one type of defect. Which other types does it find, and which does it miss?',
      fields: 'Shown: | Found: | Missed:',
      expect:
        'It finds most of what it was shown and misses most of the other types. Tomorrow’s defect is among the others: this is why CutPaste learns from normal images alone.',
    },
    byHand: {
      ask: 'Make one paste that anybody sees and one that is hard to find. By how many grey levels does each change its place?',
      fields: 'Plain: | Hidden: | Why there:',
      expect:
        'Plain pastes change their place by 30 levels and more, hidden ones by 8 and less: they lie where the picture repeats itself. Hard pastes teach the network more than easy ones, up to a point.',
    },
    question: {
      ask: 'Train with two classes, then with three. How many views are named right, and what does AUROC do?',
      fields: 'Two classes: | Three classes: | AUROC before, after:',
      expect:
        'Accuracy is above chance (50 % and 33 %) after a few dozen steps. AUROC on real defects mostly rises, although no defect was shown. The quiz is thrown away afterwards; its features stay.',
    },
    training: {
      ask: 'Make one step, then go slowly, then to the end. How many views are named right at the end?',
      fields: 'Loss at the start, at the end: | Named right:',
      expect:
        'The loss goes up and down from step to step and falls over many. By chance 33 % are right; at the end clearly more.',
    },
    gaussian: {
      ask: 'Find a place far along a straight line that is still near for the Gaussian. Write down both distances.',
      fields: 'Straight: | Mahalanobis: | The difference means:',
      expect:
        'Along the long axis of the cloud the straight distance may be 1.3 and more, the Mahalanobis distance 2 and less: normal images vary in that direction, so it is nothing unusual.',
    },
    threshold: {
      ask: 'Set the threshold so that no defect is missed. How many false alarms? And the other way about?',
      fields: 'No miss: false alarms | No false alarm: misses | The dot on the ROC:',
      expect:
        'One is paid with the other. On the ROC the first is the point where the curve reaches the top, the second where it leaves the left side. AUROC does not depend on the threshold.',
    },
    where: {
      ask: 'Find the hottest window. Then make the map very sharp and very soft. Which would you show to a worker, and why?',
      fields: 'Hottest window on: | My σ: | GradCAM shows:',
      expect:
        'The hottest window lies on the defect or at its border. Sharp maps are spotted, soft ones reach beyond the defect; σ is a choice, not a finding.',
    },
    breakIt: {
      ask: 'Measure all mistakes. Which one hurts, and which one only makes the figure look better?',
      fields: 'No mistake: | Worst: | Too good:',
      expect:
        'Which mistake hurts most differs with data and seed. Choosing the checkpoint by the test AUROC never lowers the figure: it flatters, and that is the mistake.',
    },
    yours: {
      ask: 'Take at least five pictures of one thing that is as it should be. Train. What does the map of a spoilt one show?',
      fields: 'My thing: | Pictures: | The map shows:',
      expect:
        'Few pictures that differ in light or place give a poor detector. Same distance, same light, same background: what varies among the normal ones is what it cannot find.',
    },
    beyond: {
      ask: 'Measure the features of ImageNet without training on the same images. Which is better here?',
      fields: 'Trained: | ImageNet: | Because:',
      expect:
        'Often ImageNet is ahead, sometimes CutPaste is. What such features know comes from millions of photographs; where the defect is fine or the thing unlike a photograph, they know less.',
    },
    ship: {
      ask: 'Say what a miss costs and what a false alarm. Ship a threshold. What does it cost on images it was not chosen on?',
      fields: 'A miss costs: | Chosen on: | On the others:',
      expect:
        'Chosen on few images, the cheapest threshold mostly costs more on others than it promised. There is no right threshold without the price of an error.',
    },
    changed: {
      ask: 'Change the light, then something else. At which level does the detector give false alarms, and when does it warn?',
      fields: 'Light: | Another change: | Goes unnoticed:',
      expect:
        'Other light mostly brings false alarms before it brings misses. A change that does not move the scores of normal parts goes unnoticed: images of today are needed to see it.',
    },
  },
  classTitle: 'Together',
  board: {
    ask: 'All train with the same settings, each with a seed of their own, and hand in their results (menu, “Results of a class”).',
    fields: 'Mean: | Lowest, highest: | My place:',
    expect:
      'The spread over seeds is often as large as the difference between two methods in a paper. One run says little; the place on the board says nothing about the pupil.',
  },
  game: {
    ask: 'Whose paste fools the network? All play picture number 1. Where did the best pastes lie?',
    fields: 'My best: | Best of the class: | It lies where:',
    expect:
      'Pastes that continue an edge or a texture fool most. Networks of other seeds are fooled by other pastes; a network that was trained longer is fooled less.',
  },
};

export default worksheet;
