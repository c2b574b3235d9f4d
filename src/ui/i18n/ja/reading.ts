/** フォルダーの読み取り方：名前だけでは決められないときの質問と、読み取りの報告。 */
import type en from '../en/reading.ts';
import type { Catalogue } from '../catalogue.ts';

const reading: Catalogue<typeof en> = {
  question: {
    title: 'このフォルダーの中身は何ですか',
    lead: 'フォルダー名だけでは決められません。答えるまで何も読み込みません。答えはこのフォルダーについて記憶されます。',
    kinds: {
      sides: '正常なのはどれですか',
      masks: 'マスクのように見えますが、対応する画像がありません。これは何ですか',
      labels: 'これらのテスト画像は何を写していますか',
    },
    group: '{{name}}：内容',
    load: 'フォルダーを読み込む',
    cancel: '読み込まない',
  },
  whole: 'フォルダー直下',
  parts: {
    train: '学習用',
    test: 'テスト用',
    validation: '検証用',
    secret: 'テスト用（ラベル非公開）',
  },
  files_one: '{{count}} ファイル',
  files_other: '{{count}} ファイル',
  answers: {
    normal: '正常',
    defect: '欠陥',
    mask: 'マスク',
    'leave-out': '除外する',
    'by-mask': 'マスクに従う',
    unlabelled: '除外：ラベルなし',
    open: '未定',
    automatic: '名前に従う',
  },
  open: 'フォルダーの読み取り方',
  openNotes_one: 'フォルダーの読み取り方（注意 {{count}} 件）',
  openNotes_other: 'フォルダーの読み取り方（注意 {{count}} 件）',
  title: 'フォルダーの読み取り方',
  lead: 'どの行も修正できます。修正するとフォルダーを読み込み直し、その修正はこのフォルダーについて記憶されます。',
  list: 'ファイルのグループ',
  correct: '{{name}}：読み取り方',
  why: {
    name: '名前から',
    'file-names': 'ファイル名から',
    flat: '他に何もないため',
    training: '学習に使えるのがこれだけのため',
    'as-in-training': '学習用の同名フォルダーと同じ',
    'beside-normal': '正常画像の隣にあるため',
    'name-of-both': '欠陥を表す語の付いた同じ名前が隣にあるため',
    masks: 'マスクで欠陥が分かるため',
    'mask-name': '名前と場所から',
    'mask-content': 'マスクに見え、画像と対応するため',
    annotations: 'アノテーションファイルから',
    secret: 'ラベルが公開されていないため',
    'no-label': '内容を示すものがないため',
    unclear: '名前からは分からないため',
    person: '指定による',
  },
  counts: {
    train: '学習 {{count}}',
    testNormal: 'テスト正常 {{count}}',
    defects_one: '欠陥 {{count}}',
    defects_other: '欠陥 {{count}}',
    masks: 'マスク付き {{count}}',
  },
  notes: '知っておくこと',
  notices: {
    'mask-says-defect_one':
      'フォルダー名では正常でも、マスクに印のある画像が {{count}} 枚あります。テスト用の欠陥として扱います。',
    'mask-says-defect_other':
      'フォルダー名では正常でも、マスクに印のある画像が {{count}} 枚あります。テスト用の欠陥として扱います。',
    'mask-empty_one': '欠陥画像のうち {{count}} 枚はマスクが空です。マスクなしとして数えます。',
    'mask-empty_other': '欠陥画像のうち {{count}} 枚はマスクが空です。マスクなしとして数えます。',
    'mask-covers-most_one': '{{count}} 枚のマスクが画像の半分以上を覆っています。反転していませんか。',
    'mask-covers-most_other': '{{count}} 枚のマスクが画像の半分以上を覆っています。反転していませんか。',
    'mask-turned_one':
      'カメラが写真を回転したのに合わせて {{count}} 枚のマスクを回転しました（寸法から確かです）。',
    'mask-turned_other':
      'カメラが写真を回転したのに合わせて {{count}} 枚のマスクを回転しました（寸法から確かです）。',
    'mask-maybe-turned_one':
      '{{count}} 枚の写真はカメラの情報（EXIF）で回転されていますが、マスクは回転されておらず、回転すべきかどうか寸法からは分かりません。いくつか確認してください。',
    'mask-maybe-turned_other':
      '{{count}} 枚の写真はカメラの情報（EXIF）で回転されていますが、マスクは回転されておらず、回転すべきかどうか寸法からは分かりません。いくつか確認してください。',
    'mask-ground': 'マスクの地の色は {{value}} です。それ以外はすべて欠陥とみなします。',
    depth_one:
      '8 ビットより深い画像が {{count}} 枚あります。すべてに同じ尺度を使い、{{value}} を白とします。',
    depth_other:
      '8 ビットより深い画像が {{count}} 枚あります。すべてに同じ尺度を使い、{{value}} を白とします。',
    annotations_one: '{{count}} 枚の画像についてアノテーションファイルに記載があります。',
    annotations_other: '{{count}} 枚の画像についてアノテーションファイルに記載があります。',
    'annotations-silent_one':
      '同じフォルダーの他の画像とは違い、{{count}} 枚はアノテーションファイルに記載がありません。フォルダーだけで判断しました。',
    'annotations-silent_other':
      '同じフォルダーの他の画像とは違い、{{count}} 枚はアノテーションファイルに記載がありません。フォルダーだけで判断しました。',
    'boxes-alone_one':
      'アノテーションファイルは{{count}}枚の画像を矩形だけで示しています。矩形からは欠陥があることは分かりますが、輪郭は分かりません。マスクのない欠陥として数え、ピクセル指標には含めません。',
    'boxes-alone_other':
      'アノテーションファイルは{{count}}枚の画像を矩形だけで示しています。矩形からは欠陥があることは分かりますが、輪郭は分かりません。マスクのない欠陥として数え、ピクセル指標には含めません。',
    'boxes-as-masks_one':
      '{{count}}枚の画像は矩形で描かれています。矩形全体をマスクとするため、その画像のピクセル指標は粗くなります。',
    'boxes-as-masks_other':
      '{{count}}枚の画像は矩形で描かれています。矩形全体をマスクとするため、その画像のピクセル指標は粗くなります。',
    'names-contradict_one':
      '{{count}}個のファイルは、フォルダーの名前と逆のことを名前が示しています。フォルダーに従って数えているので、確認してください。',
    'names-contradict_other':
      '{{count}}個のファイルは、フォルダーの名前と逆のことを名前が示しています。フォルダーに従って数えているので、確認してください。',
    'names-of-views':
      'ファイル名に複数の向きや照明（{{value}}）が含まれていますが、すべてを一つのデータとして扱います。見え方が大きく違う場合は、別々に学習するほうがよい結果になります。',
    'labels-closed_one':
      '{{count}}個のファイルにはラベルや画像が入っているかもしれませんが、この形式は読めません。入っている場合は、CSV（または画像ファイル）として保存し、フォルダーを開き直してください。',
    'labels-closed_other':
      '{{count}}個のファイルにはラベルや画像が入っているかもしれませんが、この形式は読めません。入っている場合は、CSV（または画像ファイル）として保存し、フォルダーを開き直してください。',
    'annotations-unread_one':
      '画像名を含むファイルが {{count}} 件ありますが、読み取れませんでした。その内容は使われていません。',
    'annotations-unread_other':
      '画像名を含むファイルが {{count}} 件ありますが、読み取れませんでした。その内容は使われていません。',
    'held-out_one': 'テスト用の正常画像がなかったため、{{count}} 枚を取り分けました。',
    'held-out_other': 'テスト用の正常画像がなかったため、{{count}} 枚を取り分けました。',
  },
  example: '例：{{path}}',
  leftOut: '除外したもの',
  leftOutCount: '{{reason}}：{{count}}',
};

export default reading;
