/** An engineer with a folder of parts: is this good enough for the line, and can it be taken there? */
import { expect, test } from '@playwright/test';
import { writeSpots } from '../fixtures/spots.ts';
import { Person } from './person.ts';

/** As most people have it: what moves is drawn, and takes its time. */
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('an engineer judges a folder of parts, sets a threshold and takes the detector to the line', async ({
  page,
}, info) => {
  const engineer = new Person(page);
  await engineer.opensThePage();
  await engineer.choosesTheFolder(writeSpots(info.outputPath('parts')));
  await engineer.seesImages(12, 4, 4);

  await engineer.wantsAShortRun();
  await engineer.trains();
  await engineer.readsTheAuroc();
  await engineer.looksAtTheMaps();
  await engineer.movesTheThreshold();

  await engineer.opensTheRuns();
  const detector = await engineer.takesHomeTheDetector();
  expect(detector.suggestedFilename()).toMatch(/^detector .*\.zip$/);
  await engineer.metNoError();
});
