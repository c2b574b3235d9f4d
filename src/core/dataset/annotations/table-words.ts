/** Titles of columns and values of tables, as people write them in the languages that were thought of. Titles are small and without spaces. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Titles of a column of images. */
export const NAME_COLUMN = words(`
  image images img picture photo file files filename filepath filenames imagename imagepath imagefile imagefilename imageid imgname imgpath imgid
  imgfile path name id uid sample samplename sampleid bild bildname datei dateiname dateipfad fichier nomfichier archivo nombre ficheiro arquivo
  immagine nomefile imagen imagem bestand bestandsnaam plik obraz 画像 画像名 画像ファイル ファイル ファイル名 パス 文件 文件名 图片 图像 图片名 图像名
  文件路径 파일 파일명 이미지 файл имяфайла изображение
`);
/** Titles of a column of labels, or a word of one. */
export const LABEL_COLUMN = words(`
  label labels labelname class classes classname classid category categories target y status state result results verdict judgement judgment judge
  decision quality grade type types kind outcome condition tag tags truth groundtruth annotation
  ergebnis klasse bewertung urteil befund zustand art classe classes etiquette resultat etat clase etiqueta resultado estado etichetta esito
  risultato stato rotulo rotulos etykieta klasa wynik soort
  判定 判定結果 結果 ラベル クラス 分類 良否 検査結果 種類 类别 標籤 标签 结果 分类 類別 判断 라벨 판정 결과 분류 클래스 метка класс результат тип
`);
/** Titles of a column that says what an image is for. */
export const PART_COLUMN = words(
  'split set subset partition phase usage part fold splitname datasplit 分割 用途 划分 구분',
);

export const FLAG_YES = /^(1(\.0+)?|true|yes|y|t|ja|oui|s[ií]|sim|tak|да|x|✓|○|有|有り|あり|是|예)$/i;
export const FLAG_NO = /^(0(\.0+)?|false|no|n|f|nein|non|n[ãa]o|nie|нет|×|無|無し|なし|无|否|아니오)$/i;
/** A cell that names no kind of defect. */
export const NOTHING_THERE =
  /^(|-|–|—|none|null|nan|n\/?a|nil|nothing|kein[e]?|keiner|aucune?|ning[uú]no?|nessuno?|nenhum|brak|無し?|なし|无|없음|нет)$/i;
