/** A pupil with a phone and a teacher's link: what is that mesh, and does the network find its faults? */
import { expect, test } from '@playwright/test';
import { Person, SMALL } from './person.ts';

test.use({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  contextOptions: { reducedMotion: 'no-preference' },
});

test('a pupil on a phone chooses a sample by its pictures, sees it learn, and reads what came of it', async ({
  page,
}) => {
  const pupil = new Person(page);
  await pupil.opensALinkTo(SMALL);
  await pupil.choosesTheSampleByItsPictures('Wire mesh');
  await pupil.seesTheColumn('Stage');
  await expect(page.getByRole('tab', { name: 'Train', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await pupil.seesTheRunFinish();

  await pupil.turnsTo('Results');
  await pupil.readsTheAuroc();
  await pupil.turnsTo('Data');
  await pupil.seesImages(60, 20, 30);
  await pupil.metNoError();
});
