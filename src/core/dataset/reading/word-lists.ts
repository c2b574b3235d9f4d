/**
 * Words that people use in the names of folders and files, by meaning, in the languages that were thought of: Latin ones without accents,
 * Cyrillic ones as written, and those of scripts without spaces between words, which are looked for inside a name. Left out are words that
 * are as likely a product's name (cut, thread, chip) as a judgement.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const NORMAL = words(`
  good goods normal normals ok okay oks nominal healthy pass passed passing accept accepted acceptable intact flawless perfect undamaged unbroken
  uncracked clean correct conforming conform compliant faultless spotless golden
  gut gute guter gutes gutteil gutteile gutbild gutbilder fehlerfrei fehlerlos einwandfrei makellos unbeschadigt bestanden
  bon bons bonne bonnes normale normaux normales conforme conformes sain saine sains saines
  bueno buenos buena buenas bien correcto correctos correcta correctas aceptado aceptados sano sanos
  buono buoni buona normali conformi corretto corretti sano sani
  boa boas bom normais correto corretos aprovado aprovados aprobado aprobados
  goed goede normaal goedgekeurd
  dobry dobre dobra normalny normalne normalna prawidlowy prawidlowe poprawny poprawne
  dobri normalni bezchybny bezchybne normaali normaalit ehja ehjat hyva hyvat normaliai godkand godkanda godkendt godkendte godkjent godkjente
  bun bune iyi saglam kusursuz hatasiz bagus baik
  хороший хорошие хорошая хорошо норма нормальный нормальные нормально годен годные годный исправный исправные добрий добрі норм
  ordnung gutmuster fehlerlose acceptee acceptees acceptes accepte approuve approuves aprobada aprobadas aprovada aprovadas approvato approvati
  approvate goede goedgekeurde sprawny sprawne sprawna sprawdzone poradku годна исправная исправны
`);

/** A judgement, no kind of defect: a folder inside can say the kind. */
export const DEFECT = words(`
  bad anomaly anomalies anomalous abnormal abnormals anom defect defects defected defective def defekt defekte ng ngs nok noks ko nogood fail fails
  failed failure failures faulty fault faults reject rejects rejected flaw flaws flawed imperfect unhealthy nonconforming noncompliant incorrect
  wrong outlier outliers scrap damage damages damaged broken
  schlecht schlechte schlechter schlechtteil schlechtteile schlechtbild defekter defektes fehler fehlerhaft fehlerhafte fehlerbild fehlerbilder
  ausschuss anomalie anomalien beschadigt kaputt mangel mangelhaft nio
  mauvais mauvaise mauvaises defaut defauts defectueux defectueuse anormal anormaux anormale anormales rebut rebuts
  malo malos mala malas defecto defectos defectuoso defectuosos defectuosa defectuosas anomalia anomalias rechazado rechazados rechazo fallo fallos
  cattivo cattivi difetto difetti difettoso difettosi difettosa difettose anomalo anomali scarto scarti
  ruim ruins defeito defeitos defeituoso defeituosos defeituosa reprovado reprovados rejeitado rejeitados mau maus
  slecht slechte defecten fout fouten afgekeurd afwijking afwijkingen
  zly zle zla wada wady wadliwy wadliwe uszkodzony uszkodzone defekty
  spatny spatne vada vady vadny vadne viallinen vialliset vika defekta hibas rossz fejl felaktig felaktiga underkjent underkjente kasseret kassert
  kotu hatali hata bozuk kusurlu kusur arizali defolu cacat rusak buruk jelek
  брак дефект дефекты дефектный дефектные плохой плохие плохо бракованные бракованный аномалия аномалии неисправный неисправные негодные негодный поганий погані
  schlechtmuster fehlern fehlerhaftes refuse refuses refusee refusees rejete rejetes rejetee rejetees rechazada rechazadas malas reprovada
  reprovadas rejeitada rejeitadas scartato scartati scartate bocciato bocciati foute afgekeurde afkeur wad wadami fel дефектов дефектами дефектом
  дефекта брака бракованная дефектная негодная неисправная
`);

/** Kinds of defects. */
export const DEFECT_KIND = words(`
  crack cracks cracked cracking scratch scratches scratched scratching hole holes dent dents dented bent stain stains stained pit pits pitted pitting
  inclusion inclusions crazing blowhole blowholes fray frayed uneven missing misplaced spalling rust rusty rusted corrosion corroded burr burrs
  pinhole pinholes torn wrinkle wrinkles wrinkled porosity deformed deformation warped discoloration discolored discoloured break breaks
  contamination contaminated dirty rotten squeeze squeezed smudge smudged delamination leak leaking
  kratzer riss risse delle dellen bruch rost verschmutzt fissure fissures rayure rayures casse casses
  grieta grietas rayado roto rota rotos graffio graffi crepa crepe rotto trinca trincas risco riscos quebrado
  kras krassen barst barsten rysa rysy pekniecie царапина царапины трещина трещины скол сколы cizik catlak
`);

export const TRAIN = words(`
  train training trn trains trainset trainingset traindata trainieren lernen entrenamiento entrainement apprentissage addestramento treino treinamento
  trening egitim обучение
`);
export const TEST = words(`
  test testing tst tests testset testingset testdata eval evaluation prova prueba pruebas essai essais teste testes тест
`);
export const VALIDATION = words(
  'val valid validation dev validierung validacion validazione validacao doğrulama',
);
/** Beside a word for testing: images whose labels are kept secret. */
export const SECRET = words('private unlabeled unlabelled hidden secret unknown nolabel nolabels challenge');

export const MASK = words(`
  mask masks masking maske masken masque masques mascara mascaras maschera maschere masker maska maski maskeler gt gts groundtruth groundtruths
  segmask segmasks maskenbild maskenbilder маска маски
`);
/** Also the names of things: only a mask where the pictures look like masks or pair with others. */
export const WEAK_MASK = words(
  'annotation annotations annot annots segmentation segmentations seg segm segs label labels labelmap',
);

/** Pictures that programs make from the images: never images of their own, unless a person says so. */
export const DERIVED = words(`
  overlay overlays overlayed overlaid blend blended heatmap heatmaps heat visualization visualizations visualisation visualisations vis viz preview
  previews thumbnail thumbnails thumb thumbs prediction predictions predicted pred preds saliency gradcam depth depthmap depthmaps xyz pointcloud
  pointclouds pcd
`);

/** Words that say nothing about what a folder holds. */
export const NEUTRAL = words(`
  image images img imgs picture pictures pic pics photo photos foto fotos bild bilder data dataset datasets rgb original originals orig raw input
  inputs jpegimages jpg jpeg png bmp tif tiff source src color colour colors file files dir folder set all part parts sample samples product products
  item items unit units frame frames class teil teile imagen imagenes immagine immagini imagem imagens обработка фото изображения crop crops
  cropped resized export output
`);

/** Turns the word behind it into its opposite. */
export const NEGATION = words(
  'no not non never without none ohne kein keine keinen nicht sans pas sin senza zonder sem bez nie niet geen nao không не без ei ikke inte utan uden uten',
);
/** Turns the word before it into its opposite. */
export const NEGATION_BEHIND = words('free frei freie libre libres libero less los yok olmayan');

type Meaning = 'normal' | 'defect' | 'train' | 'test' | 'validation' | 'secret' | 'mask' | 'neutral';
const inside = (meaning: Meaning, text: string): readonly (readonly [string, Meaning])[] =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => [word, meaning]);

/** Words of scripts that write without spaces; the longest come first, so that 不良品 is not read as 良品. */
export const INSIDE: readonly (readonly [string, Meaning])[] = [
  ...inside(
    'normal',
    `良品 正常 正常品 合格 合格品 良好 无缺陷 無欠陥 無缺陷 无异常 無異常 异常无 異常なし 異常無し 欠陥なし 欠陥無し 傷なし キズなし 不良なし 问题なし 完好 好品 好的 好 優良 优良 良
    정상 양품 양호 합격 이상없음 결함없음 불량없음 ปกติ ของดี سليم طبيعي جيد תקין`,
  ),
  ...inside(
    'defect',
    `不良 不良品 不合格 不合格品 異常 异常 異常品 异常品 欠陥 欠陥品 缺陷 缺陷品 瑕疵 次品 残次品 不好 廃品 废品 坏品 坏的 坏 傷 キズ 汚れ 割れ 欠け ひび 划痕 裂纹 破损 脏污 凹陷 非正常 NG品
    불량 불량품 결함 이상 비정상 불합격 스크래치 ผิดปกติ ของเสีย معيب تالف שבור פגום`,
  ),
  ...inside('train', '学習 訓練 训练 訓練用 学習用 학습 훈련'),
  ...inside('test', 'テスト 測試 测试 評価 评估 테스트 시험 평가'),
  ...inside('validation', '検証 验证 驗證 검증'),
  ...inside('mask', 'マスク 掩膜 掩码 掩碼 蒙版 遮罩 正解 标注 標注 마스크 ラベル画像'),
  ...inside(
    'neutral',
    '画像 写真 图像 图片 圖片 圖像 照片 이미지 사진 データ 数据 데이터 品 样本 サンプル 部品 零件',
  ),
].sort(([a], [b]) => b.length - a.length);
