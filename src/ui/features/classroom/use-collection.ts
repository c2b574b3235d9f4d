/** A board that is filled from photos of QR codes and from saved files, and kept on this device. */
import { useState } from 'react';
import { readQrCode } from '../../../services/classroom/read-qr.ts';

/** What is said of the last files, in the language of now. */
interface Said {
  readonly key: 'reading' | 'read' | 'unread' | 'notKept';
  readonly detail?: { readonly good?: number; readonly count?: number; readonly names?: string };
}

interface Rules<T> {
  kept(): T[];
  keep(board: readonly T[]): boolean;
  merge(board: readonly T[], more: readonly T[]): T[];
  read(text: string): T[];
}

export interface Collection<T> {
  readonly board: readonly T[];
  readonly said: readonly Said[];
  add(entries: readonly T[]): void;
  open(files: readonly File[]): Promise<void>;
  clear(): void;
}

export function useCollection<T>({ kept, keep, merge, read }: Rules<T>): Collection<T> {
  const [board, setBoard] = useState(kept);
  const [said, setSaid] = useState<readonly Said[]>([]);
  const put = (entries: readonly T[]): readonly Said[] => {
    const next = merge(kept(), [...board, ...entries]);
    setBoard(next);
    return keep(next) ? [] : [{ key: 'notKept' }];
  };
  return {
    board,
    said,
    add: (entries) => setSaid(put(entries)),
    open: async (files) => {
      setSaid([{ key: 'reading' }]);
      const unread: string[] = [];
      const found: T[] = [];
      for (const file of files) {
        const text = file.type.startsWith('image/') ? ((await readQrCode(file)) ?? '') : await file.text();
        const entries = read(text);
        if (entries.length === 0) unread.push(file.name);
        found.push(...entries);
      }
      const notKept = put(found);
      setSaid([
        { key: 'read', detail: { good: files.length - unread.length, count: files.length } },
        ...(unread.length > 0 ? [{ key: 'unread', detail: { names: unread.join(', ') } } as const] : []),
        ...notKept,
      ]);
    },
    clear: () => {
      setBoard([]);
      keep([]);
      setSaid([]);
    },
  };
}
