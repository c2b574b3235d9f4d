/** A teacher before a lesson: the page on the wall, and one address for thirty laptops. */
import { expect, test } from '@playwright/test';
import { Person } from './person.ts';

/** As most people have it: what moves is drawn, and takes its time. */
test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test('a teacher opens the textbook, presents it, and gives the class a link to the same page', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const teacher = new Person(page);
  await teacher.opensThePage();
  await teacher.opensTheTextbook();
  await teacher.presents();
  const link = await teacher.copiesALinkForTheClass();

  const pupil = new Person(await context.newPage());
  await pupil.page.goto(link.replace('#', '?automation#'));
  await pupil.seesThePageOfTheTextbook(1);
  await expect(pupil.page.getByTestId('backend-chip'), 'what the teacher hid').toHaveCount(0);

  await pupil.metNoError();
  await teacher.metNoError();
});
