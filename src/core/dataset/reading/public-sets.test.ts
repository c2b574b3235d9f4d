/** Folder shapes of public data sets, as they unpack, each with what a person would expect. Names alone; contents are not looked at. */
import { describe, expect, it } from 'vitest';
import { expand, summary } from '../fixtures/folder-shapes.ts';

const SETS: readonly (readonly [string, readonly string[], Record<string, unknown>])[] = [
  [
    'MVTec AD 2: secret test images are left out, validation is normal',
    [
      'can/train/good/{000..007}_regular.png',
      'can/validation/good/{000..003}_regular.png',
      'can/test_public/good/{000..003}_regular.png',
      'can/test_public/bad/{000..003}_regular.png',
      'can/test_public/ground_truth/bad/{000..003}_regular_mask.png',
      'can/test_private/{000..003}_regular.png',
      'can/test_private_mixed/{000..003}_mixed.png',
    ],
    { normal: 16, defects: 4, masks: 4, asks: [] },
  ],
  [
    'MVTec LOCO AD',
    [
      'box/train/good/{000..004}.png',
      'box/validation/good/{000..002}.png',
      'box/test/good/{000..002}.png',
      'box/test/logical_anomalies/{000..002}.png',
      'box/test/structural_anomalies/{000..002}.png',
      'box/ground_truth/logical_anomalies/000/{000..001}.png',
      'box/ground_truth/structural_anomalies/001/000.png',
      'box/defects_config.json',
    ],
    {
      normal: 11,
      defects: 6,
      masks: 3,
      asks: [],
      types: ['good', 'logical_anomalies', 'structural_anomalies'],
    },
  ],
  [
    'BTAD, one product',
    [
      '01/train/ok/{0000..0005}.bmp',
      '01/test/ok/{0000..0002}.bmp',
      '01/test/ko/{0000..0002}.bmp',
      '01/ground_truth/ko/{0000..0002}.png',
    ],
    { normal: 9, defects: 3, masks: 3, asks: [] },
  ],
  [
    'KolektorSDD: numbered folders, masks beside all images',
    expand('kos{01..08}').flatMap((folder) => [
      `KolektorSDD/${folder}/Part{0..4}.jpg`,
      `KolektorSDD/${folder}/Part{0..4}_label.bmp`,
    ]),
    { masks: 40, asks: [], defects: 40 },
  ],
  [
    'KolektorSDD 2',
    [
      'KSDD2/train/{10000..10005}.png',
      'KSDD2/train/{10000..10005}_GT.png',
      'KSDD2/test/{20000..20003}.png',
      'KSDD2/test/{20000..20003}_GT.png',
    ],
    { masks: 10, asks: [] },
  ],
  [
    'DAGM 2007: only defects have a label',
    [
      'Class1/Train/{0576..0585}.PNG',
      'Class1/Train/Label/{0580..0582}_label.PNG',
      'Class1/Train/Label/Labels.txt',
      'Class1/Test/{0001..0006}.PNG',
      'Class1/Test/Label/{0002..0003}_label.PNG',
    ],
    { normal: 11, defects: 5, masks: 5, asks: [] },
  ],
  [
    'DAGM in its older form: Class1 beside Class1_def',
    ['Class1/{1..9}.png', 'Class1_def/{1..4}.png'],
    { normal: 9, defects: 4, asks: [] },
  ],
  [
    'Real-IAD: masks are twins with another extension, kinds below NG',
    [
      'audiojack/OK/S{0001..0004}/audiojack_OK_C1.jpg',
      'audiojack/NG/AK/S{0001..0002}/audiojack_NG_AK_C1.jpg',
      'audiojack/NG/AK/S{0001..0002}/audiojack_NG_AK_C1.png',
      'audiojack/NG/HS/S{0001..0002}/audiojack_NG_HS_C1.jpg',
      'audiojack/NG/HS/S{0001..0002}/audiojack_NG_HS_C1.png',
    ],
    { normal: 4, defects: 4, masks: 4, asks: [], types: ['AK', 'HS', 'good'] },
  ],
  [
    'MPDD',
    [
      'bracket_black/train/good/{000..005}.png',
      'bracket_black/test/good/{000..002}.png',
      'bracket_black/test/hole/{000..002}.png',
      'bracket_black/test/scratches/{000..002}.png',
      'bracket_black/ground_truth/hole/{000..002}_mask.png',
      'bracket_black/ground_truth/scratches/{000..002}_mask.png',
    ],
    { normal: 9, defects: 6, masks: 6, asks: [] },
  ],
  [
    'casting product images: ok_front and def_front under train and test',
    [
      'casting/train/ok_front/cast_ok_0_{10..17}.jpeg',
      'casting/train/def_front/cast_def_0_{10..15}.jpeg',
      'casting/test/ok_front/cast_ok_0_{30..32}.jpeg',
      'casting/test/def_front/cast_def_0_{30..32}.jpeg',
    ],
    { normal: 11, defects: 9, asks: [], types: ['def_front', 'good'] },
  ],
  [
    'casting, both sizes in doubled folders: a choice of two',
    [
      'casting_data/casting_data/train/ok_front/{1..4}.jpeg',
      'casting_data/casting_data/train/def_front/{1..4}.jpeg',
      'casting_512x512/casting_512x512/ok_front/{1..4}.jpeg',
      'casting_512x512/casting_512x512/def_front/{1..4}.jpeg',
    ],
    { normal: 4, defects: 4, classes: ['casting_512x512', 'casting_data'] },
  ],
  [
    'magnetic tiles: MT_Free beside kinds, masks as twins for all',
    [
      'MT_Free/Imgs/exp1_num_{10..14}.jpg',
      'MT_Free/Imgs/exp1_num_{10..14}.png',
      'MT_Blowhole/Imgs/exp1_num_{20..22}.jpg',
      'MT_Blowhole/Imgs/exp1_num_{20..22}.png',
      'MT_Uneven/Imgs/exp1_num_{30..32}.jpg',
      'MT_Uneven/Imgs/exp1_num_{30..32}.png',
    ],
    { masks: 11, asks: [], types: ['MT_Blowhole', 'MT_Uneven', 'good'] },
  ],
  [
    'AITEX: NODefect_images beside Defect_images and Mask_images',
    [
      'NODefect_images/2306881-210020u/{0001..0003}_000_01.png',
      'NODefect_images/2306894-210033u/{0011..0013}_000_02.png',
      'Defect_images/{0021..0024}_002_00.png',
      'Mask_images/{0021..0024}_002_00_mask.png',
      'Mask_images/0024_002_00_mask2.png',
    ],
    { normal: 6, defects: 4, masks: 5, asks: [] },
  ],
  [
    'VisA, one product',
    [
      'candle/Data/Images/Normal/{0000..0005}.JPG',
      'candle/Data/Images/Anomaly/{000..002}.JPG',
      'candle/Data/Masks/Anomaly/{000..002}.png',
      'candle/image_anno.csv',
    ],
    { normal: 6, defects: 3, masks: 3, asks: [] },
  ],
  [
    'chest X-rays: NORMAL and the name of an illness under train, val and test',
    [
      'chest/train/NORMAL/{1..5}.jpeg',
      'chest/train/PNEUMONIA/{1..5}.jpeg',
      'chest/val/NORMAL/{11..12}.jpeg',
      'chest/val/PNEUMONIA/{11..12}.jpeg',
      'chest/test/NORMAL/{21..22}.jpeg',
      'chest/test/PNEUMONIA/{21..22}.jpeg',
    ],
    { normal: 9, defects: 9, asks: [] },
  ],
  [
    'concrete: Positive and Negative cannot be told apart',
    ['Negative/{00001..00005}.jpg', 'Positive/{00001..00005}.jpg'],
    { asks: ['sides: Negative, Positive'] },
  ],
  ['yes and no', ['brain/no/{1..5}.jpg', 'brain/yes/{1..5}.jpg'], { asks: ['sides: brain/no, brain/yes'] }],
  ['letters', ['x/A/{1..5}.jpg', 'x/B/{1..5}.jpg'], { asks: ['sides: x/A, x/B'] }],
  ['numbers', ['x/0/{1..5}.jpg', 'x/1/{1..5}.jpg'], { asks: ['sides: x/0, x/1'] }],
  [
    'a language that nobody thought of',
    ['x/zuzen/{1..5}.jpg', 'x/akastun/{1..5}.jpg'],
    { asks: ['sides: x/akastun, x/zuzen'] },
  ],
  [
    'unknown names under train and test: asked about once, for both',
    ['x/train/A/{1..5}.jpg', 'x/train/B/{1..5}.jpg', 'x/test/A/{6..7}.jpg', 'x/test/B/{6..7}.jpg'],
    { asks: ['sides: x/test/A, x/test/B, x/train/A, x/train/B'] },
  ],
  [
    'the one folder of train is normal, under test too',
    ['x/train/A/{1..5}.jpg', 'x/test/A/{6..7}.jpg', 'x/test/B/{6..8}.jpg'],
    { normal: 7, defects: 3, asks: [] },
  ],
  [
    'SDNET: Cracked and Non-cracked',
    ['Walls/Cracked/{1..4}.jpg', 'Walls/Non-cracked/{1..6}.jpg'],
    { normal: 6, defects: 4, asks: [] },
  ],
  [
    'NEU: nothing but kinds of defects is asked about',
    ['NEU/crazing/{1..3}.jpg', 'NEU/inclusion/{1..3}.jpg', 'NEU/scratches/{1..3}.jpg'],
    { asks: ['sides: NEU/crazing, NEU/inclusion, NEU/scratches'] },
  ],
  [
    'leather: non defective beside kinds',
    ['leather/non defective/{1..6}.jpg', 'leather/Folding marks/{1..3}.jpg', 'leather/pinhole/{1..3}.jpg'],
    { normal: 6, defects: 6, asks: [] },
  ],
  [
    'Severstal: train_images and test_images without labels',
    ['severstal/train_images/{001..005}.jpg', 'severstal/test_images/{006..008}.jpg'],
    { asks: ['labels: severstal/test_images'] },
  ],
  [
    'a phone: file names alone',
    ['DCIM/OK_{001..012}.jpg', 'DCIM/NG_{001..004}.jpg'],
    { normal: 12, defects: 4, asks: [] },
  ],
  [
    'test inside train',
    ['s/train/good/{1..6}.png', 's/train/test/good/{7..8}.png', 's/train/test/bad/{1..3}.png'],
    { normal: 8, defects: 3, asks: [] },
  ],
  [
    'a folder of train that says defect',
    [
      's/train/normal/{1..6}.png',
      's/train/defective/{1..2}.png',
      's/test/normal/{7..8}.png',
      's/test/defective/{3..4}.png',
    ],
    { normal: 8, defects: 4, asks: [] },
  ],
  [
    'normal_test and normal_train',
    ['s/normal_train/{1..6}.png', 's/normal_test/{7..8}.png', 's/defect_test/{1..3}.png'],
    { normal: 8, defects: 3, asks: [] },
  ],
  [
    'Japanese',
    ['部品/良品/{1..6}.png', '部品/不良品/{1..3}.png', '部品/マスク/{1..3}.png'],
    { normal: 6, defects: 3, masks: 3, asks: [] },
  ],
  [
    'German',
    ['Teile/Gutteile/{1..6}.png', 'Teile/Schlechtteile/{1..3}.png', 'Teile/Masken/{1..3}.png'],
    { normal: 6, defects: 3, masks: 3, asks: [] },
  ],
  [
    'Label Studio brush export',
    ['s/good/{1..6}.png', 's/bad/{7..9}.png', 's/bad/task-{7..9}-annotation-3-by-1-tag-Defect-0.png'],
    { normal: 6, defects: 3, asks: [] },
  ],
  [
    'masks with a second extension',
    ['s/ok/{1..6}.jpg', 's/ng/{7..9}.jpg', 's/ng_masks/{7..9}.jpg.png'],
    { normal: 6, defects: 3, masks: 3, asks: [] },
  ],
  [
    'several masks an image',
    ['s/ok/{1..6}.jpg', 's/ng/{7..8}.jpg', 's/ng/7_mask001.png', 's/ng/7_mask002.png', 's/ng/8_mask001.png'],
    { normal: 6, defects: 2, masks: 3, asks: [] },
  ],
  ...(
    [
      ['in Ordnung', 'nicht in Ordnung'],
      ['ohne Fehler', 'mit Fehlern'],
      ['acceptées', 'refusées'],
      ['aprobadas', 'rechazadas'],
      ['aprovadas', 'reprovadas'],
      ['goedgekeurde_delen', 'afgekeurde_delen'],
      ['bez_wad', 'z_wadami'],
      ['без дефектов', 'с дефектами'],
      ['utan_fel', 'med_fel'],
      ['好', '不好'],
      ['キズ無し', 'キズ有り'],
      ['결함 없음', '결함 있음'],
      ['undefective', 'defective'],
    ] as const
  ).map(
    ([good, bad]) =>
      [
        `${good} beside ${bad}`,
        [`x/${good}/{1..6}.png`, `x/${bad}/{1..3}.png`],
        { normal: 6, defects: 3, asks: [] },
      ] as const,
  ),
  [
    'pictures made from others are asked about, never taken for images',
    ['d/good/{1..6}.png', 'd/bad/{1..3}.png', 'd/heatmaps/{1..3}.png'],
    { asks: ['sides: d/heatmaps'] },
  ],
  [
    'and so are those that lie among the images',
    ['d/good/{1..6}.png', 'd/bad/{1..3}.png', 'd/bad/{1..3}_overlay.png', 'd/bad/{1..3}_heatmap.png'],
    { asks: ['sides: d/bad/heatmap, d/bad/overlay'] },
  ],
  [
    'a folder of each picture, as labelme writes it',
    ['d/{1..4}_json/img.png', 'd/{1..4}_json/label.png', 'd/{1..4}_json/label_viz.png'],
    { asks: ['sides: d/*json, d/label viz'] },
  ],
  [
    'a set of nothing but depth pictures is a set',
    ['d/good/depth_{1..6}.png', 'd/bad/depth_{1..3}.png'],
    { normal: 6, defects: 3, asks: [] },
  ],
  [
    'MVTec 3D AD: depth beside colour is asked about once',
    [
      'bagel/train/good/{rgb,xyz}/{000..005}.png',
      'bagel/test/good/{rgb,xyz}/{000..002}.png',
      'bagel/test/hole/{rgb,xyz}/{000..002}.png',
      'bagel/test/hole/gt/{000..002}.png',
    ].flatMap((path) =>
      path.includes('{rgb') ? ['rgb', 'xyz'].map((d) => path.replace('{rgb,xyz}', d)) : path,
    ),
    { asks: ['sides: bagel/xyz'] },
  ],
  [
    'test_gt and ground truth at depth',
    ['s/train/{1..6}.png', 's/test/{7..9}.png', 's/test_gt/{8..9}.png'],
    { normal: 7, defects: 2, masks: 2, asks: [] },
  ],
  ['OK品 and NG品', ['d/OK品/{1..5}.jpg', 'd/NG品/{1..4}.jpg'], { normal: 5, defects: 4, asks: [] }],
  ['Norwegian', ['d/godkjent/{1..5}.jpg', 'd/underkjent/{1..4}.jpg'], { normal: 5, defects: 4, asks: [] }],
  ['with and without', ['d/con difetti/{1..4}.jpg', 'd/senza difetti/{1..5}.jpg'], { normal: 5, defects: 4 }],
  [
    'the side above the part',
    ['s/good/train/{1..5}.png', 's/good/test/{1..2}.png', 's/bad/test/{1..4}.png'],
    { normal: 7, defects: 4, asks: [] },
  ],
  [
    'a folder in itself, three times',
    ['c/c/c/train/good/{1..5}.png', 'c/c/c/test/hole/{1..3}.png', 'c/c/c/ground_truth/hole/{1..3}_mask.png'],
    { normal: 5, defects: 3, masks: 3, asks: [] },
  ],
  [
    'a mark before the name, in a folder of another',
    ['s/good/{1..4}.png', 's/bad/img_{1..4}.png', 's/bad_gt/gt_{1..4}.png'],
    { normal: 4, defects: 4, masks: 4, asks: [] },
  ],
  [
    'Pascal VOC by classes and by objects',
    ['s/JPEGImages/{1..6}.jpg', 's/SegmentationClass/{1..6}.png', 's/SegmentationObject/{1..6}.png'],
    { defects: 6, masks: 12, asks: [] },
  ],
  [
    'masks of another format than their images',
    ['s/good/{1..4}.jpg', 's/defect/{1..4}.jpg', 's/defect_masks/{1..4}_mask.gif'],
    { normal: 4, defects: 4, masks: 4, asks: [] },
  ],
];

it('a folder of masks for each image is paired by the folder, also where the masks have names of images (LOCO)', () => {
  const { layout } = summary([
    'b/train/good/{000..003}.png',
    'b/test/structural/{000..002}.png',
    'b/ground_truth/structural/{000..002}/000.png',
  ]);
  const tested = layout.images.filter(({ role }) => role === 'test');
  expect(tested.map(({ maskIndices }) => maskIndices.length)).toEqual([1, 1, 1]);
  expect(tested.every(({ label }) => label === 'anomalous')).toBe(true);
});

describe('public data sets and folders of people', () => {
  it.each(SETS)('%s', (_, patterns, expected) => {
    expect(summary(patterns)).toMatchObject(expected);
  });
});
