const width = 30;

/** Where it is drawn. */
export type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

export interface Progress {
  /** How much is done of the total, in whatever unit. */
  at(done: number, note?: string): void;
  end(note?: string): void;
}

/** A bar on a terminal; elsewhere a line every tenth of the way. */
export function progressBar(label: string, total: number, out: Output = process.stderr): Progress {
  let shown = -1;
  const line = (share: number, note: string): string => {
    const filled = Math.round(share * width);
    const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
    return `${label} ${bar} ${String(Math.floor(share * 100)).padStart(3)} %${note ? `  ${note}` : ''}`;
  };
  return {
    at(done, note = '') {
      const share = total === 0 ? 1 : Math.min(1, done / total);
      const step = Math.floor(share * (out.isTTY ? 200 : 10));
      if (step === shown) return;
      shown = step;
      out.write(out.isTTY ? `\r\x1b[K${line(share, note)}` : `${line(share, note)}\n`);
    },
    end(note = '') {
      out.write(out.isTTY ? `\r\x1b[K${line(1, note)}\n` : `${line(1, note)}\n`);
    },
  };
}
